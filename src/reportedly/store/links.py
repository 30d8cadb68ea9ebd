"""What is linked so far, in order of publication: copies, revisions, names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from reportedly.store.database import MOST_VALUES, insert_new
from reportedly.store.readings import current_ids
from reportedly.store.schema import (
    DERIVED,
    claim_days,
    claim_statements,
    claims,
    gists,
    linked,
    names,
    readings,
    reports,
    settlements,
    shingles,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Row

COMMONPLACE = 64
"""Reports that may share a shingle before it says nothing of a common origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A report that is read but not linked, or linked by an older reading."""

    report: str
    reading: str
    known_at: str


def pending(connection: sa.Connection) -> list[Pending]:
    """What is to be linked, in order of publication; failed readings have nothing to link."""
    current = current_ids()
    query = (
        sa.select(reports.c.id, current.c.id.label("reading"), reports.c.known_at)
        .join(current, current.c.report == reports.c.id)
        .join(readings, readings.c.id == current.c.id)
        .outerjoin(linked, linked.c.report == reports.c.id)
        .where(readings.c.failure.is_(None))
        .where(sa.or_(linked.c.reading.is_(None), linked.c.reading != current.c.id))
        .order_by(reports.c.known_at, reports.c.id)
    )
    return [Pending(report=r.id, reading=r.reading, known_at=r.known_at) for r in connection.execute(query)]


def count(connection: sa.Connection) -> int:
    """How many reports are linked."""
    return connection.scalar(sa.select(sa.func.count()).select_from(linked)) or 0


def last_day(connection: sa.Connection) -> str:
    """The latest day of which a report is linked; empty where none is."""
    found = connection.scalar(sa.select(sa.func.max(linked.c.known_at)))
    return str(found)[:10] if found else ""


def unlink(connection: sa.Connection, day: str) -> int:
    """Take apart what was derived from the reports of a day and all later ones; how many reports that were."""
    gone = sa.select(linked.c.report).where(linked.c.known_at >= day)
    halved = sa.select(claim_statements.c.claim).where(claim_statements.c.known_at >= day).distinct()
    touched = set(connection.scalars(halved))
    connection.execute(sa.delete(settlements).where(settlements.c.report.in_(gone)))
    connection.execute(sa.delete(claim_days).where(claim_days.c.day >= day))
    connection.execute(sa.delete(claim_statements).where(claim_statements.c.known_at >= day))
    connection.execute(sa.delete(claims).where(claims.c.report.in_(gone)))
    connection.execute(sa.delete(names).where(names.c.report.in_(gone)))
    connection.execute(sa.delete(shingles).where(shingles.c.report.in_(gone)))
    unlinked = connection.execute(sa.delete(linked).where(linked.c.known_at >= day)).rowcount
    for claim in sorted(touched):
        _sum_again(connection, claim)
    return unlinked


def forget(connection: sa.Connection) -> None:
    """Empty every derived table."""
    for table in (*DERIVED, gists):
        connection.execute(sa.delete(table))


def sharing(connection: sa.Connection, sample: Iterable[int], since: str) -> list[str]:
    """The linked reports since a time that share most of these shingles, at most sixteen; the closest first."""
    wanted = sorted(sample)
    shared: dict[str, int] = {}
    for start in range(0, len(wanted), MOST_VALUES):
        query = (
            sa.select(shingles.c.hash, shingles.c.report)
            .join(linked, linked.c.report == shingles.c.report)
            .where(shingles.c.hash.in_(wanted[start : start + MOST_VALUES]), linked.c.known_at >= since)
        )
        by_hash: dict[int, list[str]] = {}
        for row in connection.execute(query):
            by_hash.setdefault(row.hash, []).append(row.report)
        for holders in by_hash.values():
            if len(holders) <= COMMONPLACE:
                for report in holders:
                    shared[report] = shared.get(report, 0) + 1
    return sorted(shared, key=lambda r: (-shared[r], r))[:16]


def at_address(connection: sa.Connection, outlet: str | None, url: str | None) -> str | None:
    """The latest linked report of an outlet at an address."""
    if not url:
        return None
    same_outlet = reports.c.outlet.is_(None) if outlet is None else reports.c.outlet == outlet
    return connection.scalar(
        sa.select(linked.c.report)
        .join(reports, reports.c.id == linked.c.report)
        .where(reports.c.url == url, same_outlet)
        .order_by(linked.c.known_at.desc(), linked.c.report.desc())
        .limit(1)
    )


def origin_of(connection: sa.Connection, report: str) -> str:
    """The origin of a linked report."""
    return str(connection.scalar(sa.select(linked.c.origin).where(linked.c.report == report)))


def standing(connection: sa.Connection, until: str | None) -> list[Row[Any]]:
    """The linked reports that no revision has replaced by a time, oldest first."""
    later = linked.alias("later")
    superseded = sa.exists().where(later.c.supersedes == linked.c.report)
    query = sa.select(linked).order_by(linked.c.known_at, linked.c.report)
    if until is not None:
        superseded = superseded.where(later.c.known_at <= until)
        query = query.where(linked.c.known_at <= until)
    return list(connection.execute(query.where(~superseded)))


def keep(connection: sa.Connection, row: Mapping[str, object], sample: Iterable[int]) -> None:
    """Put down that a report is linked, with the shingles that later copies are found by."""
    insert_new(connection, linked, [row])
    insert_new(connection, shingles, [{"hash": h, "report": row["report"]} for h in sorted(sample)])


def keep_names(connection: sa.Connection, found: Mapping[str, str], report: str) -> None:
    """Put down what leads to an actor from now on; who came first keeps a name."""
    insert_new(connection, names, [{"name": n, "actor": a, "report": report} for n, a in sorted(found.items())])


def known_names(connection: sa.Connection) -> dict[str, str]:
    """Every name that leads to an actor."""
    return {row.name: row.actor for row in connection.execute(sa.select(names.c.name, names.c.actor))}


def _sum_again(connection: sa.Connection, claim: str) -> None:
    query = (
        sa.select(gists.c.vector)
        .join(claim_statements, claim_statements.c.statement == gists.c.statement)
        .where(claim_statements.c.claim == claim, ~claim_statements.c.wrong)
        .order_by(claim_statements.c.known_at, claim_statements.c.report, claim_statements.c.position)
    )
    total: np.ndarray | None = None
    for blob in connection.scalars(query):
        vector = np.frombuffer(blob, dtype=np.float16).astype(np.float32)
        total = vector if total is None else total + vector
    if total is not None:
        connection.execute(sa.update(claims).where(claims.c.id == claim).values(centre=total.tobytes()))
