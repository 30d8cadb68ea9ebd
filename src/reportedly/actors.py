"""What people decide about actors, and what a ledger holds of one: its names, offices and kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reportedly.model import ActorDecisionKind, ActorKind, Party

LONGEST = 300
"""Characters of a name in a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDraft:
    """What a person decides about an actor, before it is dated.

    "Larrea" of two reports is "Íñigo Larrea": `name` is "Larrea", `reports` are the two, `value` is "Íñigo Larrea".
    """

    kind: ActorDecisionKind
    name: str
    """The name that it is about, as reports write it."""
    value: str
    """What it is decided to be: another name, a party, a side (empty for none) or a kind."""
    reports: tuple[str, ...] = ()
    """The ids of the reports in which it holds, in alphabetic order; empty if it holds in all."""
    of: str | None = None
    """Only where the report has the actor speak for this party; None if it holds whatever the party."""
    office: str = ""
    """What the office is called, if the decision is about one."""
    since: date | None = None
    """The first day of the office; None if it is not known."""
    until: date | None = None
    """The last one; None if it is not over, or not known."""
    why: str = ""
    """Empty if no reason was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDecision(ActorDraft):
    """A person's decision about an actor, dated, signed or not; a revoked one stays on record."""

    id: str
    by: str
    at: datetime
    """UTC."""
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    key: str | None = None
    """The public key (Ed25519) of who signed it; None if the name was only typed."""
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAlias:
    """A name by which reports call an actor."""

    name: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorParty:
    """A party that an actor spoke for, with the first and the last day on which it did."""

    party: Party
    first: date
    last: date
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRecord:
    """An actor as people may mend it."""

    id: str
    """Its key across reports; "NAME @ REPORT" if it is known in one report only."""
    name: str
    kind: ActorKind
    party: Party
    """The party that it spoke for last."""
    statements: int
    reports: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAccount:
    """An actor in full: names, parties, words by day, and what people decided about it."""

    actor: ActorRecord
    aliases: tuple[ActorAlias, ...]
    """Most used first."""
    parties: tuple[ActorParty, ...]
    """Earliest first."""
    days: tuple[tuple[date, int], ...]
    """How many statements it made, by day."""
    decisions: tuple[ActorDecision, ...]
    """Oldest first, the revoked ones too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSuggestion:
    """Two names that may be of one actor; a person should say whether they are."""

    name: str
    """The name that may be of the other actor."""
    reports: tuple[str, ...]
    """The reports in which it may be; empty for all."""
    other: str
    """The name that is likely the right one."""
    why: str
    statements: int
    """How many statements the answer is about."""
    claims: int
    """Claims on which both speak: there they count as two voices, or would count as one."""
