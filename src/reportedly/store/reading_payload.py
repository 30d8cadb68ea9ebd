"""A payload is a Reading as JSON values: what the store keeps of what was read, and what an exported ledger holds.

Report, run and failure are left out; they have columns of their own. A Reading comes back from its payload as it
was, also from payloads that were written before a field was added.
"""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, get_type_hints

from reportedly.model import Reading, Report, Run

if TYPE_CHECKING:
    from pydantic import JsonValue, TypeAdapter

Payload: TypeAlias = "dict[str, JsonValue]"

APART = ("report", "run", "failure")
PARTS = tuple(field.name for field in fields(Reading) if field.name not in APART)
"""The keys of a payload."""


@cache
def _parts() -> dict[str, TypeAdapter[Any]]:
    """What turns each part into JSON values and back; made at the first reading, as lists and pages need none."""
    from pydantic import TypeAdapter

    kinds = get_type_hints(Reading)
    return {name: TypeAdapter(kinds[name]) for name in PARTS}


def to_payload(reading: Reading) -> Payload:
    """The payload of a Reading."""
    return {name: part.dump_python(getattr(reading, name), mode="json") for name, part in _parts().items()}


def from_payload(payload: Payload, report: Report, run: Run, failure: str | None) -> Reading:
    """The Reading of a payload; pydantic's ValidationError if a value is not of its kind."""
    parts = _parts()
    found = {name: parts[name].validate_python(values) for name, values in payload.items()}
    return Reading(report=report, run=run, failure=failure, **found)


def check(payload: Payload) -> None:
    """Raise pydantic's ValidationError if a value would have to be converted to be of its kind."""
    for name, part in _parts().items():
        part.validate_json(json.dumps(payload[name]), strict=True)
