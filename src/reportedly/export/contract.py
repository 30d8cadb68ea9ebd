"""The contract of `read`: a Reading as plain JSON values.

One object a report. Offsets are code points of `report.text`; a span is
`{"start", "end", "text"}`; what is unknown is null. `docs/formats.md` lists the keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.export.plain import Json, members, plain, span
from reportedly.model import Mention, Party, Place, Quantity, Statement, Time

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.model import Reading, Report


def to_json(reading: Reading) -> Json:
    """The Reading as the contract has it; the key `failure` is there only for a report that could not be read."""
    out: Json = {
        "report": report_json(reading.report),
        "run": plain(reading.run, _SPECIAL),
        "statements": plain(reading.statements, _SPECIAL),
        "times": plain(reading.times, _SPECIAL),
        "places": plain(reading.places, _SPECIAL),
        "quantities": plain(reading.quantities, _SPECIAL),
        "events": plain(reading.events, _SPECIAL),
        "contradictions": plain(reading.contradictions, _SPECIAL),
    }
    if reading.failure is not None:
        out["failure"] = reading.failure
    return out


def report_json(report: Report) -> Json:
    """What is known of the report itself, its text included."""
    return {
        "id": report.id,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "language": report.language,
        "text": report.text,
    }


def statement_json(statement: Statement) -> Json:
    """One statement; `actor.of` names the party that the actor speaks for."""
    return members(statement, _SPECIAL) | {"confidence": round(statement.confidence, 4)}


def _anchored(value: Time | Place | Quantity | Mention) -> Json:
    """A value whose anchor is written as the keys of its span, before the others."""
    out = members(value, _SPECIAL)
    del out["anchor"]
    return {**(span(value.anchor) or {}), **out}


_SPECIAL: dict[type, Callable[[Any], Any]] = {
    Statement: statement_json,
    Time: _anchored,
    Place: _anchored,
    Quantity: _anchored,
    Mention: _anchored,
    Party: str,
}
