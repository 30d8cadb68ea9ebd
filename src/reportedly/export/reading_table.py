"""Readings as Arrow tables and Parquet files of one schema, whatever is in them, and back: the contract with types."""

from __future__ import annotations

import io
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from reportedly.errors import ExportError
from reportedly.export.contract import to_json
from reportedly.export.plain import names
from reportedly.export.tables import EXTRA
from reportedly.export.written import write_file
from reportedly.model import Anchor, Mention, Party, Place, Quantity, Reading, Time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportedly.export.plain import Json

REPORT = ("id", "sha256", "outlet", "title", "url", "published_at", "language", "text")
_ANCHORED = (Time, Place, Quantity, Mention)
"""Kinds that begin with the keys of their span."""


@cache
def schema() -> Any:
    """The schema of a reading: the keys of the contract, and `failure`, which is null for what was read."""
    try:
        import pyarrow
    except ImportError:
        raise ExportError(f"Parquet needs pyarrow, which is not installed: pip install '{EXTRA}'") from None
    hints = get_type_hints(Reading)
    report = pyarrow.struct([(name, pyarrow.string()) for name in REPORT])
    fields = [(name, report if name == "report" else _type(hints[name])) for name in names(Reading)]
    return pyarrow.schema(fields)


def table_of(readings: Sequence[Reading]) -> Any:
    """The readings as a pyarrow Table, one a row."""
    import pyarrow

    rows = [to_json(reading) for reading in readings]
    try:
        return pyarrow.Table.from_pylist(rows, schema=schema())
    except UnicodeEncodeError:  # half of a surrogate pair, which Parquet cannot hold
        return pyarrow.Table.from_pylist([_encodable(row) for row in rows], schema=schema())


def reading_of(row: Json) -> Reading:
    """The Reading of a row of a table; ValueError, TypeError or KeyError if it holds none."""
    hints = _hints(Reading)
    parts = {name: _value(hints[name], row[name]) for name in names(Reading) if name in row}
    return Reading(**parts)


def _value(hint: Any, given: Any) -> Any:
    """The value of a type that `to_json` has made this JSON value of."""
    inner = get_args(hint)
    kind: type = next((part for part in inner if part not in (NoneType, Ellipsis)), hint)
    if get_origin(hint) is tuple:
        return tuple(_value(kind, one) for one in given)
    if given is None:
        if NoneType not in inner:
            raise ValueError(f"a value of the kind {kind.__name__} is missing")
        return None
    if kind is Anchor:
        return Anchor(*(_value(part, given[key]) for key, part in (("start", int), ("end", int), ("text", str))))
    if kind is Party:
        return Party.parse(given)
    if is_dataclass(kind):
        hints = _hints(kind)
        values = {**given, "anchor": given} if kind in _ANCHORED else given
        return kind(**{name: _value(hints[name], values[name]) for name in names(kind)})
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(given)
    return kind(given) if issubclass(kind, Enum) else given


@cache
def _hints(kind: type) -> Json:
    return get_type_hints(kind)


def write_table(table: Any, path: Path) -> None:
    """Write a table as one Parquet file, complete or not at all; equal tables give equal bytes."""
    import pyarrow.parquet

    out = io.BytesIO()
    # Compact first: what was put together from pieces is then written as what was made at once.
    pyarrow.parquet.write_table(table.combine_chunks(), out, compression="zstd")
    write_file(path, out.getvalue())


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _encodable(inner) for key, inner in value.items()}
    return [_encodable(inner) for inner in value] if isinstance(value, list) else value


def _type(hint: Any) -> Any:
    """The Arrow type of what `to_json` makes of values of a type."""
    import pyarrow

    parts = [part for part in get_args(hint) if part not in (NoneType, Ellipsis)]
    if get_origin(hint) is tuple:
        return pyarrow.list_(_type(parts[0]))
    kind: type = parts[0] if parts else hint
    if kind is Anchor:
        return pyarrow.struct([("start", pyarrow.int64()), ("end", pyarrow.int64()), ("text", pyarrow.string())])
    if kind is Party or issubclass(kind, str | date | Enum):
        return pyarrow.string()
    if is_dataclass(kind):
        return pyarrow.struct(list(_members(kind).items()))
    return {bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64()}[kind]


def _members(kind: type) -> Json:
    hints = get_type_hints(kind)
    own = {name: _type(hints[name]) for name in names(kind)}
    if kind in _ANCHORED:
        own = {field.name: field.type for field in own.pop("anchor")} | own
    return own
