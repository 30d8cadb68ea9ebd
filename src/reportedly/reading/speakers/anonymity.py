"""Which sources without a name the report keeps anonymous: "a source", "an official who asked not to be named"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.anonymity import anonymity_pattern
from reportedly.lexicon.roles import RoleClass
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind

if TYPE_CHECKING:
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.speakers.roster import RosterMatches


class AnonymousEntities:
    """The entities whose name the report has been found to keep back; once so, they stay so."""

    __slots__ = ("_found", "_roster")

    def __init__(self, roster: RosterMatches) -> None:
        self._roster = roster
        self._found: set[Entity] = set()

    def __contains__(self, entity: Entity) -> bool:
        return entity in self._found or (entity.voice_of is not None and entity.voice_of in self)

    def check(self, entity: Entity, start: int, core: int) -> bool:
        """True if the source with this core, or an earlier mention of the entity, says that its name is kept back."""
        if entity in self or self._is_kept_back(entity, start, core):
            self._found.add(entity)
            return True
        return False

    def _is_kept_back(self, entity: Entity, start: int, core: int) -> bool:
        if entity.kind not in {ActorKind.UNNAMED, ActorKind.GROUP}:
            return False
        if self._is_bare_source(start, core):
            return True
        syntax = self._roster.syntax
        number = syntax.sent[start]
        end = syntax.sentence_end(number)
        if anonymity_pattern().search(self._roster.wording(syntax.starts[number], end)):
            return True
        # "They spoke on condition of anonymity." often follows in a sentence of its own.
        if end >= syntax.n or syntax.low[end] not in word_set("going on about a source"):
            return False
        return anonymity_pattern().search(self._roster.wording(end, syntax.sentence_end(number + 1))) is not None

    def _is_bare_source(self, start: int, end: int) -> bool:
        """True if the words call somebody no more than a source or an insider."""
        found = (self._roster.role(i, i + 1) for i in range(start, end))
        return any(role is not None and role[0].cls is RoleClass.SOURCE for role in found)
