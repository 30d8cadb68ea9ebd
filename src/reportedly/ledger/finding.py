"""Statements by what they say, who says it, what it does, where and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.ledger.marks import Marks
from reportedly.ledger.view import read_of, statement_in
from reportedly.lexicon import actors as roster
from reportedly.record import Hit
from reportedly.store import search
from reportedly.store.terms import in_field, wanted

if TYPE_CHECKING:
    import sqlalchemy as sa

    from reportedly.record import Query


def hits(connection: sa.Connection, query: Query) -> list[Hit]:
    """Statements that hold all of the words and fit what else is asked, the latest published first."""
    asked = wanted(query.text)
    if query.text.strip() and not asked:
        return []
    for field, value in (("actor", _as_known(query.actor)), ("act", query.act), ("place", query.place)):
        if value is not None:
            one = in_field(field, value)
            if not one.terms:
                return []
            asked.append(one)
    if not asked and (query.since, query.until, query.status) == (None, None, None):
        return []
    rows = search.statements_with(connection, asked, query)
    read = read_of(connection, {row.reading for row in rows})
    marks = Marks(connection)
    found = []
    for row in rows:
        statement = statement_in(read[row.reading], row.id)
        found.append(
            Hit(
                statement=row.id,
                report=row.report,
                claim=row.claim,
                content=statement.content,
                source=statement.source,
                actor=statement.actor,
                said_on=date.fromisoformat(row.said_on),
                wrong=row.id in marks.wrong,
                grades=marks.of(statement),
            )
        )
    return found


def _as_known(actor: str | None) -> str | None:
    """An actor by the name that the roster knows it by, where it knows it."""
    entry = roster.canonical(actor) if actor else None
    return entry.name if entry else actor
