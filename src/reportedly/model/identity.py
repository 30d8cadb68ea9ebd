"""Actors and parties: whom a source resolves to, whom it speaks for, and by which names they are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from reportedly.model.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class Identity:
    """A name, with its report if the name means somebody in that report only.

    "a witness" of one report is not "a witness" of another. As text, in the ledger and in JSON, it is
    "a witness @ REPORT".
    """

    name: str
    report: str | None = None
    """None if the name means the same in every report."""

    def __str__(self) -> str:
        """The form as text."""
        return self.name if self.report is None else f"{self.name}{_OF_REPORT}{self.report}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The identity that a text stands for."""
        name, of, report = text.partition(_OF_REPORT)
        return cls(name, report if of else None)


_OF_REPORT = " @ "


@dataclass(frozen=True, slots=True)
class Party(Identity):
    """Whom an actor speaks for: a state, body, company, group, or the actor itself."""


@dataclass(frozen=True, slots=True)
class ActorKey(Identity):
    """The key of an actor across reports: the same key means the same actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The party, person or body that a source resolves to."""

    name: str
    kind: ActorKind
    of: str | None = None
    """Name of the party that it speaks for: "Russia" for its defence ministry."""
