"""Local services: whose police are meant by "police" and by "a constable", where the report does not say it there.

They are the only ones that the report names anywhere, "Riverton police"; where it names none, those of the town that
the report is about: the only large one in its first sentences.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.towns import large_towns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.speakers.entity import Entity

POLICE = "police"
_MAIN = 2
"""How many times as often as any other of its kind a service is named that the report means without a name."""


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
    towns = large_towns(discourse.roster)
    return f"{next(iter(towns))} {POLICE}" if len(towns) == 1 else None
