"""Notes, frozen: what people write on a claim, a statement, a report or an actor, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST = 20_000
"""Characters of a note."""


class NoteSubject(StrEnum):
    """What a note is on."""

    CLAIM = "claim"
    STATEMENT = "statement"
    REPORT = "report"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A person's note, dated, signed or not; a revoked one stays on record."""

    id: str
    on: NoteSubject
    subject: str
    """The id of a report or of a statement; of a claim the statement that founded it, as a claim may be merged; the
    name of an actor, with its report if it is known in one only."""
    text: str
    """Markdown; HTML in it is text."""
    replaces: str | None = None
    """The id of the note that this one changes."""
    by: str
    at: datetime
    """UTC; later than that of the note that it replaces."""
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    key: str | None = None
    """The public key (Ed25519) of who signed it; None if the name was only typed."""
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRecord(Note):
    """A note as it is shown."""

    claim: str | None = None
    """The claim that a note on a claim is on now; None if its statement belongs to none any more."""
    replaced_by: str | None = None
    """The note that changed it."""

    @property
    def counts(self) -> bool:
        """True if it is neither revoked nor replaced."""
        return self.revoked_at is None and self.replaced_by is None
