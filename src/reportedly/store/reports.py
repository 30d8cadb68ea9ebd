"""Reports as they were given, with who added them and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.errors import NotFound, StoreError
from reportedly.model import Report, content_id
from reportedly.record import Addition
from reportedly.store import topic_claims
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import reports
from reportedly.store.timestamps import end_of, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report with the columns that follow from it and from its being added, as they are in the table."""

    report: Report
    digest: str
    sha256: str
    known_at: datetime
    """Transaction time."""
    added_at: datetime
    added_by: str | None


PAGE = 50
"""Reports that are loaded at a time."""


def digest(report: Report) -> str:
    """The content hash of a report, whatever id it was given."""
    when = report.published_at.isoformat() if report.published_at else None
    return content_id("report", report.text, report.outlet, report.url, when)


def find(connection: sa.Connection, report: Report) -> str | None:
    """The id under which the ledger has the same report, None if it has not; StoreError if another has its id."""
    known = connection.execute(
        sa.select(reports.c.id, reports.c.digest).where(
            sa.or_(reports.c.digest == digest(report), reports.c.id == report.id)
        )
    ).all()
    for row in known:
        if row.digest == digest(report):
            return str(row.id)
    if known:
        raise StoreError(f"report {report.id}: the ledger has another text under this id; give it an id of its own")
    return None


def insert(connection: sa.Connection, report: Report, now: datetime, by: str | None = None) -> bool:
    """Add a report, signed by who adds it; False if it is there already."""
    added = stamp(now)
    row = {
        "id": report.id,
        "digest": digest(report),
        "sha256": report.sha256,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "language": report.language,
        "text": report.text,
        "added_at": added,
        # A report without a date counts as known from the moment when it was added.
        "known_at": stamp(report.published_at) if report.published_at else added,
        "added_by": by,
    }
    return insert_new(connection, reports, [row]) == 1


def is_revision(connection: sa.Connection, report: Report) -> bool:
    """True if the ledger has another text of the same outlet at the same address."""
    if not report.url:
        return False
    same_outlet = reports.c.outlet.is_(None) if report.outlet is None else reports.c.outlet == report.outlet
    query = sa.select(reports.c.id).where(reports.c.url == report.url, same_outlet, reports.c.id != report.id)
    return connection.scalar(query.limit(1)) is not None


def latest_at(connection: sa.Connection, outlet: str | None, url: str) -> StoredReport | None:
    """The latest text of an outlet at an address; None if the ledger has none."""
    same_outlet = reports.c.outlet.is_(None) if outlet is None else reports.c.outlet == outlet
    query = sa.select(reports).where(reports.c.url == url, same_outlet)
    row = connection.execute(query.order_by(reports.c.known_at.desc(), reports.c.id.desc()).limit(1)).first()
    return None if row is None else _stored(row)


def get(connection: sa.Connection, report_id: str) -> Report:
    """The report of that id; NotFound if there is none."""
    row = connection.execute(sa.select(reports).where(reports.c.id == report_id)).one_or_none()
    if row is None:
        raise NotFound(f"no report {report_id!r} in this ledger")
    return from_row(row)


def addition(connection: sa.Connection, report_id: str) -> Addition:
    """Who added a report, and when; NotFound if there is none."""
    row = connection.execute(
        sa.select(reports.c.added_by, reports.c.added_at).where(reports.c.id == report_id)
    ).one_or_none()
    if row is None:
        raise NotFound(f"no report {report_id!r} in this ledger")
    return Addition(by=row.added_by, at=datetime.fromisoformat(row.added_at))


def by_ids(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Report]:
    """The reports of these ids, by id; those that the ledger does not have are left out."""
    wanted = sorted(set(ids))
    found: dict[str, Report] = {}
    for part in parts(wanted):
        query = sa.select(reports).where(reports.c.id.in_(part))
        found.update((row.id, from_row(row)) for row in connection.execute(query))
    return found


def latest_first(connection: sa.Connection, wanted: Filter, limit: int | None = None, offset: int = 0) -> list[Report]:
    """A page of the reports that were known at a date, latest first."""
    until = end_of(wanted.as_of)
    query = sa.select(reports).order_by(reports.c.known_at.desc(), reports.c.id.desc()).limit(limit).offset(offset)
    if until is not None:
        query = query.where(reports.c.known_at <= until)
    query = topic_claims.within_reports(connection, query, wanted, reports.c.id)
    return [from_row(row) for row in connection.execute(query)]


def stored(connection: sa.Connection) -> Iterator[StoredReport]:
    """All reports in order of publication, a few in memory at a time."""
    place = sa.tuple_(reports.c.known_at, reports.c.id)
    query = sa.select(reports).order_by(reports.c.known_at, reports.c.id).limit(PAGE)
    rows = connection.execute(query).all()
    while rows:
        yield from map(_stored, rows)
        last = sa.tuple_(sa.literal(rows[-1].known_at), sa.literal(rows[-1].id))
        rows = connection.execute(query.where(place > last)).all()


def stored_one(connection: sa.Connection, report_id: str) -> StoredReport:
    """A report that the ledger has."""
    return _stored(connection.execute(sa.select(reports).where(reports.c.id == report_id)).one())


def ids(connection: sa.Connection) -> list[str]:
    """The ids of all reports in order of publication."""
    return list(connection.scalars(sa.select(reports.c.id).order_by(reports.c.known_at, reports.c.id)))


def _stored(row: Row[Any]) -> StoredReport:
    return StoredReport(
        report=from_row(row),
        digest=row.digest,
        sha256=row.sha256,
        known_at=datetime.fromisoformat(row.known_at),
        added_at=datetime.fromisoformat(row.added_at),
        added_by=row.added_by,
    )


def is_known(connection: sa.Connection, report_id: str) -> bool:
    """True if the ledger has a report of that id."""
    return connection.scalar(sa.select(reports.c.id).where(reports.c.id == report_id)) is not None


def known_at(connection: sa.Connection, report_id: str) -> datetime:
    """The transaction time of a report that the ledger has."""
    return datetime.fromisoformat(
        connection.scalars(sa.select(reports.c.known_at).where(reports.c.id == report_id)).one()
    )


def count(connection: sa.Connection) -> int:
    """How many reports there are."""
    return connection.scalar(sa.select(sa.func.count()).select_from(reports)) or 0


def from_row(row: Row[Any]) -> Report:
    """The report that a row holds."""
    return Report(
        id=row.id,
        text=row.text,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        published_at=datetime.fromisoformat(row.published_at) if row.published_at else None,
        language=row.language,
    )
