"""Units of measure: pint knows how they are written, `measures.tsv` which of them reports use."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportedly import lexicon

if TYPE_CHECKING:
    from pint import UnitRegistry


class Measure(NamedTuple):
    """The unit that a word names."""

    unit: str
    """Its singular: "kilometre"."""
    glued: bool
    """True if the word counts only when written to a figure: "5m"."""


@lru_cache(maxsize=8192)
def measure(word: str) -> Measure | None:
    """The unit that a word names or abbreviates, as it is written: "km", "Hectares", "GWh"; None if it is none."""
    if len(word) > _LONGEST or word.lower() in _short():
        return _short().get(word.lower())
    if len(word) <= _SYMBOL:
        return None
    for written in (word, word.lower()):
        for prefix, unit, _ in _registry().parse_unit_name(written, case_sensitive=False):
            known = _units().get(unit)
            if known is not None and (not prefix or prefix in known["prefixes"].split("|")):
                return Measure(_name(prefix, known), False)
    return None


def is_measure(word: str) -> bool:
    """True if the word is a unit where a space parts it from its figure."""
    found = measure(word)
    return found is not None and not found.glued


_LONGEST = 20
_SYMBOL = 3
"""Letters of the longest symbol; names are longer."""


@cache
def measure_names() -> frozenset[str]:
    """The names of all units, with and without prefix."""
    return frozenset(_name(prefix, row) for row in _units().values() for prefix in ("", *row["prefixes"].split("|")))


def _name(prefix: str, row: dict[str, str]) -> str:
    return prefix + (row["name"] or row["unit"].replace("_", " "))


@cache
def _units() -> dict[str, dict[str, str]]:
    return {row["unit"]: row for row in lexicon.table("measures.tsv")}


@cache
def _short() -> dict[str, Measure]:
    """Symbols, and spellings that pint lacks."""
    spelt: dict[str, Measure] = {}
    for row in _units().values():
        spelt |= {symbol: Measure(_name("", row), True) for symbol in row["glued"].split("|")}
        for entry in row["also"].split("|"):
            word, _, prefix = entry.partition("=")
            spelt[word] = Measure(_name(prefix, row), False)
    del spelt[""]
    return spelt


@cache
def _registry() -> UnitRegistry[Any]:
    import pint  # a fifth of a second, and as much for the registry: paid at the first number of a process

    return pint.UnitRegistry()
