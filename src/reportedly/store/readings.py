"""Readings and their statements: rows are added, never changed.

The current reading of a report is the latest that did not fail, or the latest failure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.errors import NotFound, StoreError
from reportedly.model import Run, content_id
from reportedly.store import hash_chain, pending, reading_payload, search
from reportedly.store.database import insert_new, parts
from reportedly.store.hash_chain import ChainKind
from reportedly.store.reports import from_row
from reportedly.store.reports import known_at as known_at_of
from reportedly.store.schema import linked, readings, reports, runs, statements
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sqlalchemy.engine import Row

    from reportedly.model import Anchor, Reading, Report, Statement
    from reportedly.store.reading_payload import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """A reading as it is stored: what was found is a payload."""

    run: Run
    read_at: datetime
    failure: str | None
    serial: int | None
    """That of its first statement, the highest; None if it has no statement."""
    payload: Payload


def run_id(run: Run) -> str:
    """The content hash of what made a reading."""
    return content_id("run", run.software, run.pipeline, run.encoder, run.lexicon)


def reading_id(report: str, sha256: str, run: Run) -> str:
    """The content hash of a reading: one report is read once by one run."""
    return content_id("reading", report, sha256, run_id(run))


def is_read(connection: sa.Connection, report: str, sha256: str, run: Run) -> bool:
    """True if this run has tried to read this report, with success or not."""
    wanted = reading_id(report, sha256, run)
    return connection.scalar(sa.select(readings.c.id).where(readings.c.id == wanted)) is not None


def is_unreadable(connection: sa.Connection, report: str) -> bool:
    """True if no run could read this report."""
    reading = current_id(connection, report)
    return connection.scalar(sa.select(readings.c.failure).where(readings.c.id == reading)) is not None


def said_on(statement: Statement, published: date) -> date:
    """The day of speaking; the day of publication if the text gives none, or a later one."""
    return min(statement.said_at, published) if statement.said_at else published


def insert(connection: sa.Connection, reading: Reading, now: datetime, *, top: int | None = None) -> bool:
    """Add a reading of a report that the ledger has; False if this run's reading is there already.

    `top` is the serial of its first statement in the ledger that it was exported from.
    """
    report = reading.report
    known = connection.scalar(sa.select(reports.c.known_at).where(reports.c.id == report.id))
    if known is None:
        raise NotFound(f"no report {report.id!r} in this ledger")
    known_at = datetime.fromisoformat(known)
    key = reading_id(report.id, report.sha256, reading.run)
    run = reading.run
    insert_new(
        connection,
        runs,
        [
            {
                "id": run_id(run),
                "software": run.software,
                "pipeline": run.pipeline,
                "encoder": run.encoder,
                "lexicon": run.lexicon,
            }
        ],
    )
    earlier = connection.scalar(sa.select(sa.func.max(readings.c.number)).where(readings.c.report == report.id))
    payload = reading_payload.to_payload(reading)
    row = {
        "id": key,
        "report": report.id,
        "run": run_id(run),
        "number": (earlier or 0) + 1,
        "read_at": stamp(now),
        "failure": reading.failure,
        "payload": payload,
    }
    if insert_new(connection, readings, [row]) == 0:
        return False
    content = hash_chain.reading_content(report.id, report.sha256, stamp(now), reading.failure, payload)
    hash_chain.append(connection, ChainKind.READING, key, content)
    _insert_statements(connection, key, reading, known_at, top)
    search.insert(connection, key, reading)
    if reading.failure is None:
        pending.add(connection, report.id, key, known_at)
    return True


def index_again(connection: sa.Connection) -> None:
    """Make the search index again from the readings, and with it rows of statements that differ from what was read."""
    search.drop_index(connection)
    search.create_index(connection)
    for key in ids(connection):
        reading = one(connection, key)
        known_at = known_at_of(connection, reading.report.id)
        if not has_its_statements(connection, key, reading, known_at):
            mine = statements.c.reading == key
            top = connection.scalar(sa.select(sa.func.max(statements.c.serial)).where(mine))
            connection.execute(sa.delete(statements).where(mine))
            _insert_statements(connection, key, reading, known_at, top)
        search.insert(connection, key, reading)


def _insert_statements(
    connection: sa.Connection, key: str, reading: Reading, known_at: datetime, top: int | None
) -> None:
    serials = search.serials(connection, reading, known_at, top)
    numbered = zip(_statement_rows(key, reading, known_at), serials, strict=True)
    insert_new(connection, statements, [{**row, "serial": serial} for row, serial in numbered])


def _statement_rows(key: str, reading: Reading, known_at: datetime) -> list[dict[str, Any]]:
    """The rows of a reading's statements, without serials, which depend on what else is in the ledger."""
    return [
        {
            "reading": key,
            "id": s.id,
            "report": reading.report.id,
            "position": position,
            **_place("source", s.source),
            **_place("cue", s.cue),
            "content": [[a.start, a.end, a.exact] for a in s.content],
            "actor": s.actor.name if s.actor else None,
            "act": s.act.value,
            "said_on": said_on(s, known_at.date()).isoformat(),
        }
        for position, s in enumerate(reading.statements)
    ]


