"""The gazetteer: the places of each name, where they are, and how large.

It has two tables (`countries.tsv` and `regions.tsv`, to which users can add rows) and one file, `gazetteer.bin`, with
the cities of 500 people and more and the subdivisions of all countries in GeoNames. The file is mapped into memory, not
read: a report touches a few pages of it. `tools/gazetteer.py` makes it.

The file begins with a line of JSON: `countries` and, for each array, its type, its first byte after the line, and its
length. `keys` are the sorted numbers of all names. `rows` are the places that they name, shifted left by one; the last
bit is 1 for a name other than the usual one. Every other array has one value a place, except `names`, which `name_ends`
cuts into names.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import LexiconError
from reportedly.lexicon import Row, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

_NONE = 2**32 - 1
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "-": " ", "–": " ", ".": None, ",": None})
_OTHER_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


class PlaceKind(StrEnum):
    """What a place is; regions and districts are first- and second-level subdivisions, an area has no fixed bounds.

    An island may be a group of them, and a mountain a range.
    """

    COUNTRY = "country"
    CONTINENT = "continent"
    AREA = "area"
    REGION = "region"
    DISTRICT = "district"
    CITY = "city"
    NEIGHBOURHOOD = "neighbourhood"
    SITE = "site"
    SEA = "sea"
    LAKE = "lake"
    RIVER = "river"
    ISLAND = "island"
    MOUNTAIN = "mountain"


KINDS = tuple(PlaceKind)
"""In the order of their numbers in the file: a new kind goes to the end."""


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place that a name may mean."""

    name: str
    """The usual one in English reports."""
    kind: PlaceKind
    country: str | None
    """ISO 3166-1 alpha-2; None for what lies in several countries or none."""
    lat: float
    lon: float
    geonameid: int | None = None
    population: int = 0
    region: str | None = None
    """Name of the first-level subdivision that it lies in."""
    district: str | None = None
    other: bool = False
    """True if it was looked up by a name other than its usual one."""
    listed: bool = False
    """True if it is in a table; such a place is known without context."""


def key_of(name: str) -> str:
    """The form under which names are compared: no case, accents, full stops or hyphens; "st" for "saint"."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in name if not unicodedata.combining(c))
    words = name.translate(_PLAIN).casefold()
    if not words.isascii():
        words = words.translate(_OTHER_LETTERS)
    return " ".join(_SHORT.get(word, word) for word in words.split())


_SHORT = {"saint": "st", "mount": "mt", "fort": "ft"}


def number_of(key: str) -> int:
    """The 64-bit number of a key: two of a million names share one with a probability of 1 in 40 million."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def look_up(keys: Iterable[str]) -> dict[str, tuple[GazetteerEntry, ...]]:
    """The places of each key: those in a table first, then the most populous; unknown keys are left out."""
    wanted = dict.fromkeys(keys)
    listed, mapped = _listed(), _mapped()
    rows = mapped.rows_of(list(wanted))
    found = {}
    for key in wanted:
        known = listed.get(key, ())
        more = [mapped.entry(row) for row in rows.get(key, ())]
        if known and more:
            ids = {entry.geonameid for entry in known if entry.geonameid}
            more = [e for e in more if e.geonameid not in ids and not any(_same(e, k) for k in known)]
        if known or more:
            found[key] = (*known, *sorted(more, key=lambda e: (e.other, -e.population))[:MOST])
    return found


MOST = 60
"""Places of one name that are considered, the most populous first."""


def _same(one: GazetteerEntry, two: GazetteerEntry) -> bool:
    near = abs(one.lat - two.lat) < 1.5 and abs(one.lon - two.lon) < 1.5
    return one.country == two.country and (one.kind == two.kind or two.kind is PlaceKind.COUNTRY) and near


@cache
def countries() -> dict[str, GazetteerEntry]:
    """All countries and territories by their code."""
    return {
        row["code"]: GazetteerEntry(
            row["name"], PlaceKind.COUNTRY, row["code"], float(row["lat"]), float(row["lon"]),
            int(row["geonameid"]), int(row["population"]), listed=True,
        )
        for row in table("countries.tsv")
    }  # fmt: skip


