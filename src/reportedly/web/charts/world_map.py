"""The map of the world: a flat one with true areas, states as shapes, and where places lie on it.

The outline is made by tools/world_map.py from Natural Earth (public domain). Units are
those of the drawing: 10,000 from west to east.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from reportedly.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportedly.record import PlaceRecord

WIDTH, HEIGHT = 10_000, 4_867
_FURTHEST_EAST, _FURTHEST_NORTH = 2.70663, 1.31737
_A = (1.340264, -0.081106, 0.000893, 0.003796)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMark:
    """A place that is known more closely than its country: a city, a region, a point."""

    name: str
    country: str | None
    precision: Precision
    x: float
    y: float
    reports: tuple[str, ...]
    label: bool = False
    """True if there is room for its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCountry:
    """A country that reports name as a place, as a whole or by a place in it."""

    code: str
    reports: tuple[str, ...]
    itself: int
    """How many of them name it as a whole."""
    shape: str
    """Empty if the outline does not show so small a country; then it is marked at `x`, `y`."""
    x: float
    y: float
    shade: int
    """1 to 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldMap:
    """The places that reports name, on the outline of the world; `box` is the part that shows them all."""

    countries: tuple[NamedCountry, ...]
    spots: tuple[PlaceMark, ...]
    rest: str
    """The outline of all countries that nobody names."""
    box: tuple[float, float, float, float]


def project(lon: float, lat: float) -> tuple[float, float]:
    """A place in the drawing: Equal Earth (Šavrič, Patterson and Jenny 2018)."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    a1, a2, a3, a4 = _A
    steep = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(t) / (3 * steep)
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    scale = WIDTH / 2 / _FURTHEST_EAST
    return round(WIDTH / 2 + x * scale, 1), round((_FURTHEST_NORTH - y) * scale, 1)


@cache
def outline() -> Mapping[str, str]:
    """The shape of each country as an SVG path, by its ISO 3166-1 code."""
    lines = resources.files("reportedly.web").joinpath("assets/world.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def world_map(places: Iterable[PlaceRecord]) -> WorldMap:
    """The map of the places that reports name; the more reports, the darker a country and the larger a dot."""
    named: dict[str, dict[str, bool]] = {}
    centres: dict[str, PlaceRecord] = {}
    spots: list[PlaceMark] = []
    for place in places:
        if place.precision is None:
            continue
        whole = place.precision is Precision.COUNTRY
        if place.country:
            known = named.setdefault(place.country, {})
            for report in place.reports:
                known[report] = known.get(report, False) or whole
        if whole and place.country:
            centres.setdefault(place.country, place)
        elif place.lat is not None and place.lon is not None:
            x, y = project(place.lon, place.lat)
            spots.append(
                PlaceMark(
                    name=place.name,
                    country=place.country,
                    precision=place.precision,
                    x=x,
                    y=y,
                    reports=place.reports,
                )
            )
    most = max((len(reports) for reports in named.values()), default=1)
    countries = tuple(_named(code, reports, centres.get(code), most) for code, reports in _by_weight(named))
    rest = "".join(shape for code, shape in outline().items() if code not in named)
    box = _box(countries, spots)
    return WorldMap(countries=countries, spots=tuple(_labelled(spots, box[2] / 1000)), rest=rest, box=box)


def _by_weight(named: Mapping[str, dict[str, bool]]) -> list[tuple[str, dict[str, bool]]]:
    return sorted(named.items(), key=lambda row: (-len(row[1]), row[0]))


def _named(code: str, reports: Mapping[str, bool], centre: PlaceRecord | None, most: int) -> NamedCountry:
    lon, lat = (centre.lon, centre.lat) if centre else (None, None)
    x, y = project(lon, lat) if lon is not None and lat is not None else (0.0, 0.0)
    return NamedCountry(
        code=code,
        reports=tuple(reports),
        itself=sum(reports.values()),
        shape=outline().get(code, ""),
        x=x,
        y=y,
        shade=max(1, math.ceil(5 * len(reports) / most)),
    )


def _labelled(spots: Iterable[PlaceMark], unit: float) -> Iterator[PlaceMark]:
    """The marks, most reports first; one is labelled if its label covers no other."""
    taken: list[tuple[float, float, float, float]] = []
    for spot in sorted(spots, key=lambda s: (-len(s.reports), s.name)):
        box = (spot.x, spot.y - 12 * unit, spot.x + (16 + 9.5 * len(spot.name)) * unit, spot.y + 12 * unit)
        free = not any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)
        taken.append(box if free else (spot.x - 6 * unit, spot.y - 6 * unit, spot.x + 6 * unit, spot.y + 6 * unit))
        yield replace(spot, label=free)


def _box(countries: Iterable[NamedCountry], spots: Iterable[PlaceMark]) -> tuple[float, float, float, float]:
    """The smallest part of the map, with its proportions and a margin, that shows everything that is named."""
    marks = [(c.x, c.y) for c in countries if c.x or c.y] + [(s.x, s.y) for s in spots]
    if not marks:
        return 0.0, 0.0, float(WIDTH), float(HEIGHT)
    xs, ys = zip(*marks, strict=True)
    wide = max(max(xs) - min(xs), (max(ys) - min(ys)) * WIDTH / HEIGHT) * 1.3 + 900
    wide = min(wide, WIDTH)
    high = wide * HEIGHT / WIDTH
    left = min(max((min(xs) + max(xs) - wide) / 2, 0), WIDTH - wide)
    top = min(max((min(ys) + max(ys) - high) / 2, 0), HEIGHT - high)
    return round(left, 1), round(top, 1), round(wide, 1), round(high, 1)
