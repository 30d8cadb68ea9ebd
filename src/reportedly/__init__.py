"""Event data that remembers who said so.

    import reportedly as r

    reading = r.read(r.open("report.html"))
    for statement in reading.statements:
        print(statement.actor, statement.act, [c.exact for c in statement.content])

`open` and `open_all` turn files into Reports, `read` turns a Report into a Reading, `to_json` writes it, and a
`Ledger` links Readings; `table` makes a frame of each of its lists. Nothing heavy is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.errors import ReportedlyError as ReportedlyError
    from reportedly.export.arrow import table as table
    from reportedly.export.contract import to_json as to_json
    from reportedly.intake import open as open
    from reportedly.intake import open_all as open_all
    from reportedly.ledger import Ledger as Ledger
    from reportedly.listing import Filter as Filter
    from reportedly.model import Anchor as Anchor
    from reportedly.model import Reading as Reading
    from reportedly.model import Report as Report
    from reportedly.model import Statement as Statement
    from reportedly.reading import read as read

__version__ = "0.2.0"

_HOME = {
    "Anchor": "model",
    "Filter": "listing",
    "Ledger": "ledger",
    "Reading": "model",
    "Report": "model",
    "ReportedlyError": "errors",
    "Statement": "model",
    "open": "intake",
    "open_all": "intake",
    "read": "reading.pipeline",
    "table": "export.arrow",
    "to_json": "export.contract",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(import_module(f"reportedly.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
