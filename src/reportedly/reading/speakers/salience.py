"""Salience: which of the entities mentioned so far a pronoun or description most likely refers to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.reading.speakers.entity import Entity, Mention, Mentions
    from reportedly.reading.text.syntax import Syntax

    Spans = Sequence[tuple[int, int]]
    """Tokens, as first and one past the last, in text order."""
    Fit = Callable[[Entity], float | None]
    """How well an entity fits: 0 or less, None where it cannot be meant."""

SOURCE, SUBJECT, OTHER, QUOTED = 3.0, 2.5, 1.2, 0.5
"""How salient a mention is: as a source, as a subject, otherwise, within what somebody else says."""
OWN = 0.1
"""The same within the very words whose source is looked for: people seldom speak of themselves by name."""
FAR = 8
"""Sentences back that a pronoun reaches."""
DESCRIBED_FAR = 40
"""The same for a description, which says more than a pronoun."""
_LONGEST_CONTENT = 400
"""Tokens from the start of a content after which it counts as over."""


class Salience:
    """The mentions of a report, the sources found so far, and what pronouns have shown of people's gender."""

    __slots__ = ("_contents", "_genders", "_mentions", "_source_starts", "_sources", "_syntax")

    def __init__(self, syntax: Syntax, mentions: Mentions, contents: Spans) -> None:
        self._syntax = syntax
        self._mentions = mentions
        self._contents = contents
        self._sources: list[Mention] = []
        self._source_starts: list[int] = []
        self._genders: dict[Entity, str] = {}

    def add_source(self, mention: Mention) -> None:
        """Add a resolved source; sources come in text order."""
        self._sources.append(mention)
        self._source_starts.append(mention.start)

    def learn_gender(self, entity: Entity, gender: str) -> None:
        """Keep for later pronouns that "he" or "she" was said of somebody."""
        self._genders[entity] = gender

    def gender_of(self, entity: Entity) -> str | None:
        """m or f by name, title or earlier pronouns; None where nothing tells."""
        return entity.gender or self._genders.get(entity)

    def last_speaker(self, position: int) -> Entity | None:
        """The last source before this token."""
        i = bisect_left(self._source_starts, position)
        return self._sources[i - 1].entity if i else None

    def most_salient(self, position: int, own: Spans, fit: Fit, far: int = FAR) -> Entity | None:
        """The best entity before this token, by salience and fit, less one a sentence of distance.

        `own` holds the tokens of what the source that is looked for says; `far` is how many sentences to go back.
        """
        best: Entity | None = None
        best_score = float("-inf")
        fits: dict[Entity, float | None] = {}
        for mention, weight in self._weighted(position, own, far):
            entity = mention.entity
            if entity not in fits:
                fits[entity] = fit(entity)
            fitness = fits[entity]
            if fitness is not None and weight + fitness > best_score:
                best, best_score = entity, weight + fitness
        return best

    def _weighted(self, position: int, own: Spans, far: int) -> Iterator[tuple[Mention, float]]:
        """Sources and other mentions before a token, the nearest first, with salience less distance."""
        sent = self._syntax.sent
        here = sent[min(position, self._syntax.n - 1)]
        for i in range(bisect_left(self._source_starts, position) - 1, -1, -1):
            source = self._sources[i]
            distance = here - sent[source.start]
            if distance > far:
                break
            salience = SOURCE if source.subject else OTHER
            yield source, (OWN if _inside(source.start, own) else salience) - distance
        for mention in self._mentions.backwards_from(position):
            distance = here - sent[mention.start]
            if distance > far:
                break
            if not mention.adjective and mention.end <= position:
                yield mention, self._salience(mention, own) - distance

    def _salience(self, mention: Mention, own: Spans) -> float:
        if _inside(mention.start, own):
            return OWN
        if _inside(mention.start, self._contents):
            return QUOTED
        return SUBJECT if mention.subject else OTHER


def _inside(position: int, spans: Spans) -> bool:
    """True if a token lies in one of these spans."""
    i = bisect_left(spans, (position + 1, 0)) - 1
    while i >= 0 and position - spans[i][0] <= _LONGEST_CONTENT:
        if position < spans[i][1]:
            return True
        i -= 1
    return False
