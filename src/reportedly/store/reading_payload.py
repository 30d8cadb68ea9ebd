"""A payload is a Reading as JSON values: what the store keeps of what was read, and what an exported ledger holds.

Report, run and failure are left out; they have columns of their own. A Reading comes back from its payload as it
was, also from payloads that were written before a field was added.
"""

from __future__ import annotations

import json
from typing import Any, get_type_hints

from pydantic import JsonValue, TypeAdapter

from reportedly.model import Reading, Report, Run

Payload = dict[str, JsonValue]

APART = ("report", "run", "failure")
_PARTS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(kind) for name, kind in get_type_hints(Reading).items() if name not in APART
}
PARTS = tuple(_PARTS)
"""The keys of a payload."""


def to_payload(reading: Reading) -> Payload:
    """The payload of a Reading."""
    return {name: part.dump_python(getattr(reading, name), mode="json") for name, part in _PARTS.items()}


def from_payload(payload: Payload, report: Report, run: Run, failure: str | None) -> Reading:
    """The Reading of a payload; pydantic's ValidationError if a value is not of its kind."""
    found = {name: _PARTS[name].validate_python(values) for name, values in payload.items()}
    return Reading(report=report, run=run, failure=failure, **found)


def check(payload: Payload) -> None:
    """Raise pydantic's ValidationError if a value would have to be converted to be of its kind."""
    for name, part in _PARTS.items():
        part.validate_json(json.dumps(payload[name]), strict=True)
