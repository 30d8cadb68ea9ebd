"""What an adjudicator and the vetoes are shown of statements, stored when they are linked; later ones are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import Act, Stance
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements, gists, reports, sides
from reportedly.store.vectors import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Row

    from reportedly.store.vectors import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """A statement as one side of a pair."""

    statement: str
    report: str
    actor: str | None
    act: Act
    wording: str
    content: str
    sentence: str
    said_on: date
    slots: str
    """Its typed slots as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSideRow:
    """An earlier statement that a new one may be linked to."""

    side: SideRow
    title: str | None
    outlet: str | None
    number: int
    """Its number as an entry of the index, which counts statements in order of publication."""
    claim: str
    stance: Stance
    vector: Vector = field(repr=False, compare=False)
    match_vector: Vector = field(repr=False, compare=False)
    """The matcher's vector."""


def insert(connection: sa.Connection, rows: Iterable[SideRow]) -> None:
    """Store what is shown of statements."""
    values = [
        {
            "statement": row.statement,
            "report": row.report,
            "actor": row.actor,
            "act": row.act.value,
            "wording": row.wording,
            "content": row.content,
            "sentence": row.sentence,
            "said_on": row.said_on.isoformat(),
            "slots": row.slots,
        }
        for row in rows
    ]
    insert_new(connection, sides, values)


def linked(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, LinkedSideRow]:
    """Those of these statements that are linked and were read right, by their ids."""
    ids = sorted(wanted)
    found: dict[str, LinkedSideRow] = {}
    for part in parts(ids):
        found.update({row.statement: _row(row) for row in connection.execute(_LINKED, {"wanted": part})})
    return found


_LINKED = (
    sa.select(sides, reports.c.title, reports.c.outlet, gists.c.vector, gists.c.match_vector)
    .add_columns(claim_statements.c.claim, claim_statements.c.number, claim_statements.c.stance)
    .join(reports, reports.c.id == sides.c.report)
    .join(gists, gists.c.statement == sides.c.statement)
    .join(claim_statements, claim_statements.c.statement == sides.c.statement)
    .where(sides.c.statement.in_(sa.bindparam("wanted", expanding=True)), ~claim_statements.c.wrong)
)


def _row(row: Row[Any]) -> LinkedSideRow:
    return LinkedSideRow(
        side=SideRow(
            statement=row.statement,
            report=row.report,
            actor=row.actor,
            act=Act(row.act),
            wording=row.wording,
            content=row.content,
            sentence=row.sentence,
            said_on=date.fromisoformat(row.said_on),
            slots=row.slots,
        ),
        title=row.title,
        outlet=row.outlet,
        number=row.number,
        claim=row.claim,
        stance=Stance(row.stance),
        vector=unpacked(row.vector),
        match_vector=unpacked(row.match_vector),
    )
