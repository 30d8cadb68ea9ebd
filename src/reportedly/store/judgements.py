"""People's judgements of statements. A revocation is a row of its own: nothing is deleted."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.errors import StoreError
from reportedly.model import Verdict, content_id
from reportedly.record import Judgement
from reportedly.store import hash_chain
from reportedly.store.database import parts
from reportedly.store.decisions import DecisionTable, count_rows, decisions
from reportedly.store.hash_chain import ChainKind
from reportedly.store.ids import starting_with
from reportedly.store.schema import judgement_revocations, judgement_signatures, judgements, linked, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Row


def statement(connection: sa.Connection, beginning: str) -> str:
    """The statement whose id begins so; NotFound if there is none, or more than one."""
    return starting_with(connection, statements.c.id, beginning, "statement", "`reportedly search TEXT` finds some")


def is_known(connection: sa.Connection, statement_id: str) -> bool:
    """True if any reading has that statement."""
    return connection.scalar(sa.select(statements.c.id).where(statements.c.id == statement_id).limit(1)) is not None


def insert(
    connection: sa.Connection, verdict: Verdict, subjects: Sequence[str], *, why: str, by: str, at: datetime
) -> Judgement:
    """Add a judgement of one or two statements."""
    if not by.strip():
        raise StoreError("a judgement needs a name: --by NAME")
    one, other = (*sorted(subjects), None)[:2]
    key = judgement_id(verdict, one, other, why, by, at)
    made = Judgement(id=key, verdict=verdict, statements=tuple(sorted(subjects)), why=why, by=by, at=at)
    hash_chain.insert(connection, ChainKind.JUDGEMENT, to_row(made))
    return _one(connection, key)


def to_row(judgement: Judgement) -> dict[str, str | None]:
    """The row of a judgement; a revocation and a signature have their own."""
    one, other = (*judgement.statements, None)[:2]
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "one": one,
        "other": other,
        "why": judgement.why,
        "by": judgement.by,
        "at": judgement.at.isoformat(),
    }


def judgement_id(verdict: str, one: str | None, other: str | None, why: str, by: str, at: datetime) -> str:
    """The content hash of a judgement."""
    return content_id("judgement", verdict, one, other, why, by, at.isoformat())


def sign(connection: sa.Connection, judgement: str, key: str, signature: str) -> bool:
    """Add the signature of a judgement; False if it has one already, which stays."""
    return _TABLE.sign(connection, judgement, key, signature)


def revoke(connection: sa.Connection, beginning: str, *, by: str, at: datetime) -> Judgement:
    """Revoke the judgement whose id begins so; an earlier revocation stays."""
    return _one(connection, _TABLE.revoke(connection, beginning, by=by, at=at))


def rows(connection: sa.Connection) -> list[Judgement]:
    """All judgements, oldest first, the revoked ones too."""
    return [_judgement(row) for row in connection.execute(_JUDGEMENTS)]


def _one(connection: sa.Connection, key: str) -> Judgement:
    return _judgement(connection.execute(_JUDGEMENTS.where(judgements.c.id == key)).one())


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(
        id=row.id,
        verdict=Verdict(row.verdict),
        statements=(row.one,) if row.other is None else (row.one, row.other),
        why=row.why,
        by=row.by,
        at=datetime.fromisoformat(row.at),
        revoked_by=row.revoked_by,
        revoked_at=datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
        key=row.key,
        signature=row.signature,
    )


def wrong_among(connection: sa.Connection, wanted: Iterable[str]) -> set[str]:
    """Those of these statements that people judged not to be read right: as many as say the contrary, or more."""
    revoked = sa.exists().where(judgement_revocations.c.judgement == judgements.c.id)
    wrongs = sa.func.count(sa.distinct(sa.case((judgements.c.verdict == Verdict.WRONG, judgements.c.by))))
    rights = sa.func.count(sa.distinct(sa.case((judgements.c.verdict == Verdict.RIGHT, judgements.c.by))))
    query = sa.select(judgements.c.one).where(judgements.c.other.is_(None), ~revoked)
    query = query.group_by(judgements.c.one).having(wrongs > 0, wrongs >= rights)
    return {
        statement
        for part in parts(sorted(wanted))
        for statement in connection.scalars(query.where(judgements.c.one.in_(part)))
    }


def count(connection: sa.Connection) -> int:
    """How many judgements and revocations there are; a change means that one is new."""
    return count_rows(connection, judgements, judgement_revocations)


def earliest_day(connection: sa.Connection, subjects: Iterable[str]) -> date | None:
    """The day of the earliest report with one of these statements that is linked; None if none is.

    Judging them may change what is linked from that day on.
    """
    query = sa.select(sa.func.min(linked.c.known_at)).join(statements, statements.c.reading == linked.c.reading)
    found = [connection.scalar(query.where(statements.c.id.in_(part))) for part in parts(sorted(subjects))]
    return min((date.fromisoformat(day[:10]) for day in found if day is not None), default=None)


_JUDGEMENTS = decisions(judgements, judgement_revocations, judgement_signatures)
_TABLE = DecisionTable(
    column=judgements.c.id,
    what="judgement",
    lists="reportedly judge list",
    row=ChainKind.JUDGEMENT,
    revocation=ChainKind.JUDGEMENT_REVOCATION,
    signature=ChainKind.JUDGEMENT_SIGNATURE,
)
