"""What people said of statements and sources: the grades and judgements that stand, ready to be shown beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.linking.judgements import Judged
from reportedly.store import grades, judgements

if TYPE_CHECKING:
    from reportedly.record import Grade
    from reportedly.store.database import Connection


class Marks:
    """The standing grades by what they are of, and the statements that were not read right."""

    def __init__(self, connection: Connection) -> None:
        self._grades: dict[str, list[Grade]] = {}
        for grade in grades.rows(connection):
            if grade.revoked_at is None:
                self._grades.setdefault(grade.subject, []).append(grade)
        self.wrong = Judged(judgements.rows(connection)).wrong

    def of_source(self, name: str | None) -> tuple[Grade, ...]:
        """The grades of a source, oldest first."""
        return tuple(self._grades.get(name or "", ()))

    def of(self, statement: str, source: str | None) -> tuple[Grade, ...]:
        """The grades of a statement, then those of its source."""
        return (*self._grades.get(statement, ()), *self.of_source(source))
