"""Towns: the large ones in the first sentences of a report, where what it tells of happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind, key_of, look_up

if TYPE_CHECKING:
    from reportedly.reading.speakers.roster import RosterMatches

_LEAD = 4
"""Sentences at the start of a report whose towns it is about."""
_LARGE = 50_000
"""Inhabitants from which on a town counts: from about there on it has police of its own."""
_LONGEST = 3
"""Words in the longest name of a town that is looked up."""
_PLACING = frozenset({"in", "at"})
_MODIFIED = frozenset({"NN", "NNS", "JJ"})
"""Tags of what follows the name of a town that only modifies it: "a Riverton | office"."""


def large_towns(roster: RosterMatches) -> dict[str, frozenset[str]]:
    """The large towns of the first sentences, with the countries in which there is one of that name."""
    syntax, i = roster.syntax, 0
    found: dict[str, frozenset[str]] = {}
    end = syntax.starts[_LEAD] if len(syntax.starts) > _LEAD else syntax.n
    while i < end:
        stop, countries = _town_at(roster, i, end)
        if countries:
            found[roster.wording(i, stop)] = countries
        i = max(stop, i + 1)
    return found


def _town_at(roster: RosterMatches, start: int, end: int) -> tuple[int, frozenset[str]]:
    """Where the name of a town ends that starts here and says where something is, and its countries."""
    syntax = roster.syntax
    if not roster.in_name[start] or (start and roster.in_name[start - 1]) or start in roster.matches:
        return start, frozenset()
    for stop in range(min(end, start + _LONGEST), start, -1):
        if all(roster.in_name[start:stop]) and not (stop < syntax.n and roster.in_name[stop]):
            placed = start > 0 and syntax.low[start - 1] in _PLACING
            modifies = (
                stop < syntax.n and syntax.tag[stop] in _MODIFIED and syntax.dep[stop - 1] in {"compound", "nmod"}
            )
            if placed or (modifies and syntax.label[start] in {"GPE", "LOC", ""}):
                return stop, _countries(roster.wording(start, stop))
    return start, frozenset()


def _countries(name: str) -> frozenset[str]:
    """The countries that have a large town of that name."""
    key = key_of(name)
    towns = (e for e in look_up([key]).get(key, ()) if e.kind is PlaceKind.CITY and e.population >= _LARGE)
    return frozenset(e.country for e in towns if e.country)
