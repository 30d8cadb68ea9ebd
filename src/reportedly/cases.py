"""Case files, frozen: claims and notes that people group under a name, with who works on them and whether that is over.

A case is the sum of its edits, which are signed with a name, dated and never deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reportedly.notes import NoteRecord

LONGEST = 80
"""Characters of the name of a case, and of who it is assigned to."""


class CaseEditKind(StrEnum):
    """What an edit did to a case."""

    OPENED = "opened"
    """It made the case, or opened it again."""
    CLOSED = "closed"
    ASSIGNED = "assigned"
    CLAIM_PUT = "claim put"
    CLAIM_TAKEN = "claim taken"
    NOTE_PUT = "note put"
    NOTE_TAKEN = "note taken"


class CaseState(StrEnum):
    """Whether a case is being worked on."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEdit:
    """A person's edit of a case, dated, signed or not; a later one undoes it, and nothing is deleted."""

    id: str
    case: str
    """The name of the case."""
    kind: CaseEditKind
    value: str
    """The id of a statement, which stands for its claim, or of a note; who it is assigned to, empty for nobody."""
    why: str
    """Empty if no reason was given."""
    by: str
    at: datetime
    """UTC."""
    key: str | None = None
    """The public key (Ed25519) of who signed it; None if the name was only typed."""
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClaim:
    """A claim in a case."""

    statement: str
    """The statement by which it was named."""
    claim: str | None
    """Its claim; None if the statement belongs to none any more, as when it was judged a wrong reading."""
    wording: str | None
    """The wording of the claim as of the date; None if it was not known by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case file."""

    name: str
    state: CaseState
    assigned_to: str | None
    claims: tuple[CaseClaim, ...]
    """In the order in which they were put in; a claim once."""
    notes: tuple[NoteRecord, ...]
    """In that order, each as it was last changed; without those that were revoked."""
    edits: tuple[CaseEdit, ...]
    """Oldest first."""

    @property
    def known(self) -> tuple[str, ...]:
        """The ids of its claims that are known by the date."""
        return tuple(c.claim for c in self.claims if c.claim is not None and c.wording is not None)
