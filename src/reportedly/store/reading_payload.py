"""A Reading as JSON values and back, without loss: what the store keeps of what was read."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from reportedly.model import Reading, Report, Run

if TYPE_CHECKING:
    from collections.abc import Callable

APART = ("report", "run", "failure")
"""Fields of a Reading that have columns of their own."""


def to_payload(reading: Reading) -> dict[str, Any]:
    """Everything found, without report, run and failure."""
    return {f.name: _plain(getattr(reading, f.name)) for f in fields(reading) if f.name not in APART}


def from_payload(payload: dict[str, Any], report: Report, run: Run, failure: str | None) -> Reading:
    """The Reading that `to_payload` was given."""
    readers = _readers(Reading)
    found: dict[str, Any] = {name: None if value is None else readers[name](value) for name, value in payload.items()}
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


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a kind from its JSON value, which is not None."""
    if get_origin(kind) in (Union, types.UnionType):
        return _reader(next(k for k in get_args(kind) if k is not type(None)))
    if get_origin(kind) is tuple:
        inner = _reader(get_args(kind)[0])
        return lambda values: tuple(None if v is None else inner(v) for v in values)
    if is_dataclass(kind) and isinstance(kind, type):
        readers = _readers(kind)
        return lambda values: kind(
            **{name: None if v is None else readers[name](v) for name, v in values.items() if name in readers}
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    return lambda value: value


@cache
def _readers(kind: Any) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
