"""A document that a command writes: the option --out, and the way to a file or to standard output."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import terminal
from reportedly.export.written import write_file

out = click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)


def write_document(content: bytes, file: Path | None) -> None:
    """Write to a file, or to standard output if none is named."""
    if file is None:
        terminal.write(content)
    else:
        write_file(file, content)
