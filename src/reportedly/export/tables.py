"""The record as a table for other programs: CSV, where nested values become text; Parquet, where they stay nested."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from reportedly.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import TextIO

    from reportedly.export.contract import Json

EXTRA = "reportedly[parquet]"


def write_csv(rows: Iterable[Json], out: TextIO) -> None:
    """Write rows as CSV (RFC 4180) with a header; no rows, no header.

    Spans become their words, lists their parts joined by spaces or " ... ", anything deeper is JSON.
    """
    writer: Any = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row))
            writer.writeheader()
        writer.writerow({name: cell(value) for name, value in row.items()})


def write_parquet(rows: Sequence[Json], path: Path) -> None:
    """Write rows as one Parquet file; ExportError where pyarrow is missing, or the file cannot be written."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ExportError(f"{path}: Parquet needs pyarrow, which is not installed: pip install '{EXTRA}'") from None
    try:
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows)), path)
    except OSError as problem:
        raise ExportError(f"{path}: cannot be written ({problem})") from None


def cell(value: Any) -> Any:
    """A value of the contract as it stands in one cell."""
    if isinstance(value, dict):
        return value["text"] if set(value) == {"start", "end", "text"} else _json(value)
    if not isinstance(value, list):
        return value
    if all(isinstance(v, str) for v in value):
        return " ".join(value)
    if all(isinstance(v, dict) and set(v) == {"start", "end", "text"} for v in value):
        return " ... ".join(v["text"] for v in value)
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
