"""Local services: whose police are meant by "police" and by "a constable", where the report does not say it there.

They are the only ones that the report names anywhere, "Riverton police"; where it names none, those of the town that
the report is about: the only large one in its first sentences.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind, key_of, look_up
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.speakers.roster import RosterMatches

POLICE = "police"
_MAIN = 2
"""How many times as often as any other of its kind a service is named that the report means without a name."""
_LEAD = 4
"""Sentences at the start of a report whose only town it is about."""
_LARGE = 50_000
"""Inhabitants from which on a town has police of its own."""
_LONGEST_TOWN = 3
"""Words in the longest name of a town that is looked up."""
_PLACING = frozenset({"in", "at"})
_MODIFIED = frozenset({"NN", "NNS", "JJ"})
"""Tags of what follows the name of a town that only modifies it: "a Riverton | office"."""


def service_named(discourse: Discourse, nouns: Iterable[str]) -> Entity | None:
    """The only local service of the report with one of these nouns, or the one that it names most; else None."""
    wanted = {noun for noun in nouns if noun in word_set("local services")}
    counts = Counter(
        mention.entity
        for mention in discourse.mentions.in_order
        if mention.entity.kind is ActorKind.AGENCY and mention.entity.nouns & wanted
    ).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < _MAIN * counts[1][1]):
        return None
    return counts[0][0]


def police_of_town(discourse: Discourse) -> str | None:
    """Name of the police of the large town that the report is about, "Riverton police"; None where it is of none."""
    town = _town(discourse.roster)
    return f"{town} {POLICE}" if town is not None else None


def _town(roster: RosterMatches) -> str | None:
    """The town of the first sentences that something happens in, if there is only one; else None."""
    syntax, i = roster.syntax, 0
    found: dict[str, None] = {}
    end = syntax.starts[_LEAD] if len(syntax.starts) > _LEAD else syntax.n
    while i < end:
        stop = _end_of_town(roster, i, end)
        if stop > i:
            found[roster.wording(i, stop)] = None
        i = max(stop, i + 1)
    return next(iter(found)) if len(found) == 1 else None


def _end_of_town(roster: RosterMatches, start: int, end: int) -> int:
    """Where the name of a town ends that starts here and says where something is; `start` where none does."""
    syntax = roster.syntax
    if not roster.in_name[start] or (start and roster.in_name[start - 1]) or start in roster.matches:
        return start
    for stop in range(min(end, start + _LONGEST_TOWN), start, -1):
        if all(roster.in_name[start:stop]) and not (stop < syntax.n and roster.in_name[stop]):
            key = key_of(roster.wording(start, stop))
            places = look_up([key]).get(key, ())
            towns = any(place.kind is PlaceKind.CITY and place.population >= _LARGE for place in places)
            placed = start > 0 and syntax.low[start - 1] in _PLACING
            modifies = (
                stop < syntax.n and syntax.tag[stop] in _MODIFIED and syntax.dep[stop - 1] in {"compound", "nmod"}
            )
            if towns and (placed or modifies) and (placed or syntax.label[start] in {"GPE", "LOC", ""}):
                return stop
    return start
