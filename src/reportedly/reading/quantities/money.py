"""Currencies by sign, name or code: "€5", "300 zlotys", "USD 5 million", "300 Iraqi dinars".

Codes, signs, names and whose money it is are those of Unicode's CLDR, as Babel has them; `currencies.tsv` says what
reports mean by a name that several states share, and `states.tsv` what the states are called.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


def code_at(words: Tokens, i: int) -> str | None:
    """The ISO 4217 code that word `i` is, in capitals; codes that are English words are none."""
    word = words.text[words.starts[i] : words.ends[i]]
    return word if len(word) == 3 and word.isupper() and word in _codes() and word not in _WORDS else None


def national(words: Tokens, i: int) -> tuple[int, str] | None:
    """Where the currency named from word `i` on ends, and its code: "Iraqi dinars", "New Zealand dollars"."""
    for length in (1, 2):
        if i + length >= len(words.classes):
            return None
        state = _states().get(" ".join(words.lower(k) for k in range(i, i + length)))
        name = words.lower(i + length)
        for code in _money_of(state) if state else ():
            if name in _forms(code) or code in _told(name)[1]:
                return i + length + 1, code
    return None


def named(place: str, word: str) -> str | None:
    """The code of a currency by its bare name "after" a figure, a "scaled" one ("3 million won"), or its "cent"."""
    where, codes = _told(word)
    if where == place:
        return codes[0]
    return _lone_bearers().get(word) if place == "after" and not where else None


@cache
def signs() -> dict[str, str]:
    """Signs written before a figure, in small letters, to codes."""
    from babel import Locale

    shown = Locale("en").currency_symbols.items()
    return {sign.lower(): code for code, sign in shown if sign != code and code in _codes()} | {
        row["word"]: row["code"] for row in lexicon.table("currencies.tsv") if row["place"] == "before"
    }


_WORDS = frozenset({"ALL", "TOP", "CUP", "TRY", "MAD", "GEL", "PEN", "SOS", "BOB", "COP", "MOP", "RON", "LAK"})
"""Codes that are English words."""


def _told(word: str) -> tuple[str, list[str]]:
    """What the table has for a word: where it means money, and which."""
    return _table().get(word, ("", []))


@cache
def _table() -> dict[str, tuple[str, list[str]]]:
    return {row["word"]: (row["place"], row["code"].split("|")) for row in lexicon.table("currencies.tsv")}


@cache
def _lone_bearers() -> dict[str, str]:
    """Names that only one currency bears: "zlotys"."""
    bearers = Counter(name for code in _codes() for name in _forms(code))
    return {name: code for code in _codes() for name in _forms(code) if bearers[name] == 1}


@cache
def _codes() -> frozenset[str]:
    """The money of today, state by state."""
    from babel.core import get_global

    return frozenset(code for state in get_global("territory_currencies") for code in _money_of(state))


@cache
def _money_of(state: str) -> tuple[str, ...]:
    from babel.numbers import get_territory_currencies

    return tuple(str(code) for code in get_territory_currencies(state))


@cache
def _forms(code: str) -> frozenset[str]:
    """The last word of a currency's name, one and many: "dinar", "dinars"."""
    from babel.numbers import get_currency_name

    return frozenset(str(get_currency_name(code, n, "en")).lower().split()[-1] for n in (1, 2))


@cache
def _states() -> dict[str, str]:
    """Adjectives and names of states to their codes."""
    rows = lexicon.table("states.tsv")
    return {w.lower(): r["code"] for r in rows for w in (r["name"], *r["adjective"].split("|")) if w}
