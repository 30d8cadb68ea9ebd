"""The formats of interchange by name: one file of the whole, or one for each report."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reportedly.export.interchange.docbin import docbin
from reportedly.export.interchange.event_rows import event_table
from reportedly.export.interchange.followthemoney import statement_table
from reportedly.export.interchange.geojson import geojson
from reportedly.export.interchange.jsonld import provenance, schema_claims, web_annotations
from reportedly.export.interchange.stix import stix
from reportedly.export.interchange.timeml import timeml
from reportedly.export.interchange.xmi import type_system, xmi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.export.interchange.holdings import Holdings
    from reportedly.export.plain import Json
    from reportedly.model import Report


def _json(write: Callable[[Holdings], Json]) -> Callable[[Holdings], bytes]:
    return lambda holdings: json.dumps(write(holdings), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


WHOLE: dict[str, Callable[[Holdings], bytes]] = {
    "events": event_table,
    "geojson": _json(geojson),
    "annotations": _json(web_annotations),
    "prov": _json(provenance),
    "schema.org": _json(schema_claims),
    "stix": stix,
    "followthemoney": statement_table,
    "docbin": docbin,
}
"""Formats that hold a whole ledger in one file."""
EACH = {"timeml": (timeml, ".tml"), "xmi": (xmi, ".xmi")}
"""Formats of one report: the writer, and how the names of its files end."""


def files(holdings: Holdings, form: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of the file of each report, and of what they need beside them."""
    write, suffix = EACH[form]
    given: set[str] = set()
    for reading in holdings.readings:
        name = _name(reading.report)
        while name.casefold() in given:
            name += "-"
        given.add(name.casefold())
        yield f"{name}{suffix}", write(reading)
    if form == "xmi":
        yield "TypeSystem.xml", type_system()


def _name(report: Report) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", report.id).strip("-")[:80] or "report"
