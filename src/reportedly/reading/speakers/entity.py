"""Entity: a person or body that a report names or describes, and Mention: a place where it is named."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.lexicon import actors
from reportedly.model import Actor, ActorKind
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.reading.text.syntax import Syntax


_LONGEST_NAME = 12
"""Tokens of the longest name that a source may start within."""


@dataclass(slots=True, eq=False)
class Entity:
    """One person, body or group in one report, with what its names and titles say of it.

    `Entities` completes it from later titles and phrases; nothing else changes it. Two entities are equal only if they
    are the same object.
    """

    name: str
    kind: ActorKind
    of: str | None = None
    """Name of the party that it speaks for."""
    presumed: bool = field(default=False, kw_only=True)
    """True if that is only the state that the report shows near its office: what the report says of it comes first."""
    of_place: bool = field(default=False, kw_only=True)
    """True if that is the place that somebody governs: a candidate does not speak for it."""
    candidate: bool = field(default=False, kw_only=True)
    """True if a title says that somebody stands for an office."""
    gender: str | None = None
    """m or f, by first name, title or roster."""
    plural: bool = False
    nouns: set[str] = field(default_factory=set)
    """Roles of a person, head nouns of a body: what "the envoy" or "the agency" may refer to."""
    state: str | None = None
    """Name of the state that it belongs to, speaking for it or not."""
    human: bool = True
    """Of those without a name: whether it may be a person, and not a body."""
    voice_of: Entity | None = None
    """The body that this person without a name speaks for: its name and kind are then that body's."""

    @property
    def is_person(self) -> bool:
        """True if "he" or "she" may refer to it."""
        return (
            self.voice_of is not None
            or self.kind is ActorKind.PERSON
            or (self.kind is ActorKind.UNNAMED and not self.plural and self.human)
        )

    @property
    def party(self) -> str:
        """The party that it speaks for in the end: of a ministry its state, of others themselves."""
        return actors.party_of(self.actor())

    def actor(self) -> Actor:
        """The entity as the actor behind a source."""
        return Actor(name=self.name, kind=self.kind, of=self.of if self.of != self.name else None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an entity is named, by its tokens."""

    start: int
    end: int
    entity: Entity
    subject: bool = False
    begin: int | None = None
    """Of a person: where the title before the name starts."""
    adjective: bool = False
    """True for "Russian": it names the party, but no pronoun refers to it."""

    @classmethod
    def at(
        cls, syntax: Syntax, start: int, end: int, entity: Entity, *, adjective: bool = False, begin: int | None = None
    ) -> Mention:
        """A mention in these tokens; it is a subject where one of them is."""
        subject = not adjective and any(syntax.dep[i] in NOMINAL_SUBJECTS for i in range(start, end))
        return cls(start, end, entity, subject, begin, adjective)


class Mentions:
    """All places where entities are named, in text order; of those with one start the longest comes first."""

    __slots__ = ("_starts", "in_order")

    def __init__(self, found: Iterable[Mention]) -> None:
        self.in_order = tuple(sorted(found, key=lambda m: (m.start, -m.end)))
        self._starts = [m.start for m in self.in_order]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in these tokens, in text order."""
        first = bisect_left(self._starts, start)
        return [m for m in self.in_order[first : bisect_left(self._starts, end)] if m.end <= end]

    def start_of_name(self, position: int) -> int:
        """Where the name starts within which this token stands; the token itself where it is within none."""
        for mention in self.backwards_from(position):
            if mention.end > position:
                return mention.start
            if position - mention.start > _LONGEST_NAME:
                break
        return position

    def forwards_from(self, position: int) -> Iterator[Mention]:
        """The mentions that start at this token or after it, in text order."""
        for i in range(bisect_left(self._starts, position), len(self.in_order)):
            yield self.in_order[i]

    def backwards_from(self, position: int) -> Iterator[Mention]:
        """The mentions that start before this token, the nearest first."""
        for i in range(bisect_left(self._starts, position) - 1, -1, -1):
            yield self.in_order[i]
