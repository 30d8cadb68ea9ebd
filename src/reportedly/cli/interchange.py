"""`export --format`: what a ledger holds, for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.document import write_document
from reportedly.cli.ledger import open_to_read
from reportedly.errors import ExportError
from reportedly.export.written import write_file

if TYPE_CHECKING:
    from datetime import date

    from reportedly.export.interchange.holdings import Holdings

FORMATS = (
    "ledger", "events", "geojson", "annotations", "prov", "schema.org", "stix", "followthemoney", "docbin", "timeml",
    "xmi",
)  # fmt: skip
_BINARY = ("docbin",)


def write(address: str, file: Path, form: str, topic: str | None, as_of: date | None) -> None:
    """Write a ledger in that format to a file or folder, or to standard output."""
    from reportedly.export.interchange import formats
    from reportedly.export.interchange.holdings import Holdings
    from reportedly.listing import Filter

    plain_output = str(file) == "-"
    if plain_output and (form in formats.EACH or (form in _BINARY and sys.stdout.isatty())):
        raise click.UsageError(f"{form}: name a {'folder' if form in formats.EACH else 'file'} to write to")
    if not plain_output and file.is_dir() and form in formats.WHOLE:
        raise click.UsageError(f"{file} is a folder: name a file")
    with open_to_read(address) as ledger:
        holdings = Holdings.of(
            ledger.readings(as_of=as_of, topic=topic), ledger.claims(Filter(as_of=as_of, topic=topic))
        )
    if form in formats.EACH:
        _write_folder(file, holdings, form)
    elif form == "events" and file.suffix == ".parquet":
        from reportedly.export.interchange.event_rows import COLUMNS, event_rows
        from reportedly.export.tables import write_parquet

        write_parquet(COLUMNS, list(event_rows(holdings)), file)
    elif form == "followthemoney" and file.suffix in {".json", ".jsonl", ".ndjson"}:
        from reportedly.export.interchange.followthemoney import statement_lines

        write_document(statement_lines(holdings), file)
    else:
        write_document(formats.WHOLE[form](holdings), None if plain_output else file)


def _write_folder(folder: Path, holdings: Holdings, form: str) -> None:
    from reportedly.export.interchange import formats

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ExportError(f"{folder}: cannot be made ({problem.strerror})") from None
    number = 0
    for name, content in formats.files(holdings, form):
        write_file(folder / name, content)
        number += 1
    click.echo(f"reportedly: {number} files in {folder}", err=True)
