"""Currencies by their code or by the state they belong to: "USD 5 million", "300 Iraqi dinars".

Codes and names are ISO 4217 as pycountry has them; whose they are is told by `states.tsv`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon

if TYPE_CHECKING:
    from reportedly.reading.words import Words


def code_at(words: Words, i: int) -> str | None:
    """The ISO 4217 code that word `i` is, in capitals; codes that are English words are none."""
    word = words.text[words.starts[i] : words.ends[i]]
    return word if len(word) == 3 and word.isupper() and word in _codes() and word not in _WORDS else None


def national(words: Words, i: int) -> tuple[int, str] | None:
    """Where the currency named from word `i` on ends, and its code: "Iraqi dinars", "New Zealand dollars"."""
    for length in (1, 2):
        if i + length >= len(words.classes):
            return None
        state = _states().get(" ".join(words.lower(k) for k in range(i, i + length)))
        code = _currencies().get((state, _singular(words.lower(i + length)))) if state else None
        if code is not None:
            return i + length + 1, code
    return None


_WORDS = frozenset({"ALL", "TOP", "CUP", "TRY", "MAD", "GEL", "PEN", "SOS", "BOB", "COP", "MOP", "RON", "LAK", "ANG"})
_FUNDS = frozenset({"CHE", "CHW", "USN", "MXV", "COU", "CLF", "BOV", "UYI", "UYW"})
"""Units of account that share a word with the money of the same state."""
_IRREGULAR = {"kronor": "krona", "kroner": "krone", "rouble": "ruble", "roubles": "ruble"}


def _singular(noun: str) -> str:
    return _IRREGULAR.get(noun) or noun.removesuffix("s")


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code, _ in _iso_4217())


@cache
def _iso_4217() -> tuple[tuple[str, str], ...]:
    import pycountry

    return tuple((str(c.alpha_3), str(c.name)) for c in pycountry.currencies)


@cache
def _currencies() -> dict[tuple[str, str], str]:
    """State and word of a currency's name to its code, which begins with the state's."""
    return {(code[:2], word): code for code, name in _iso_4217() for word in name.lower().split() if code not in _FUNDS}


@cache
def _states() -> dict[str, str]:
    """Adjectives and names of states to their codes."""
    rows = lexicon.table("states.tsv")
    return {w.lower(): r["code"] for r in rows for w in (r["name"], *r["adjective"].split("|")) if w}
