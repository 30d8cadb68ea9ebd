"""Parquet by pyarrow: one report a row, as in other tables; nested columns are named with a dot."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.document import UNPACKED, needs
from reportedly.intake.json import flat
from reportedly.intake.rows import Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

_BATCH = 1000
"""Rows that are unpacked at a time."""


def read_parquet(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the rows, in their order."""
    rows = list(_rows(raw, given.where))
    names = list(dict.fromkeys(name for _, row in rows if not isinstance(row, IntakeError) for name in row))
    if not rows:
        raise IntakeError(given.where, "is a table without rows")
    yield from read_rows(names, rows, given)


def _rows(raw: bytes, where: str) -> Iterator[Row]:
    try:
        import pyarrow.parquet
    except ImportError:
        raise needs("parquet", where, "a Parquet file") from None
    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(raw))
        groups = range(file.metadata.num_row_groups)
        if sum(file.metadata.row_group(n).total_byte_size for n in groups) > UNPACKED:
            raise IntakeError(where, f"unpacks to more than {UNPACKED // 1_000_000} MB: split it")
        number = 0
        for batch in file.iter_batches(_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield f"{where}#{number}", flat({name: _plain(value) for name, value in row.items()})
    except IntakeError:
        raise
    except Exception as problem:  # a damaged file raises anything in the library; only this file fails
        raise IntakeError(where, f"cannot be read as Parquet ({type(problem).__name__}: {problem})") from problem


def _plain(value: object) -> object:
    """The value as JSON has it: days and times in ISO 8601, bytes as text if they are UTF-8."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
