"""Make src/reportedly/web/assets/world.tsv, the outline of the world on the desk's map.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m tools.world_map package/countries-110m.json

world-atlas (ISC) is Natural Earth's map of 1:110 million (public domain) as TopoJSON:
arcs of steps between points of a grid, shared by neighbours. Here each country becomes
one SVG path in the desk's projection, under its ISO 3166-1 code.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pycountry

from reportedly.web.charts.world_map import project

MADE = Path(__file__).parents[1] / "src/reportedly/web/assets/world.tsv"
UNNUMBERED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
"""Territories that Natural Earth draws separately and that have no number in ISO 3166-1."""
LEFT_OUT = {"AQ"}

Point = tuple[float, float]


def main(topology: str) -> None:
    """Write the outline."""
    world = json.loads(Path(topology).read_text("utf-8"))
    arcs = [_degrees(arc, world["transform"]) for arc in world["arcs"]]
    shapes: dict[str, str] = {}
    for country in world["objects"]["countries"]["geometries"]:
        code = _code(country)
        if code not in LEFT_OUT:
            pieces = [piece for ring in _rings(country) for piece in _cut(_points(ring, arcs))]
            shapes[code] = shapes.get(code, "") + "".join(map(_path, pieces))
    lines = ["# Made by tools/world_map.py from Natural Earth, 1:110 million (public domain). code, path"]
    MADE.write_text("\n".join(lines + [f"{code}\t{path}" for code, path in sorted(shapes.items())]) + "\n", "utf-8")


def _code(country: dict[str, Any]) -> str:
    name = country["properties"]["name"]
    if name in UNNUMBERED:
        return UNNUMBERED[name]
    known = pycountry.countries.get(numeric=country["id"])
    if known is None:
        raise ValueError(f"{name}: {country['id']} is no number of ISO 3166-1; add it to UNNUMBERED")
    return str(known.alpha_2)


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    scale, move = transform["scale"], transform["translate"]
    whole = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
    return [(x * scale[0] + move[0], y * scale[1] + move[1]) for x, y in whole]


def _rings(country: dict[str, Any]) -> list[list[int]]:
    polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
    return [ring for polygon in polygons for ring in polygon]


def _points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring without jumps: where it crosses 180 degrees, its longitudes continue beyond."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    turned = [points[0]]
    for x, y in points[1:]:
        turned.append((x - 360 * round((x - turned[-1][0]) / 360), y))
    return turned


def _cut(ring: list[Point]) -> list[list[Point]]:
    """The parts of a ring within 180 degrees on each side, each moved to where it is drawn."""
    parts = []
    for turn in (-360, 0, 360):
        part = [(x + turn, y) for x, y in ring]
        for side in (1, -1):
            part = _clip(part, side)
        if len(part) > 2:
            parts.append(part)
    return parts


def _clip(ring: list[Point], side: int) -> list[Point]:
    """The part of a ring west (1) or east (-1) of 180 degrees on that side (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for (ax, ay), (bx, by) in pairwise([*ring, *ring[:1]]):
        inside, entering = ax * side <= 180, bx * side <= 180
        if inside:
            kept.append((ax, ay))
        if inside != entering:
            share = (180 * side - ax) / (bx - ax)
            kept.append((180.0 * side, ay + share * (by - ay)))
    return kept


def _path(points: list[Point]) -> str:
    flat = [(round(x), round(y)) for x, y in (project(lon, lat) for lon, lat in points)]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(flat) if a != b]
    if len(steps) < 3:
        return ""
    return f"M{flat[0][0]} {flat[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps[:-1]).replace(" -", "-") + "z"


if __name__ == "__main__":
    main(sys.argv[1])
