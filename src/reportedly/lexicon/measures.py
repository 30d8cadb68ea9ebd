"""Units of measure: how they are written is known to pint, which of them reports use to `measures.tsv`."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportedly import lexicon

if TYPE_CHECKING:
    from pint import UnitRegistry


class Measure(NamedTuple):
    """What a word measures in."""

    unit: str
    """Its singular: "kilometre"."""
    glued: bool
    """Whether the word counts only when written to a figure: "5m"."""


@lru_cache(maxsize=8192)
def measure(word: str) -> Measure | None:
    """The unit that a word names or abbreviates, as it is written: "km", "Hectares", "GWh"; None where it is none."""
    if not 0 < len(word) <= _LONGEST or word.lower() in _also():
        return _also().get(word.lower())
    for written in (word, word.lower()):
        for prefix, unit, _ in _registry().parse_unit_name(written, case_sensitive=False):
            known = _units().get(unit)
            if known is None or (prefix and prefix not in known["prefixes"].split("|")):
                continue
            glued = word.lower() in known["glued"].split("|")
            if glued or len(word) > 1:
                return Measure(_name(prefix, known), glued)
    return None


_LONGEST = 20


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
def _also() -> dict[str, Measure]:
    spelt = {}
    for row in _units().values():
        for entry in filter(None, row["also"].split("|")):
            word, _, prefix = entry.partition("=")
            spelt[word] = Measure(_name(prefix, row), False)
    return spelt


@cache
def _registry() -> UnitRegistry[Any]:
    import pint  # a fifth of a second, and as much for the registry: paid at the first number of a process

    return pint.UnitRegistry()
