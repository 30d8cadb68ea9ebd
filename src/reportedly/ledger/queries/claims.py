"""From rows to the record: claims, changes, origins and forecasts as known at a date."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportedly.errors import NotFound
from reportedly.ledger import claim_state
from reportedly.ledger.queries import numbers as counting
from reportedly.ledger.queries.annotations import Marks
from reportedly.lexicon import actors as roster
from reportedly.model import Actor, ActorKind, Anchor, Likelihood, Outcome, Party, Stance, Status
from reportedly.record import Change, Claim, ClaimNumber, ClaimStatement, ForecastRecord, Origin, StatementInClaim
from reportedly.store import claim_days, links, numbers, readings
from reportedly.store import claims as claim_store
from reportedly.store import forecasts as forecast_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Row

    from reportedly.model import Reading, Statement
    from reportedly.record import Filter
    from reportedly.store.database import Connection


def end_of(as_of: date | None) -> str | None:
    """The last moment of a day, as the store keeps times."""
    return f"{as_of.isoformat()}T23:59:59+00:00" if as_of else None


def as_known(actor: str | None) -> str | None:
    """An actor by the name that the roster knows it by, where it knows it."""
    entry = roster.canonical(actor) if actor else None
    return entry.name if entry else actor


def asked(wanted: Filter, limit: int | None, offset: int, *, newest_first: bool = True) -> claim_days.Asked:
    """A filter as the store knows days, parties and countries."""
    known, first, last = (day.isoformat() if day else None for day in (wanted.as_of, wanted.since, wanted.until))
    return claim_days.Asked(
        as_of=known,
        party=as_known(wanted.actor),
        country=wanted.place.upper() if wanted.place else None,
        since=first,
        until=last,
        newest_first=newest_first,
        limit=limit,
        offset=offset,
    )


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[Claim]:
    """A page of claims, those last spoken of first."""
    found = claim_days.claims_page(
        connection,
        asked(wanted, limit, offset),
        status=wanted.status,
        numbers=counting.kinds(wanted.numbers),
        several=wanted.multiple,
    )
    return claims(connection, wanted.as_of, found)


def claims(connection: Connection, as_of: date | None, wanted: Sequence[str]) -> list[Claim]:
    """These claims as known at a date, in this order; those not known by then are left out."""
    rows = claim_store.rows(connection, end_of(as_of), wanted)
    counted: dict[str, list[Row[Any]]] = {}
    for number in numbers.of_claims(connection, wanted):
        counted.setdefault(number.claim, []).append(number)
    marks = Marks(connection)
    found = {
        key: _claim(key, list(own), counted.get(key, ()), marks)
        for key, own in groupby(rows, key=lambda row: row.claim)
    }
    return [found[key] for key in wanted if key in found]


def claims_of(connection: Connection, as_of: date | None, statements: Iterable[str]) -> dict[str, Claim]:
    """The claims of these statements as known at a date, by the statement's id."""
    asked = set(statements)
    found = claims(connection, as_of, sorted(claim_store.by_statement(connection, asked)))
    return {s.id: c for c in found for s in c.statements if s.id in asked}


def placed(connection: Connection, as_of: date | None, statements: Iterable[str]) -> dict[str, StatementInClaim]:
    """These statements with what is to be told of their claims, by their ids."""
    rows = claim_store.rows(connection, end_of(as_of), sorted(set(statements)), by="statement")
    stand = claim_days.last_of(connection, sorted({row.claim for row in rows}), as_of.isoformat() if as_of else None)
    marks = Marks(connection)
    return {
        row.statement: StatementInClaim(
            statement=_statement(row, marks),
            claim=row.claim,
            wording=stand[row.claim].wording,
            status=Status(stand[row.claim].status),
        )
        for row in rows
    }


