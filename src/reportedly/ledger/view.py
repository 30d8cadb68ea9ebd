"""From rows to the record: claims, changes, origins and forecasts as known at a date."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportedly.ledger import account
from reportedly.ledger.marks import Marks
from reportedly.model import Likelihood, Outcome, Stance, Status
from reportedly.record import Change, Claim, ClaimNumber, ClaimStatement, ForecastRecord, Origin
from reportedly.store import claims as claim_store
from reportedly.store import links, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import sqlalchemy as sa
    from sqlalchemy.engine import Row

    from reportedly.model import Reading, Statement


def end_of(as_of: date | None) -> str | None:
    """The last moment of a day, as the store keeps times."""
    return f"{as_of.isoformat()}T23:59:59+00:00" if as_of else None


def claims(connection: sa.Connection, as_of: date | None, only: str | None = None) -> list[Claim]:
    """The claims as known at a date, those spoken of last first."""
    rows = claim_store.rows(connection, end_of(as_of), only)
    read = read_of(connection, {row.reading for row in rows})
    marks = Marks(connection)
    found = [_claim(key, list(own), read, marks) for key, own in groupby(rows, key=lambda row: row.claim)]
    return sorted(found, key=lambda c: c.last, reverse=True)


def changes(connection: sa.Connection, as_of: date | None) -> list[Change]:
    """Every change of a claim's status, oldest first."""
    before: dict[str, Status] = {}
    found = []
    for row in claim_store.days(connection, as_of.isoformat() if as_of else None):
        after = Status(row.status)
        if before.get(row.claim) is not after:
            found.append(
                Change(
                    date=date.fromisoformat(row.day),
                    claim=row.claim,
                    wording=row.wording,
                    before=before.get(row.claim),
                    after=after,
                    why=row.why,
                    statements=tuple(row.statements),
                )
            )
            before[row.claim] = after
    return found


def standing(connection: sa.Connection, as_of: date | None) -> list[Reading]:
    """The readings of the reports that stand, earliest first."""
    rows = links.standing(connection, end_of(as_of))
    read = read_of(connection, {row.reading for row in rows})
    return [read[row.reading] for row in rows]


def origins(connection: sa.Connection, as_of: date | None) -> list[Origin]:
    """Every origin with its reports, earliest first; superseded reports are left out."""
    groups: dict[str, list[str]] = {}
    for row in links.standing(connection, end_of(as_of)):
        groups.setdefault(row.origin, []).append(row.report)
    return [Origin(id=key, reports=tuple(reports)) for key, reports in groups.items()]


def forecasts(connection: sa.Connection, as_of: date | None) -> list[ForecastRecord]:
    """Every forecast of a report that stands, with its outcome as known at a date, oldest first.

    Those that a person judged not to be read right are left out.
    """
    until = end_of(as_of)
    settled: dict[str, Row[Any]] = {}
    for row in claim_store.settled(connection, until):
        settled.setdefault(row.forecast, row)
    standing = list(links.standing(connection, until))
    read = read_of(connection, {row.reading for row in standing})
    wrong = Marks(connection).wrong
    found = []
    for row in standing:
        for statement in read[row.reading].statements:
            if statement.forecast is None or statement.id in wrong:
                continue
            end = settled.get(statement.id)
            found.append(
                ForecastRecord(
                    statement=statement.id,
                    report=row.report,
                    content=statement.content,
                    source=statement.source,
                    actor=statement.actor,
                    horizon=statement.forecast.horizon,
                    likelihood=Likelihood(statement.forecast.likelihood),
                    outcome=Outcome(end.outcome) if end else Outcome.OPEN,
                    resolved_by=end.report if end else None,
                )
            )
    return found


def _claim(key: str, rows: Sequence[Row[Any]], read: dict[str, Reading], marks: Marks) -> Claim:
    stands = account.stands(rows)
    right = [row for row in rows if not row.wrong]
    pairs = [(row, statement_in(read[row.reading], row.statement)) for row in rows]
    counted = {row.statement for row in account.counting(rows)}
    counting = [(row, s) for row, s in pairs if row.statement in counted]
    origins: dict[str, dict[str, None]] = {}
    for row, _ in counting:
        origins.setdefault(row.origin, {})[row.report] = None
    return Claim(
        id=key,
        wording=account.wording(rows),
        status=stands.status,
        why=stands.why,
        first=date.fromisoformat(right[0].known_at[:10]),
        last=date.fromisoformat(right[-1].known_at[:10]),
        origins=tuple(tuple(reports) for reports in origins.values()),
        positions=stands.positions,
        statements=tuple(
            ClaimStatement(
                id=row.statement,
                report=row.report,
                stance=Stance(row.stance),
                content=s.content,
                source=s.source,
                actor=s.actor,
                said_on=date.fromisoformat(row.said_on),
                party=row.party,
                named=row.named,
                superseded=bool(row.superseded),
                wrong=bool(row.wrong),
                grades=marks.of(s),
                reasons=tuple(row.reasons),
            )
            for row, s in pairs
        ),
        numbers=tuple(n for row, s in counting for n in _numbers(row, s, read[row.reading])),
    )


def _numbers(row: Row[Any], statement: Statement, reading: Reading) -> Iterable[ClaimNumber]:
    for quantity in reading.quantities:
        if any(part.contains(quantity.anchor) for part in statement.content):
            yield ClaimNumber(
                of=quantity.of,
                low=quantity.low,
                high=quantity.high,
                unit=quantity.unit,
                actor=statement.actor.name if statement.actor else None,
                statement=statement.id,
                date=date.fromisoformat(row.said_on),
            )


def read_of(connection: sa.Connection, ids: set[str]) -> dict[str, Reading]:
    """The readings of these ids, by id."""
    found = readings.by_ids(connection, sorted(ids))
    return {readings.reading_id(r.report.id, r.report.sha256, r.run): r for r in found}


def statement_in(reading: Reading, statement: str) -> Statement:
    """The statement of that id in its reading."""
    return next(s for s in reading.statements if s.id == statement)
