"""GeoJSON (RFC 7946): event mentions and places on the map, each at the precision that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export.interchange.event_rows import event_rows

if TYPE_CHECKING:
    from reportedly.export.interchange.holdings import Holdings
    from reportedly.export.plain import Json
    from reportedly.model import Place

_COORDINATES = ("Longitude", "Latitude")


def geojson(holdings: Holdings) -> Json:
    """A collection of features: an event mention whose place is known, or a place named in a report (`kind`).

    `precision` says how large an area a point stands for. Places that stand for a party are left out.
    """
    events = [row for row in event_rows(holdings) if row["Longitude"] is not None and row["Latitude"] is not None]
    features = [
        _feature(
            row["Event ID"],
            (row["Longitude"], row["Latitude"]),
            {"kind": "event", "precision": row["Feature Type"], **_named(row)},
        )
        for row in events
    ]
    for reading in holdings.readings:
        for n, place in enumerate(reading.places):
            if place.lat is not None and place.lon is not None and not place.as_actor:
                features.append(_place(f"{reading.report.id}#place-{n}", reading.report.id, place))
    return {"type": "FeatureCollection", "features": features}


def _named(row: Json) -> Json:
    """The columns that are filled, with the names that programs for maps like: event_type."""
    return {
        name.lower().replace(" ", "_"): value
        for name, value in row.items()
        if value is not None and name not in (*_COORDINATES, "Event ID", "Feature Type")
    }


def _place(key: str, report: str, place: Place) -> Json:
    properties = {
        "kind": "place",
        "precision": place.precision.value if place.precision else None,
        "name": place.name,
        "country": place.country,
        "geonames_id": place.geonameid,
        "report": report,
        "words": place.anchor.exact,
        "start": place.anchor.start,
        "end": place.anchor.end,
    }
    return _feature(key, (place.lon, place.lat), properties)


def _feature(key: str, coordinates: tuple[float | None, float | None], properties: Json) -> Json:
    geometry = {"type": "Point", "coordinates": list(coordinates)}
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}
