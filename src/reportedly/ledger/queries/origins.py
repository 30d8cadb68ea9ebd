"""Origins: groups of reports that are one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.record import Origin
from reportedly.store import links

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.listing import Filter
    from reportedly.store.database import Connection


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[Origin]:
    """A page of origins, latest first."""
    return by_ids(connection, wanted.as_of, links.origins_page(connection, wanted, limit, offset))


def by_ids(connection: Connection, as_of: date | None, wanted: Sequence[str]) -> list[Origin]:
    """These origins in the order given, with their reports that are active at a date, earliest first."""
    groups: dict[str, list[str]] = {}
    for row in links.active_reports(connection, as_of, wanted):
        groups.setdefault(row.origin, []).append(row.report)
    return [Origin(id=key, reports=tuple(groups[key])) for key in wanted if key in groups]


def of_reports(connection: Connection, as_of: date | None, reports: Iterable[str]) -> dict[str, Origin]:
    """The origins of these reports at a date, by the report's id."""
    wanted = set(reports)
    found = by_ids(connection, as_of, sorted(set(links.origins_of(connection, wanted))))
    return {report: origin for origin in found for report in origin.reports if report in wanted}
