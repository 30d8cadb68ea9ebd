"""The port through which linking asks how two statements relate: the same, narrower, broader, contrary, or other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from reportedly.model import Act


class Relation(StrEnum):
    """How what one statement says relates to what another one says."""

    SAME = "same"
    ENTAILS = "entails"
    """If the one is so, the other is so: the one is narrower."""
    ENTAILED_BY = "entailed by"
    """If the other is so, the one is so: the one is broader."""
    CONTRADICTS = "contradicts"
    """The one says that what the other says is not so."""
    EXCLUDES = "excludes"
    """Both cannot be so, and neither is just the contrary of the other: rival figures, rival accounts."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A statement in context, as it is shown to an adjudicator."""

    statement: str
    report: str
    actor: str | None
    """The name of the actor, or the words that name the source; None for the outlet's own voice."""
    act: Act
    wording: str
    """What is said, so that it stands alone where it can."""
    content: str
    """What is said, in the words of the report."""
    sentence: str
    """The sentences around the content."""
    title: str | None
    outlet: str | None
    day: date
    """On which it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements to judge, with the cosines of their vectors."""

    one: Side
    other: Side
    similarity: float
    """Of their embeddings."""
    match: float
    """Of the matcher's vectors: high where they are of one claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an adjudicator found: how likely each relation of `one` to `other` is."""

    chances: Mapping[Relation, float]
    """They sum to 1; a relation that it does not know is missing."""
    words: tuple[str, str] | None
    """The words of both statements that decided, if the adjudicator names them."""
    by: str
    """The model or service that found it, as shown in reasons."""


class Adjudicator(Protocol):
    """Judges pairs of statements. What it finds depends on the pair alone, so that links do not depend on order."""

    @property
    def name(self) -> str:
        """The model or service, as shown in reasons."""

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Finding]:
        """What it finds of each pair, in their order."""


@runtime_checkable
class Service(Protocol):
    """Judges pairs over a network: slow, fallible and perhaps paid for, so that its findings are kept."""

    @property
    def name(self) -> str:
        """What findings depend on besides the pair: the model and the version of what it is told."""

    def ask(self, pairs: Sequence[Pair]) -> Iterator[Mapping[int, Finding]]:
        """What it finds, request by request, by the positions of the pairs; pairs without an answer are missing."""
