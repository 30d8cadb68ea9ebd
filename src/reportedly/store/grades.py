"""People's grades. A revocation is a row of its own: nothing is deleted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.errors import NotFound, StoreError
from reportedly.model import content_id
from reportedly.record import Grade
from reportedly.store import hash_chain
from reportedly.store.database import parts
from reportedly.store.decisions import DecisionTable, decisions
from reportedly.store.hash_chain import ChainKind
from reportedly.store.ids import starting_with
from reportedly.store.schema import grade_revocations, grade_signatures, grades, statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Row


OF_SOURCES, OF_STATEMENTS = "ABCDEF", "123456"
"""The marks."""


def insert(connection: sa.Connection, subject: str, mark: str, *, why: str, by: str, at: datetime) -> Grade:
    """Add a grade: A to F of a source, 1 to 6 of a statement, by its id or an unambiguous beginning."""
    if len(mark) != 1 or mark not in OF_SOURCES + OF_STATEMENTS:
        raise StoreError(f"{mark!r} is no grade: give A to F for a source, 1 to 6 for a statement")
    if not why.strip() or not by.strip():
        raise StoreError("a grade needs a reason and a name: --why TEXT, --by NAME")
    if mark not in OF_SOURCES:
        hint = f"{mark} is a grade of a statement"
        subject = starting_with(connection, statements.c.id, subject, "statement", hint)
    elif connection.scalar(sa.select(statements.c.actor).where(statements.c.actor == subject).limit(1)) is None:
        raise NotFound(f"no source {subject!r} in this ledger: {mark} is a grade of a source")
    grade = Grade(id=grade_id(subject, mark, why, by, at), subject=subject, mark=mark, why=why, by=by, at=at)
    hash_chain.insert(connection, ChainKind.GRADE, to_row(grade))
    return grade


def to_row(grade: Grade) -> dict[str, str]:
    """The row of a grade; a revocation and a signature have their own."""
    return {
        "id": grade.id,
        "subject": grade.subject,
        "mark": grade.mark,
        "why": grade.why,
        "by": grade.by,
        "at": grade.at.isoformat(),
    }


def grade_id(subject: str, mark: str, why: str, by: str, at: datetime) -> str:
    """The content hash of a grade."""
    return content_id("grade", subject, mark, why, by, at.isoformat())


def insert_imported(connection: sa.Connection, grade: Grade) -> bool:
    """Add a grade from another ledger, revoked or not, signed or not; False if it is there already."""
    known = _GRADES.where(grades.c.id == grade.id)
    before = connection.execute(known).first()
    insert(connection, grade.subject, grade.mark, why=grade.why, by=grade.by, at=grade.at)
    if grade.key is not None and grade.signature is not None:
        sign(connection, grade.id, grade.key, grade.signature)
    if grade.revoked_at is not None:
        revoke(connection, grade.id, by=grade.revoked_by or "", at=grade.revoked_at)
    return connection.execute(known).first() != before


def sign(connection: sa.Connection, grade: str, key: str, signature: str) -> None:
    """Add the signature of a grade; an earlier one stays."""
    _TABLE.sign(connection, grade, key, signature)


def revoke(connection: sa.Connection, grade: str, *, by: str, at: datetime) -> None:
    """Revoke the grade whose id begins so; an earlier revocation stays."""
    _TABLE.revoke(connection, grade, by=by, at=at)


def rows(connection: sa.Connection) -> list[Grade]:
    """All grades, oldest first, the revoked ones too."""
    return [_grade(row) for row in connection.execute(_GRADES)]


def of_subjects(connection: sa.Connection, subjects: Iterable[str]) -> list[Grade]:
    """The grades of these sources and statements that are not revoked, oldest first."""
    query = _GRADES.where(grade_revocations.c.grade.is_(None))
    found = [
        _grade(row)
        for part in parts(sorted(subjects))
        for row in connection.execute(query.where(grades.c.subject.in_(part)))
    ]
    return sorted(found, key=lambda grade: (grade.at, grade.id))


def _grade(row: Row[Any]) -> Grade:
    return Grade(
        id=row.id,
        subject=row.subject,
        mark=row.mark,
        why=row.why,
        by=row.by,
        at=datetime.fromisoformat(row.at),
        revoked_by=row.revoked_by,
        revoked_at=datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
        key=row.key,
        signature=row.signature,
    )


_GRADES = decisions(grades, grade_revocations, grade_signatures)
_TABLE = DecisionTable(
    column=grades.c.id,
    what="grade",
    lists="reportedly grades",
    row=ChainKind.GRADE,
    revocation=ChainKind.GRADE_REVOCATION,
    signature=ChainKind.GRADE_SIGNATURE,
)