def current_id(connection: sa.Connection, report: str) -> str | None:
    """The id of one report's current reading."""
    found = connection.scalar(
        sa.select(readings.c.id)
        .where(readings.c.report == report)
        .order_by(readings.c.failure.is_not(None), readings.c.number.desc())
        .limit(1)
    )
    return None if found is None else str(found)


def current(connection: sa.Connection, report: str) -> Reading:
    """The current reading of a report; NotFound if there is no report of that id."""
    key = current_id(connection, report)
    if key is None:
        raise NotFound(f"no report {report!r} in this ledger")
    return next(by_ids(connection, [key]))


def by_ids(connection: sa.Connection, ids: Iterable[str]) -> Iterator[Reading]:
    """The readings of these ids, in no particular order."""
    wanted = list(ids)
    for chunk in parts(wanted):
        query: sa.Select[Any] = (
            sa.select(*[c.label(f"run_{c.name}") for c in runs.c], readings.c.payload, readings.c.failure, *reports.c)
            .join(runs, readings.c.run == runs.c.id)
            .join(reports, readings.c.report == reports.c.id)
            .where(readings.c.id.in_(chunk))
        )
        for row in connection.execute(query):
            yield _from_row(row, from_row(row))


def one(connection: sa.Connection, key: str) -> Reading:
    """The reading of that id; StoreError if its report or its run is missing."""
    found = next(by_ids(connection, [key]), None)
    if found is None:
        raise StoreError(f"reading {key}: its report or its run is missing; `reportedly verify` says more")
    return found


def of_report(connection: sa.Connection, report: str) -> list[StoredReading]:
    """All readings of a report, oldest first."""
    first = sa.select(sa.func.max(statements.c.serial)).where(statements.c.reading == readings.c.id).scalar_subquery()
    query = (
        sa.select(*runs.c, readings.c.read_at, readings.c.failure, readings.c.payload, first.label("serial"))
        .join(runs, readings.c.run == runs.c.id)
        .where(readings.c.report == report)
        .order_by(readings.c.number)
    )
    return [
        StoredReading(
            run=Run(software=row.software, pipeline=row.pipeline, encoder=row.encoder, lexicon=row.lexicon),
            read_at=datetime.fromisoformat(row.read_at),
            failure=row.failure,
            serial=row.serial,
            payload=row.payload,
        )
        for row in connection.execute(query)
    ]


def ids(connection: sa.Connection) -> list[str]:
    """The ids of all readings, in order."""
    return list(connection.scalars(sa.select(readings.c.id).order_by(readings.c.id)))


def unread_reports(connection: sa.Connection, limit: int) -> list[str]:
    """Reports without any reading, as nothing but a tampered database has them."""
    query = sa.select(reports.c.id).where(reports.c.id.not_in(sa.select(readings.c.report)))
    return list(connection.scalars(query.order_by(reports.c.id).limit(limit)))


def has_its_statements(connection: sa.Connection, key: str, reading: Reading, known_at: datetime) -> bool:
    """True if the rows of a reading's statements are as `insert` makes them."""
    query = sa.select(statements).where(statements.c.reading == key).order_by(statements.c.position)
    found = [dict(row._mapping) for row in connection.execute(query)]
    first, last = search.second(known_at)
    without_serials = [
        {name: row[name] for name in row if name != "serial"} for row in found if first <= row["serial"] <= last
    ]
    return without_serials == _statement_rows(key, reading, known_at)


def _from_row(row: Row[Any], report: Report) -> Reading:
    run = Run(software=row.run_software, pipeline=row.run_pipeline, encoder=row.run_encoder, lexicon=row.run_lexicon)
    return reading_payload.from_payload(row.payload, report, run, row.failure)


def _place(name: str, anchor: Anchor | None) -> dict[str, Any]:
    return {
        f"{name}_start": anchor.start if anchor else None,
        f"{name}_end": anchor.end if anchor else None,
        name: anchor.exact if anchor else None,
    }


def relays(connection: sa.Connection, report_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words that name the relays of statements in the linked readings of these reports, by statement.

    The relay nearest to the outlet is the last one; statements without relays are left out.
    """
    query = sa.select(readings.c.payload).join(linked, linked.c.reading == readings.c.id)
    found: dict[str, tuple[str, ...]] = {}
    for part in parts(sorted(set(report_ids))):
        for payload in connection.scalars(query.where(linked.c.report.in_(part))):
            for statement in payload["statements"]:
                if statement["via"]:
                    found[statement["id"]] = tuple(link["exact"] for link in statement["via"])
    return found