@cache
def country_codes() -> frozenset[str]:
    """All codes that a place can have: those of the tables and the file, and ISO 3166 as it is and as it was."""
    import pycountry

    listed = {row["country"] for row in table("regions.tsv") if row["country"]}
    formal = {c.alpha_2 for c in (*pycountry.countries, *pycountry.historic_countries) if hasattr(c, "alpha_2")}
    return frozenset({*countries(), *listed, *formal, *filter(None, _mapped().countries)})


@cache
def abbreviations() -> dict[str, GazetteerEntry]:
    """Places by their short names, as written: "Ga.", "TX"."""
    return {short: _region(row) for row in table("regions.tsv") for short in row["short"].split("|") if short}


@cache
def _listed() -> dict[str, tuple[GazetteerEntry, ...]]:
    found: dict[str, tuple[GazetteerEntry, ...]] = {}

    def add(name: str, entry: GazetteerEntry) -> None:
        key = key_of(name)
        if entry not in found.get(key, ()):
            found[key] = (*found.get(key, ()), entry)

    for row in table("countries.tsv"):
        for name in (row["name"], *row["also"].split("|")):
            if name:
                add(name, countries()[row["code"]])
    for row in table("regions.tsv"):
        for name in (row["name"], *row["also"].split("|")):
            if name:
                add(name, _region(row))
    return found


def _region(row: Row) -> GazetteerEntry:
    return GazetteerEntry(
        row["name"], _kind(row), row["country"] or None, float(row["lat"]), float(row["lon"]),
        int(row["geonameid"]) if row["geonameid"] else None, listed=True,
    )  # fmt: skip


def _kind(row: Row) -> PlaceKind:
    try:
        return PlaceKind(row["kind"])
    except ValueError as problem:
        raise LexiconError(f"regions.tsv: {row['name']}: {problem}") from None


class _Mapped:
    """The file, mapped into memory."""

    def __init__(self, path: Path) -> None:
        import numpy as np

        with path.open("rb") as file:
            head = file.readline()
        layout = json.loads(head)
        whole = np.memmap(path, dtype="u1", mode="r").view(np.ndarray)
        self.countries: list[str] = layout["countries"]
        self.arrays: dict[str, np.ndarray[Any, Any]] = {}
        for name, (type_, at, length) in layout["arrays"].items():
            start = len(head) + at
            self.arrays[name] = whole[start : start + np.dtype(type_).itemsize * length].view(type_)
        self._entries: dict[int, GazetteerEntry] = {}

    def rows_of(self, keys: list[str]) -> dict[str, list[int]]:
        """The numbers in `rows` for each key, in the order of the file."""
        import numpy as np

        if not keys:
            return {}
        numbers: np.ndarray[Any, Any] = np.array([number_of(key) for key in keys], "<u8")
        sorted_keys, rows = self.arrays["keys"], self.arrays["rows"]
        firsts = np.searchsorted(sorted_keys, numbers, "left").tolist()
        lasts = np.searchsorted(sorted_keys, numbers, "right").tolist()
        return {key: rows[a:b].tolist() for key, a, b in zip(keys, firsts, lasts, strict=True) if b > a}

    def entry(self, number: int) -> GazetteerEntry:
        """The place of a row; cached, as the reports of a batch name the same places."""
        entry = self._entries.get(number)
        if entry is None:
            if len(self._entries) > 50_000:
                self._entries.clear()
            entry = self._entries[number] = self._make(number >> 1, other=bool(number & 1))
        return entry

    def _make(self, row: int, other: bool) -> GazetteerEntry:
        arrays = self.arrays
        first, second = int(arrays["firsts"][row]), int(arrays["seconds"][row])
        return GazetteerEntry(
            name=self._name(row),
            kind=KINDS[arrays["kinds"][row]],
            country=self.countries[arrays["countries"][row]],
            lat=round(float(arrays["lats"][row]), 4),
            lon=round(float(arrays["lons"][row]), 4),
            geonameid=int(arrays["geonameids"][row]) or None,
            population=int(arrays["populations"][row]),
            region=None if first == _NONE else self._name(first),
            district=None if second == _NONE else self._name(second),
            other=other,
        )

    def _name(self, row: int) -> str:
        ends = self.arrays["name_ends"]
        start = int(ends[row - 1]) if row else 0
        return bytes(self.arrays["names"][start : int(ends[row])]).decode()


@cache
def _mapped() -> _Mapped:
    return _Mapped(Path(str(resources.files(__package__).joinpath("gazetteer.bin"))))
