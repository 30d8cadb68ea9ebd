"""Currencies by sign, name or code: "€5", "300 zlotys", "USD 5 million", "300 Iraqi dinars".

Codes, signs, names and the states that use them are those of Unicode's CLDR, by way of Babel. `currencies.tsv` says
which currency reports mean by a name that several states share; `states.tsv` has the names of the states.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.lexicon.word_sets import word_set

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


def code_at(tokens: Tokens, i: int) -> str | None:
    """The ISO 4217 code that token `i` is, in capitals; codes that are English words do not count."""
    word = tokens.text[tokens.starts[i] : tokens.ends[i]]
    if len(word) != 3 or not word.isupper() or word not in _codes():
        return None
    return None if word in word_set("currency codes that are words") else word


def national(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """Where the currency that begins at token `i` with its state ends, and its code: "Iraqi dinars"."""
    for length in (1, 2):
        if i + length >= len(tokens.classes):
            return None
        state = _states().get(" ".join(tokens.lower(k) for k in range(i, i + length)))
        name = tokens.lower(i + length)
        for code in _money_of(state) if state else ():
            if name in _forms(code) or code in _entry(name)[1]:
                return i + length + 1, code
    return None


def currency(place: str, word: str) -> str | None:
    """The code of the currency that a word names at a place of `currencies.tsv`.

    Places are "after" (a figure: "300 zlotys"), "scaled" (after a million or the like: "3 million won") and "cent" (a
    hundredth part).
    """
    where, codes = _entry(word)
    if where == place:
        return codes[0]
    return _unshared_names().get(word) if place == "after" and not where else None


@cache
def signs() -> dict[str, str]:
    """Codes by the sign written before a figure, in small letters."""
    from babel import Locale

    shown = Locale("en").currency_symbols.items()
    return {sign.lower(): code for code, sign in shown if sign != code and code in _codes()} | {
        row["word"]: row["code"] for row in lexicon.table("currencies.tsv") if row["place"] == "before"
    }


def _entry(word: str) -> tuple[str, list[str]]:
    """The place at which a word means money, and the codes that it may stand for."""
    return _table().get(word, ("", []))


@cache
def _table() -> dict[str, tuple[str, list[str]]]:
    return {row["word"]: (row["place"], row["code"].split("|")) for row in lexicon.table("currencies.tsv")}


@cache
def _unshared_names() -> dict[str, str]:
    """Codes by the names that only one currency has: "zlotys"."""
    owners = Counter(name for code in _codes() for name in _forms(code))
    return {name: code for code in _codes() for name in _forms(code) if owners[name] == 1}


@cache
def _codes() -> frozenset[str]:
    """Codes of all currencies in use today."""
    from babel.core import get_global

    return frozenset(code for state in get_global("territory_currencies") for code in _money_of(state))


@cache
def _money_of(state: str) -> tuple[str, ...]:
    from babel.numbers import get_territory_currencies

    return tuple(str(code) for code in get_territory_currencies(state))


@cache
def _forms(code: str) -> frozenset[str]:
    """The last word of a currency's name in the singular and the plural: "dinar", "dinars"."""
    from babel.numbers import get_currency_name

    return frozenset(str(get_currency_name(code, n, "en")).lower().split()[-1] for n in (1, 2))


@cache
def _states() -> dict[str, str]:
    """ISO 3166-1 codes by the adjectives and names of states, in small letters."""
    rows = lexicon.table("states.tsv")
    return {w.lower(): r["code"] for r in rows for w in (r["name"], *r["adjective"].split("|")) if w}
