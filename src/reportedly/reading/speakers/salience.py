"""Salience: which of the entities mentioned so far a pronoun or description refers to, by a trained ranking.

Every entity that fits is a candidate, and so is an entity that has not been mentioned yet. A linear model scores them
by what a reader goes by: how near and how often they are named, as what, who spoke last, which words they share with
the description. Its weights are a table, `lexicon/coreference.tsv`; `training/train_coreference.py` makes it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from math import log
from typing import TYPE_CHECKING

from reportedly.lexicon.coreference import weights
from reportedly.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.reading.speakers.entity import Entity, Mention, Mentions
    from reportedly.reading.text.syntax import Syntax

    Spans = Sequence[tuple[int, int]]
    """Tokens, as first and one past the last, in text order."""
    Fit = Callable[[Entity], float | None]
    """How well an entity fits: 0 or less, None where it cannot be meant."""

FAR = 8
"""Sentences back that a pronoun reaches."""
DESCRIBED_FAR = 40
"""The same for a description, which says more than a pronoun."""
_LONGEST_CONTENT = 400
"""Tokens from the start of a content after which it counts as over."""
_DEARER = log(2.0)
"""Added for an entity not mentioned yet where a description would get a name: a wrong name costs two missing ones."""
_DISTANCES = (0, 1, 2, 3, 5, 8)
"""Upper ends, in sentences, of the classes of distance."""
_COUNTS = (1, 2, 4)
"""Upper ends of the classes of how often an entity has been named."""


class AnaphorKind(StrEnum):
    """What kind of expression refers to somebody mentioned before."""

    HE = "he"
    """ "He", "she", "his", "her"."""
    IT = "it"
    THEY = "they"
    ROLE = "role"
    """ "The minister"."""
    BODY = "body"
    """ "The agency"."""
    GROUP = "group"
    """ "The ministers"."""
    AUTHOR = "author"
    """ "The statement", which means whoever made it."""
    VOICE = "voice"
    """ "A spokesman", who speaks for a body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """An expression that refers to an entity of the report: where it stands and what it says of the entity."""

    kind: AnaphorKind
    position: int
    own: Spans
    """Tokens of what the source that is looked for says."""
    fit: Fit
    head: str = ""
    """The noun of a description."""
    words: frozenset[str] = frozenset()
    """Its other words, in small letters."""
    far: int = FAR


