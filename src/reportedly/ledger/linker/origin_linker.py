"""The origin of a report: a text of its own, or that of an earlier report of which it is a copy or a revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from reportedly.linking import origins
from reportedly.model import content_id
from reportedly.reading.text.credits import credited_in
from reportedly.store import links, reports
from reportedly.store.links import LinkRow

if TYPE_CHECKING:
    from reportedly.model import Reading
    from reportedly.store.database import Connection
    from reportedly.store.pending import Pending


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOrigin:
    """Of which origin a report is, and which earlier report it revises."""

    origin: str
    supersedes: str | None


def link_origin(connection: Connection, pending: Pending, reading: Reading) -> ReportOrigin:
    """Find the origin of a report among the reports of the last weeks, and store it with the report's link.

    It revises the latest report of the same outlet at the same address.
    """
    report = reading.report
    supersedes = links.at_address(connection, report.outlet, report.url)
    shingles, credited_to = origins.shingles(report.text), credited_in(report.text)
    sample = origins.sample(shingles)
    near = links.sharing(connection, sample, pending.day - timedelta(days=origins.DAYS))
    if supersedes and supersedes not in near:
        near.append(supersedes)
    known = reports.by_ids(connection, near)
    others = {other: known[other] for other in near}
    credited = [o for o, r in others.items() if origins.credits_outlet(credited_to, r.outlet)]
    kin = origins.closest(shingles, {o: origins.shingles(r.text) for o, r in others.items()}, credited)
    origin = links.origin_of(connection, kin.earlier) if kin else content_id("origin", report.id)
    row = LinkRow(
        report=report.id,
        reading=pending.reading,
        known_at=pending.known_at,
        supersedes=supersedes,
        origin=origin,
        copy_of=kin.earlier if kin else None,
        copy_why=kin.reason if kin else None,
        second=kin is not None and not links.has_copies(connection, origin),
    )
    links.insert(connection, row, sample)
    return ReportOrigin(origin=origin, supersedes=supersedes)
