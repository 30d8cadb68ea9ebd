"""Records as an Arrow table, for notebooks: pandas, Polars and DuckDB take it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.errors import ExportError
from reportedly.export.record import keys, record_json
from reportedly.export.tables import EXTRA, arrow_table

if TYPE_CHECKING:
    from collections.abc import Iterable


def table(records: Iterable[object], kind: type | None = None) -> Any:
    """A pyarrow Table of a list of the ledger: `table(ledger.claims()).to_pandas()`.

    The columns are the keys of `--json`, lists and spans stay nested. Without records there are no columns, unless
    `kind` names their class. ExportError if pyarrow is not installed.
    """
    rows = [record_json(record) for record in records]
    try:
        return arrow_table(keys(kind) if kind else (), rows)
    except ImportError:
        raise ExportError(f"tables need pyarrow, which is not installed: pip install '{EXTRA}'") from None
