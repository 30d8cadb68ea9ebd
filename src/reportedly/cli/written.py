"""What a command writes to a file, or to standard output if none is named."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reportedly.cli import terminal
from reportedly.export.written import write_file

if TYPE_CHECKING:
    from pathlib import Path


def write_output(content: bytes, out: Path | None) -> None:
    """Write to a file, or to standard output, where a terminal gets no control characters."""
    if out is not None:
        write_file(out, content)
    elif sys.stdout.isatty():
        terminal.write(content.decode("utf-8", "replace"))
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