@dataclass(slots=True)
class _Evidence:
    """What the mentions so far say of one candidate."""

    entity: Entity
    fit: float
    distance: int
    """Sentences to the last mention."""
    place: str
    """As what it was mentioned last: source, subject, other, quoted or own."""
    rank: int
    """How many other candidates have been mentioned since."""
    named: int = 0
    said: int = 0
    places: set[str] = field(default_factory=set)
    """As what it was mentioned in this sentence and the one before."""
    first: bool = False
    """True if the first sentence names it."""


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

    @property
    def sources(self) -> Sequence[Mention]:
        """The sources resolved so far, in text order."""
        return self._sources

    def learn_gender(self, entity: Entity, gender: str) -> None:
        """Keep for later pronouns that "he" or "she" was said of somebody."""
        self._genders[entity] = gender

    def gender_of(self, entity: Entity) -> str | None:
        """m or f by name, title or earlier pronouns; None where nothing tells."""
        return entity.gender or self._genders.get(entity)

    def is_quoted(self, position: int) -> bool:
        """True if this token is part of what somebody says."""
        return _inside(position, self._contents)

    def last_speaker(self, position: int) -> Entity | None:
        """The last source before this token."""
        i = bisect_left(self._source_starts, position)
        return self._sources[i - 1].entity if i else None

    def most_likely(self, anaphor: Anaphor) -> Entity | None:
        """The entity that the expression most likely refers to; None where that is more likely a new one."""
        ranked = self.ranked(anaphor)
        return ranked[0][0] if ranked else None

    def ranked(self, anaphor: Anaphor) -> list[tuple[Entity | None, float]]:
        """The candidates with their scores, the most likely first; None stands for a new entity."""
        known = weights(anaphor.kind.value)
        doubt = _DEARER if anaphor.head else 0.0
        scored = [
            (entity, sum(known.get(feature, 0.0) for feature in features) + doubt * (entity is None))
            for entity, features in self.candidates(anaphor)
        ]
        return sorted(scored, key=lambda pair: -pair[1])

    def candidates(self, anaphor: Anaphor) -> list[tuple[Entity | None, list[str]]]:
        """Every entity that fits with its features, the last mentioned first; at the end None for a new entity."""
        found = self._evidence(anaphor)
        speaker = self.last_speaker(anaphor.position)
        out: list[tuple[Entity | None, list[str]]] = []
        for evidence in found:
            features = self._features(anaphor, evidence)
            if evidence.entity is speaker:
                features.append("last speaker")
            out.append((evidence.entity, features))
        if out or anaphor.head:
            out.append((None, ["new", f"new words {min(len(anaphor.words), 2)}", f"new of {min(len(found), 3)}"]))
        return out

    def _features(self, anaphor: Anaphor, evidence: _Evidence) -> list[str]:
        entity = evidence.entity
        features = [
            f"fit {evidence.fit:g}",
            f"distance {_class(evidence.distance, _DISTANCES)}",
            f"last {evidence.place}",
            f"named {_class(evidence.named, _COUNTS)}",
            f"said {min(evidence.said, 3)}",
            f"rank {min(evidence.rank, 3)}",
            f"kind {entity.kind.value}",
        ]
        features.extend(f"near {place}" for place in evidence.places)
        if evidence.first:
            features.append("first")
        if anaphor.head:
            name = entity.name.casefold().replace("-", " ").split()
            if anaphor.head in name:
                features.append("head in name")
            shared = len(anaphor.words.intersection(name) | anaphor.words.intersection(entity.nouns))
            features.append(f"shared {min(shared, 2)} of {min(len(anaphor.words), 2)}")
        elif anaphor.kind is AnaphorKind.HE and entity.kind is ActorKind.PERSON:
            features.append("gender known" if self.gender_of(entity) else "gender unknown")
        return features

    def _evidence(self, anaphor: Anaphor) -> list[_Evidence]:
        """What speaks for each entity that fits, the last mentioned first."""
        fits: dict[Entity, float | None] = {}
        found: dict[Entity, _Evidence] = {}
        for mention, place, distance in self._before(anaphor):
            entity = mention.entity
            evidence = found.get(entity)
            if evidence is None:
                if entity not in fits:
                    fits[entity] = anaphor.fit(entity)
                fit = fits[entity]
                if fit is None:
                    continue
                evidence = found[entity] = _Evidence(entity, fit, distance, place, len(found))
            evidence.named += 1
            evidence.said += place == "source"
            if distance < 2:
                evidence.places.add(f"{place} {distance}")
            evidence.first = evidence.first or self._syntax.sent[mention.start] == 0
        return list(found.values())

    def _before(self, anaphor: Anaphor) -> Iterator[tuple[Mention, str, int]]:
        """The mentions before an expression, the nearest first: as what, and how many sentences back."""
        sent, position, own = self._syntax.sent, anaphor.position, anaphor.own
        here = sent[min(position, self._syntax.n - 1)]
        i = bisect_left(self._source_starts, position) - 1
        for mention in self._mentions.backwards_from(position):
            while i >= 0 and self._source_starts[i] >= mention.start:
                if here - sent[self._source_starts[i]] > anaphor.far:
                    return
                yield (
                    self._sources[i],
                    self._place_of_source(self._sources[i], own),
                    here - sent[self._source_starts[i]],
                )
                i -= 1
            if here - sent[mention.start] > anaphor.far:
                return
            if not mention.adjective and mention.end <= position:
                yield mention, self._place(mention, own), here - sent[mention.start]
        for source in reversed(self._sources[: i + 1]):
            if here - sent[source.start] > anaphor.far:
                return
            yield source, self._place_of_source(source, own), here - sent[source.start]

    def _place_of_source(self, source: Mention, own: Spans) -> str:
        if _inside(source.start, own):
            return "own"
        return "source" if source.subject else "other"

    def _place(self, mention: Mention, own: Spans) -> str:
        if _inside(mention.start, own):
            return "own"
        if _inside(mention.start, self._contents):
            return "quoted"
        return "subject" if mention.subject else "other"


def _class(number: int, ends: tuple[int, ...]) -> str:
    return next((str(end) for end in ends if number <= end), "far")


def _inside(position: int, spans: Spans) -> bool:
    """True if a token lies in one of these spans."""
    i = bisect_left(spans, (position + 1, 0)) - 1
    while i >= 0 and position - spans[i][0] <= _LONGEST_CONTENT:
        if position < spans[i][1]:
            return True
        i -= 1
    return False
