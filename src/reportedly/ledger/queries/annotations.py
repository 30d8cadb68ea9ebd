"""What people said of the rows shown: their grades, and which statements they judged not to be read right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.linking.decided_actors import DecidedActors
from reportedly.store import actor_decisions, grades, judgements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.record import Grade
    from reportedly.store.database import Connection


class Annotations:
    """The grades of some statements and sources, and which of the statements were read wrong.

    Revoked grades and judgements are left out.
    """

    def __init__(self, connection: Connection, statements: Iterable[str], sources: Iterable[str | None] = ()) -> None:
        ids = set(statements)
        self._grades: dict[str, list[Grade]] = {}
        for grade in grades.of_subjects(connection, ids.union(name for name in sources if name)):
            self._grades.setdefault(grade.subject, []).append(grade)
        self._decided = DecidedActors(actor_decisions.rows(connection))
        self._of_actors: dict[str, list[Grade]] = {}
        """By the key of the actor, the grades of all its names, where people decided about any actors."""
        for grade in grades.rows(connection) if self._decided else ():
            if grade.mark in grades.OF_SOURCES and grade.revoked_at is None:
                self._of_actors.setdefault(self._decided.named(grade.subject, "").key, []).append(grade)
        self.wrong = judgements.wrong_among(connection, ids)
        """Ids of the statements that were read wrong."""

    def of_source(self, name: str | None) -> tuple[Grade, ...]:
        """The grades of a source by any of its names, oldest first."""
        if self._decided and name:
            return tuple(self._of_actors.get(self._decided.named(name, "").key, ()))
        return tuple(self._grades.get(name or "", ()))

    def of_statement(self, statement: str, source: str | None) -> tuple[Grade, ...]:
        """The grades of a statement, then those of its source; each oldest first."""
        return (*self._grades.get(statement, ()), *self.of_source(source))
