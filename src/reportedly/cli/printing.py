"""JSON on standard output: one value a line, in UTF-8, whatever the terminal is set to."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from reportedly.cli.terminal import escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType


def json_line(value: Any) -> str:
    """The value as one line of JSON; what terminals obey, and what programs take for line breaks, is escaped."""
    return escaped(json.dumps(value, ensure_ascii=False))


def print_json(value: Any) -> None:
    """Write the value as one line, and flush it."""
    out = sys.stdout.buffer
    out.write(encoded(json_line(value)))
    out.flush()


def print_one(found: object, show: Callable[[], RenderableType], *, as_json: bool) -> None:
    """Write one thing of the ledger: as an object of JSON, or as what `show` makes of it for people."""
    if as_json:
        from reportedly.export.record import record_json

        print_json(record_json(found))
        return
    from reportedly.cli.console import table_console

    table_console().print(show())


def encoded(line: str) -> bytes:
    """The line as bytes; lone surrogates stay JSON escapes."""
    return line.encode("utf-8", "backslashreplace") + b"\n"
