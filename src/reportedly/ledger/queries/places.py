"""Places that reports name as places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.record import PlaceRecord
from reportedly.store import dated_items

if TYPE_CHECKING:
    from reportedly.listing import Filter
    from reportedly.store.database import Connection
    from reportedly.store.dated_items import PlaceRow


def named(connection: Connection, wanted: Filter) -> list[PlaceRecord]:
    """The places that reports published within these days name, those first that most reports name."""
    found: dict[tuple[object, ...], tuple[PlaceRow, dict[str, None]]] = {}
    for row in dated_items.places(connection, wanted):
        key = (row.name, row.geonameid, row.country, row.precision)
        found.setdefault(key, (row, {}))[1][row.report] = None
    records = [
        PlaceRecord(
            name=row.name,
            geonameid=row.geonameid,
            country=row.country,
            lat=row.lat,
            lon=row.lon,
            precision=row.precision,
            reports=tuple(reports),
        )
        for row, reports in found.values()
    ]
    return sorted(records, key=lambda p: (-len(p.reports), p.name))