def changes(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[Change]:
    """A page of changes of status."""
    where = asked(wanted, limit, offset, newest_first=wanted.newest_first)
    claim = claim_store.starting_with(connection, wanted.claim) if wanted.claim else None
    return [
        Change(
            date=date.fromisoformat(row.day),
            claim=row.claim,
            wording=row.wording,
            before=Status(row.before) if row.before else None,
            after=Status(row.status),
            why=row.why,
            statements=tuple(row.statements),
        )
        for row in claim_days.changes_page(connection, where, claim=claim, moved=wanted.status_changed)
    ]


def standing(connection: Connection, as_of: date | None) -> list[Reading]:
    """The readings of the reports that stand, earliest first."""
    rows = links.standing(connection, end_of(as_of))
    read = read_of(connection, {row.reading for row in rows})
    return [read[row.reading] for row in rows]


def origins(connection: Connection, as_of: date | None, wanted: Sequence[str]) -> list[Origin]:
    """These origins with their reports, earliest first, in this order; superseded reports are left out."""
    groups: dict[str, list[str]] = {}
    for row in links.standing(connection, end_of(as_of), wanted):
        groups.setdefault(row.origin, []).append(row.report)
    return [Origin(id=key, reports=tuple(groups[key])) for key in wanted if key in groups]


def origins_page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[Origin]:
    """A page of origins, latest first."""
    until = end_of(wanted.as_of)
    found = links.origins_page(connection, until, copied=wanted.multiple, limit=limit, offset=offset)
    return origins(connection, wanted.as_of, found)


def forecasts_page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[ForecastRecord]:
    """A page of forecasts with their outcomes."""
    first, last = (day.isoformat() if day else None for day in (wanted.due_since, wanted.due_until))
    until = end_of(wanted.as_of)
    rows = forecast_store.page(
        connection,
        until,
        outcome=wanted.outcome,
        due=(first, last),
        newest_first=wanted.newest_first,
        limit=limit,
        offset=offset,
    )
    return forecasts(rows, until)


def forecasts(rows: Iterable[Row[Any]], until: str | None) -> list[ForecastRecord]:
    """Forecasts with their outcome as known by a time."""
    found = []
    for row in rows:
        known = row.settled_at is not None and (until is None or row.settled_at <= until)
        found.append(
            ForecastRecord(
                statement=row.statement,
                report=row.report,
                content=content_of(row),
                source=source_of(row),
                actor=actor_of(row.actor, row.kind, row.speaks_for),
                horizon=row.horizon,
                likelihood=Likelihood(row.likelihood),
                outcome=Outcome(row.outcome) if known else Outcome.OPEN,
                resolved_by=row.resolved_by if known else None,
                due=date.fromisoformat(row.due) if row.due else None,
            )
        )
    return found


def claim(connection: Connection, as_of: date | None, key: str) -> Claim:
    """The claim of that id, or of an unambiguous beginning of one; NotFound where none was known by then."""
    found = claims(connection, as_of, [claim_store.starting_with(connection, key)])
    if not found:
        raise NotFound(f"no claim {key!r} in this ledger on {as_of}: `reportedly claims` lists them")
    return found[0]


def _claim(key: str, rows: Sequence[Row[Any]], given: Iterable[Row[Any]], marks: Marks) -> Claim:
    stands = claim_state.stands(rows)
    right = [row for row in rows if not row.wrong]
    origins: dict[str, dict[str, None]] = {}
    for row in claim_state.counting(rows):
        origins.setdefault(row.origin, {})[row.report] = None
    return Claim(
        id=key,
        wording=claim_state.wording(rows),
        status=stands.status,
        why=stands.why,
        first=date.fromisoformat(right[0].known_at[:10]),
        last=date.fromisoformat(right[-1].known_at[:10]),
        origins=tuple(tuple(reports) for reports in origins.values()),
        positions=stands.positions,
        statements=tuple(_statement(row, marks) for row in rows),
        numbers=tuple(
            ClaimNumber(
                of=number.of,
                low=number.low,
                high=number.high,
                unit=number.unit,
                actor=row.name,
                statement=row.statement,
                date=date.fromisoformat(row.said_on),
            )
            for number, row in counting.in_order(rows, given)
        ),
    )


def _statement(row: Row[Any], marks: Marks) -> ClaimStatement:
    return ClaimStatement(
        id=row.statement,
        report=row.report,
        stance=Stance(row.stance),
        content=content_of(row),
        source=source_of(row),
        actor=actor_of(row.name, row.kind, row.speaks_for),
        said_on=date.fromisoformat(row.said_on),
        party=Party.parse(row.party),
        named=row.named,
        superseded=bool(row.superseded),
        wrong=bool(row.wrong),
        grades=marks.of(row.statement, row.name),
        reasons=tuple(row.reasons),
    )


def content_of(row: Row[Any]) -> tuple[Anchor, ...]:
    """What a statement says, from its row."""
    return tuple(Anchor(start, end, exact) for start, end, exact in row.content)


def source_of(row: Row[Any]) -> Anchor | None:
    """Who is named as saying it, from a statement's row, in which the words are `words`."""
    return None if row.words is None else Anchor(row.source_start, row.source_end, row.words)


def actor_of(name: str | None, kind: str | None, of: str | None) -> Actor | None:
    """The actor whose name, kind and party rows hold."""
    return None if name is None or kind is None else Actor(name=name, kind=ActorKind(kind), of=of)


def read_of(connection: Connection, ids: set[str]) -> dict[str, Reading]:
    """The readings of these ids, by id."""
    found = readings.by_ids(connection, sorted(ids))
    return {readings.reading_id(r.report.id, r.report.sha256, r.run): r for r in found}


def statement_in(reading: Reading, statement: str) -> Statement:
    """The statement of that id in its reading."""
    return next(s for s in reading.statements if s.id == statement)
