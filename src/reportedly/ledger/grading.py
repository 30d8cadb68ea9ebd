"""People's grades: of a source by the name that it is known by, or of a statement; signed or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.ledger.queries import sources
from reportedly.ledger.signing import wrong_signature
from reportedly.store import grades, judgements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reportedly.ledger.signing import SigningKey
    from reportedly.record import Grade
    from reportedly.store.database import Connection


def grade(
    connection: Connection, subject: str, mark: str, *, why: str, by: str, at: datetime, key: SigningKey | None = None
) -> Grade:
    """Add a grade, and sign it if there is a key."""
    subject = sources.full_name(connection, subject) if mark in grades.OF_SOURCES else subject
    made = grades.insert(connection, subject, mark, why=why, by=by, at=at)
    if key is None:
        return made
    signature = key.sign(made)
    grades.sign(connection, made.id, key.public, signature)
    return replace(made, key=key.public, signature=signature)


def problems(connection: Connection) -> Iterator[str]:
    """Grades with another id or signature than their content gives, and grades of statements that are not there."""
    for made in grades.rows(connection):
        yield from own_problems(made)
        if made.mark in grades.OF_STATEMENTS and not judgements.is_known(connection, made.subject):
            yield f"grade {made.id}: there is no statement {made.subject}"


def own_problems(made: Grade) -> Iterator[str]:
    """What is wrong with a grade by itself: another id than its content gives, or a signature of something else."""
    if made.id != grades.grade_id(made.subject, made.mark, made.why, made.by, made.at):
        yield f"grade {made.id}: its id is not that of what it says"
    if wrong := wrong_signature(made):
        yield f"grade {made.id}: {wrong}"
