"""Records as tables for other programs: CSV, where nested values become text, and Parquet, where they stay nested."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from reportedly.errors import ExportError
from reportedly.export.written import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import TextIO

    from reportedly.export.plain import Json

EXTRA = "reportedly[parquet]"
_FORMULA = re.compile("[\\s\x00-\x20\xad\u200b-\u200f\u2060-\u2064\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n]")
"""The beginning of a cell that spreadsheets take for a formula: a sign, also a wide one, after blanks and characters
that nobody sees; or a tab or line break, which some drop."""


def write_csv(columns: Sequence[str], rows: Iterable[Json], out: TextIO, *, formulas: bool = False) -> None:
    """Write rows as CSV (RFC 4180) with a header.

    A span becomes its words, a list its parts joined by spaces or " ... ", anything deeper JSON. Text that a
    spreadsheet would run as a formula gets an apostrophe in front, unless `formulas` is True.
    """
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    for row in rows:
        cells = {name: cell(value) for name, value in row.items()}
        writer.writerow(cells if formulas else {name: defused(value) for name, value in cells.items()})


def defused(value: Any) -> Any:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe in front; numbers stay."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def write_parquet(columns: Sequence[str], rows: Sequence[Json], path: Path) -> None:
    """Write rows as one Parquet file; ExportError if pyarrow is missing or the file cannot be written.

    Without rows, the columns have no type.
    """
    try:
        import pyarrow.parquet
    except ImportError:
        raise ExportError(f"{path}: Parquet needs pyarrow, which is not installed: pip install '{EXTRA}'") from None
    out = io.BytesIO()
    pyarrow.parquet.write_table(arrow_table(columns, rows), out)
    write_file(path, out.getvalue())


def arrow_table(columns: Iterable[str], rows: Sequence[Json]) -> Any:
    """Rows as a pyarrow Table; without rows, the columns have no type. ImportError if pyarrow is missing."""
    import pyarrow

    if rows:
        return pyarrow.Table.from_pylist(list(rows))
    return pyarrow.schema([(name, pyarrow.null()) for name in columns]).empty_table()


def cell(value: Any) -> Any:
    """A value of the contract as the text of one cell."""
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
