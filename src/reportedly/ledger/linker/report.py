"""The report that is being linked, as every step of linking gets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from reportedly.ledger.linker.sides import ComparedStatement
    from reportedly.ledger.linker.speakers import Speaker
    from reportedly.linking.embedding import StatementEmbedding
    from reportedly.model import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportToLink:
    """A report with the reading by which it is linked, its origin, and the embeddings of its statements."""

    reading: Reading
    known_at: datetime
    """Transaction time: when it was published, or added if it has no date."""
    origin: str
    supersedes: str | None
    """The earlier report that it revises."""
    embeddings: Mapping[str, StatementEmbedding] = field(repr=False)
    """By statement."""
    speakers: Mapping[str, Speaker] = field(repr=False)
    """By statement."""
    compared: Mapping[str, ComparedStatement] = field(repr=False)
    """By statement: what it is compared by."""

    @property
    def id(self) -> str:
        """The report's id."""
        return self.reading.report.id

    @property
    def day(self) -> date:
        """The day, in UTC, from which on it is known."""
        return self.known_at.date()
