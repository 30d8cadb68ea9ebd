"""JSON on standard output: one value a line, in UTF-8, whatever the terminal is set to."""

from __future__ import annotations

import json
import sys
from typing import Any

from reportedly.cli.terminal import escaped


def json_line(value: Any) -> str:
    """The value as one line of JSON; what terminals obey, and what programs take for line breaks, is escaped."""
    return escaped(json.dumps(value, ensure_ascii=False))


def print_json(value: Any) -> None:
    """Write the value as one line, and flush it."""
    out = sys.stdout.buffer
    out.write(encoded(json_line(value)))
    out.flush()


def encoded(line: str) -> bytes:
    """The line as bytes; lone surrogates stay JSON escapes."""
    return line.encode("utf-8", "backslashreplace") + b"\n"
