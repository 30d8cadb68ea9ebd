"""A Reading as JSON values and back, without loss: what the store keeps of what was read."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from reportedly.model import Reading, Report, Run

APART = ("report", "run", "failure")
"""Fields of a Reading that have columns of their own."""


def to_payload(reading: Reading) -> dict[str, Any]:
    """Everything found, without report, run and failure."""
    return {f.name: _plain(getattr(reading, f.name)) for f in fields(reading) if f.name not in APART}


def from_payload(payload: dict[str, Any], report: Report, run: Run, failure: str | None) -> Reading:
    """The Reading that `to_payload` was given."""
    hints = _hints(Reading)
    found = {name: _value(hints[name], value) for name, value in payload.items()}
    return Reading(report=report, run=run, failure=failure, **found)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(k for k in get_args(kind) if k is not type(None))
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(_value(inner, v) for v in value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _value(hints[name], v) for name, v in value.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is date:
        return date.fromisoformat(value)
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
