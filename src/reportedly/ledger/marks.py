"""Marks of people in a ledger: up to where each has seen the record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.store import seen_marks
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from reportedly.record import SeenMark
    from reportedly.store.database import Engine


class SeenMarks:
    """The marks of a ledger, one a person; each is an entry of the hash chain."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, by: str) -> SeenMark | None:
        """A person's mark, up to which they have seen the record; None if they have set none."""
        with snapshot(self._engine) as connection:
            return seen_marks.latest(connection, by)

    def number(self) -> int:
        """The number of the last entry of the hash chain up to which all reports are linked."""
        with snapshot(self._engine) as connection:
            return seen_marks.seen_number(connection)

    def move(self, by: str, until: int | None = None) -> SeenMark:
        """Move a person's mark to an entry of the chain, or to `number`; it never moves back."""
        with writing(self._engine) as connection:
            return seen_marks.mark(connection, by, until, datetime.now(UTC))
