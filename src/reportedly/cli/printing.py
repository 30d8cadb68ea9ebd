"""JSON on standard output: one value a line, in UTF-8, whatever the terminal is set to."""

from __future__ import annotations

import json
import sys
from typing import Any

_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_line(value: Any) -> str:
    """The value as one line of JSON; characters that other programs may take for line breaks are escaped."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_BREAKS)


def print_json(value: Any) -> None:
    """Write the value as one line, and flush it."""
    out = sys.stdout.buffer
    out.write(encoded(json_line(value)))
    out.flush()


def encoded(line: str) -> bytes:
    """The line as bytes; lone surrogates stay JSON escapes."""
    return line.encode("utf-8", "backslashreplace") + b"\n"
