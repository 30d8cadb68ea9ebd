"""Sources: what each said, who said the same or the opposite later, what became of its forecasts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.errors import NotFound
from reportedly.ledger.marks import Marks
from reportedly.ledger.view import end_of, forecasts, read_of, statement_in
from reportedly.lexicon import actors as roster
from reportedly.linking.scoring import brier
from reportedly.model import Outcome, Stance
from reportedly.record import SourceAccount, SourceRecord, SourceStatement
from reportedly.store import claims as claim_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import sqlalchemy as sa
    from sqlalchemy.engine import Row

    from reportedly.record import ForecastRecord

_AGAINST = {Stance.AFFIRM.value: Stance.DENY.value, Stance.DENY.value: Stance.AFFIRM.value}
Echo = tuple[tuple[str, ...], tuple[str, ...]]
"""The parties that took the same stance later, and those that took the opposite one."""


def sources(connection: sa.Connection, as_of: date | None) -> list[SourceRecord]:
    """Every named source and every outlet in its own voice, those with most statements first."""
    said, echoes = _said(connection, as_of)
    foretold = {f.statement: f for f in forecasts(connection, as_of)}
    marks = Marks(connection)
    found = [_record(rows, echoes, foretold, marks) for rows in said.values()]
    return sorted(found, key=lambda s: (-s.statements, s.name))


def source(connection: sa.Connection, name: str, as_of: date | None) -> SourceAccount:
    """The source of that name; NotFound where there is none, or where several bear it."""
    said, echoes = _said(connection, as_of)
    keys = _of_name(name, said)
    if len(keys) != 1:
        told = " or ".join(repr(k) for k in keys)
        hint = f"several sources are called so: name {told}" if keys else "`reportedly sources` lists them"
        raise NotFound(f"no source {name!r} in this ledger: {hint}" if not keys else f"{name!r}: {hint}")
    rows = said[keys[0]]
    foretold = {f.statement: f for f in forecasts(connection, as_of)}
    read = read_of(connection, {row.reading for row in rows})
    return SourceAccount(
        source=_record(rows, echoes, foretold, Marks(connection)),
        statements=tuple(
            SourceStatement(
                id=row.statement,
                report=row.report,
                claim=row.claim,
                stance=Stance(row.stance),
                content=statement_in(read[row.reading], row.statement).content,
                said_on=date.fromisoformat(row.said_on),
                affirmed_by=echoes[row.statement][0],
                denied_by=echoes[row.statement][1],
            )
            for row in rows
        ),
        forecasts=tuple(foretold[row.statement] for row in rows if row.statement in foretold),
    )


def _of_name(name: str, said: Mapping[str, Sequence[Row[Any]]]) -> list[str]:
    """The keys of the sources that bear a name, or are meant by it."""
    entry = roster.canonical(name)
    wanted = {name.casefold(), *((entry.name.casefold(),) if entry else ())}
    if name in said:
        return [name]
    return [key for key, rows in said.items() if {_name(row).casefold() for row in rows} & wanted]


def _said(connection: sa.Connection, as_of: date | None) -> tuple[dict[str, list[Row[Any]]], dict[str, Echo]]:
    """What counts of every source's statements, oldest first, and what others said of the same later."""
    said: dict[str, list[Row[Any]]] = defaultdict(list)
    by_claim: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in claim_store.rows(connection, end_of(as_of)):
        if row.superseded or row.wrong:
            continue
        by_claim[row.claim].append(row)
        if row.named or row.actor is None:
            said[row.actor or row.party].append(row)
    echoes = {row.statement: _echo(row, rows) for rows in by_claim.values() for row in rows}
    for rows in said.values():
        rows.sort(key=lambda row: (row.known_at, row.report, row.position))
    # An unnamed source has no actor to be known by, and no outlet's name either.
    return {key: rows for key, rows in said.items() if " @ " not in key}, echoes


def _echo(row: Row[Any], others: Sequence[Row[Any]]) -> Echo:
    later = [
        o for o in others if o.named and o.party != row.party and o.origin != row.origin and o.said_on > row.said_on
    ]
    same = (o.party for o in later if o.stance == row.stance)
    opposite = (o.party for o in later if o.stance == _AGAINST.get(row.stance))
    return tuple(dict.fromkeys(same)), tuple(dict.fromkeys(opposite))


def _name(row: Row[Any]) -> str:
    return str(row.name or row.party)


def _record(
    rows: Sequence[Row[Any]], echoes: Mapping[str, Echo], foretold: Mapping[str, ForecastRecord], marks: Marks
) -> SourceRecord:
    own = [foretold[row.statement] for row in rows if row.statement in foretold]
    score, scored = brier((f.likelihood, f.outcome) for f in own)
    name = _name(rows[-1])
    return SourceRecord(
        name=name,
        party=rows[-1].party,
        outlet=rows[-1].actor is None,
        statements=len(rows),
        reports=len({row.report for row in rows}),
        origins=len({row.origin for row in rows}),
        first=date.fromisoformat(rows[0].known_at[:10]),
        last=date.fromisoformat(rows[-1].known_at[:10]),
        affirmed=sum(bool(echoes[row.statement][0]) for row in rows),
        denied=sum(bool(echoes[row.statement][1]) for row in rows),
        forecasts=len(own),
        settled=sum(f.outcome is not Outcome.OPEN for f in own),
        brier=score,
        scored=scored,
        grades=marks.of_source(name),
    )
