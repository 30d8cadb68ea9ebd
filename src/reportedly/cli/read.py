"""`reportedly read`: from files, feeds and addresses to sheets, pages or JSON Lines."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli import INTERRUPTED, corpus, intake
from reportedly.cli.dates import moment
from reportedly.cli.progress import progress, stop_on_interrupt

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from reportedly.cli.outputs import Output
    from reportedly.cli.progress import StopRequest
    from reportedly.errors import IntakeError
    from reportedly.model import Reading, Report


@click.command(short_help="Read reports: who says what, when and how sure.")
@click.argument("files", nargs=-1, metavar="[FILE | FOLDER | ADDRESS | -]...")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a report, one a line.")
@click.option(
    "--jsonl",
    "rows",
    multiple=True,
    metavar="IN.jsonl",
    help="Read a file of JSON Lines, one report a line, and write JSON Lines; can be given several times.",
)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write a page: to the file OUT for one report, into the folder OUT for several.",
)
@click.option(
    "--published",
    callback=moment,
    metavar="DATE",
    help="Date of reports that do not say when they were published: 2025-04-28.",
)
@intake.columns
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=str),
    metavar="FILE | FOLDER",
    help="Write JSON Lines to FILE, or partitions (Parquet) into FOLDER, whose name ends in /.",
)
@click.option(
    "--engine",
    type=click.Choice(corpus.ENGINES),
    help="What reads into FOLDER: processes of this machine, which is usual, or Ray.",
)
@click.option("--address", metavar="ADDRESS", help="The Ray to read with: auto, HOST:6379, ray://HOST:10001.")
@click.option(
    "--partition", "partition_size", type=click.IntRange(1), metavar="N", help="Reports a partition of FOLDER  [500]"
)
@click.option("--explain", is_flag=True, help="Below the sheet, show how times, places and numbers were found.")
@click.option("--resume", is_flag=True, help="Continue --output FILE: reports that are in it are not read again.")
@intake.with_formats
def read(
    files: tuple[str, ...],
    as_json: bool,
    rows: tuple[str, ...],
    page: Path | None,
    published: datetime | None,
    columns: dict[str, str] | None,
    fetches: bool,
    workers: int,
    output: str | None,
    engine: str | None,
    address: str | None,
    partition_size: int | None,
    explain: bool,
    resume: bool,
) -> None:
    """Read reports and show who says what, by which source, when and how sure.

    FORMATS

    If a report cannot be read, the reason is printed, the others are read, and the exit code is 1.

    Into a FOLDER, a corpus is read in partitions of so many reports: the same files whatever
    the engine and the number of workers. The same command goes on after an interruption.
    """
    if not files and not rows:
        raise click.UsageError("name a file, a folder or an address to read; - is standard input")
    if resume and output is None:
        raise click.UsageError("--resume continues an --output FILE: name it")
    if explain and (as_json or rows or page or output):
        raise click.UsageError("--explain adds to a sheet: leave out --json, --jsonl, --html and --output")
    inputs = [*((where, False) for where in files), *((where, True) for where in rows)]
    if engine or address or partition_size or _is_folder(output):
        corpus.check(output, engine, address, alone=not (as_json or page or fetches))
        how = corpus.engine_of(engine, workers, address)
        corpus.read_corpus(inputs, Path(output or ""), published, columns, partition_size, how)
        return
    from reportedly import batch
    from reportedly.cli import outputs

    writes_rows = output is None and (as_json or (bool(rows) and page is None))
    with ExitStack() as stack:
        chosen: list[Output] = []
        kept = None
        if output is not None:
            kept = outputs.RowFile(Path(output), resume=resume)
            chosen.append(stack.enter_context(kept))
        if writes_rows:
            chosen.append(outputs.Rows())
        if page is not None:
            chosen.append(stack.enter_context(outputs.Pages(page)))
        if not chosen:
            chosen.append(outputs.Sheets(explained=explain))
        stop = stack.enter_context(stop_on_interrupt())
        done = kept.done if kept else None
        reports = _wanted(_reports(inputs, published, columns, fetches), done, stop)
        shows = not writes_rows and not isinstance(chosen[0], outputs.Sheets)
        bars = stack.enter_context(progress([where for where, _ in inputs], shown=shows or not sys.stdout.isatty()))
        total, failures = (sum(kept.done.values()), kept.failures) if kept else (0, 0)
        for reading in batch.read_all(reports, workers=workers):
            for put in chosen:
                put(reading)
            total += 1
            if reading.failure is not None:
                failures += 1
                click.echo(f"reportedly: {_complaint(reading)}", err=True)
            bars.read(failures)
    if failures and total > 1:
        click.echo(f"reportedly: {failures:,} of {total:,} reports could not be read", err=True)
    if stop.requested:
        hint = "; the same command with --resume continues" if output else ""
        click.echo(f"reportedly: interrupted after {total:,} reports{hint}", err=True)
        raise click.exceptions.Exit(INTERRUPTED)
    if failures:
        raise click.exceptions.Exit(1)


def _reports(
    inputs: list[tuple[str, bool]], published: datetime | None, columns: dict[str, str] | None, fetches: bool
) -> Iterator[Report | IntakeError]:
    from reportedly.intake import open_all
    from reportedly.intake.kind import Kind

    for where, rows in inputs:
        kind = Kind.JSONL if rows else None
        yield from open_all(where, published=published, kind=kind, columns=columns, fetches=fetches)


def _wanted(
    reports: Iterator[Report | IntakeError], done: Counter[str] | None, stop: StopRequest
) -> Iterator[Report | IntakeError]:
    """The reports still to be read: without those that were done before, and none after a stop is requested."""
    from reportedly.batch import id_of

    left = done.copy() if done else None
    for report in reports:
        if stop.requested:
            return
        if left and left[id_of(report)] > 0:
            left[id_of(report)] -= 1
        else:
            yield report


def _is_folder(output: str | None) -> bool:
    return output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def _complaint(reading: Reading) -> str:
    name = reading.report.title or reading.report.url or reading.report.id
    failure = reading.failure or ""
    return " ".join((failure if failure.startswith(name) else f"{name}: {failure}").split())
