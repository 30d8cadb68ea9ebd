"""The commands that export a whole ledger and import one."""

from __future__ import annotations

import gzip
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from reportedly.cli import INTERRUPTED, interchange, signature
from reportedly.cli.add import summary
from reportedly.cli.interchange import FORMATS
from reportedly.cli.ledger import open_ledger
from reportedly.cli.listing import as_of, topic
from reportedly.cli.progress import Stopped, steps, stop_on_interrupt
from reportedly.cli.terminal import escaping
from reportedly.export.written import complete_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date


@click.command(short_help="Write the whole ledger as JSON Lines, or for other programs.")
@click.argument("file", metavar="[FILE | -]", default="-", type=click.Path(path_type=Path))
@click.option("--gzip", "packed", is_flag=True, help="Compress; a FILE that ends in .gz is always compressed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="ledger",
    show_default=True,
    help="For other programs: see docs/formats.md. timeml and xmi write a folder, a file for each report.",
)
@topic
@as_of
@click.option("--salvage", is_flag=True, help="Leave out what cannot be read, saying so: for a damaged ledger.")
@click.pass_obj
def export(
    address: str, file: Path, packed: bool, form: str, topic: str | None, as_of: date | None, salvage: bool
) -> None:
    """Write the whole record as JSON Lines: reports, all readings, refusals, and what people decided and wrote.

    Claims and everything else that is derived is left out: `import` derives it again. The same ledger
    gives the same bytes in SQLite and PostgreSQL. What is set up for one ledger is left out, too: channels
    (`follow export`), alerts (`alert export`) and accounts; `backup` copies all. With --salvage the exit code
    is 1 if something is left out.

    With --format, statements, events and claims are written for other programs, as known on a day.
    """
    if form != "ledger":
        if packed or salvage:
            raise click.UsageError("--gzip and --salvage are for the format of the ledger itself")
        interchange.write(address, file, form, topic, as_of)
        return
    if as_of or topic:
        option = "--as-of" if as_of else "--topic"
        raise click.UsageError(f"{option} goes with --format: the ledger itself is always exported whole")
    lost: list[str] = []
    with ExitStack() as stack:
        ledger = stack.enter_context(open_ledger(address))
        out = stack.enter_context(_written(file))
        write: Callable[[bytes], int] = out.write
        seen = str(file) == "-" and sys.stdout.isatty()
        if seen:
            if packed:
                raise click.UsageError("packed bytes are nothing for a terminal: name a FILE")
            write = escaping(write)
        if packed or file.suffix == ".gz":
            # Without the time of compression: the same ledger gives the same bytes.
            write = stack.enter_context(gzip.GzipFile("", "wb", fileobj=out, mtime=0)).write
        advance = stack.enter_context(steps(shown=not seen))
        total = 0 if salvage else ledger.count()
        for number, line in enumerate(ledger.salvage(lost.append) if salvage else ledger.export()):
            write(line)
            if not salvage:
                advance("exported", min(number, total), total)
    for problem in lost:
        click.echo(f"reportedly: left out: {problem}", err=True)
    click.echo(f"{ledger.address}: exported", err=True)
    if lost:
        raise click.exceptions.Exit(1)


@click.command("import", short_help="Import a ledger that `export` wrote, or readings that `read` wrote.")
@click.argument("file", metavar="FILE | FOLDER", type=click.Path(path_type=Path))
@click.option("--no-link", "waits", is_flag=True, help="Of a FOLDER: link nothing yet; `reportedly link` does.")
@signature.by
@click.pass_obj
def import_(address: str, file: Path, waits: bool, by: str) -> None:
    """Import a ledger that `export` wrote, and derive claims, origins and the rest.

    Of a FOLDER that `read INPUT... -o FOLDER/` wrote, the readings are taken as they are, if this version
    has made them, and --by says who adds them.

    The whole file is checked before anything is written; of a folder each reading is, and those that do not fit
    are named and left out. The ledger is created if it does not exist.
    What it already has is skipped, so after an interruption the same command continues.
    """
    from reportedly.ledger.transfer.files import Exported

    if str(file) == "-":
        raise click.UsageError("name a file: it is read twice, which standard input does not allow")
    if file.is_dir():
        _import_readings(address, file, by, link=not waits)
        return
    if waits:
        raise click.UsageError("--no-link goes with a FOLDER of readings")
    with ExitStack() as stack:
        advance = stack.enter_context(steps())
        exported = Exported.of(file, lambda done, total: advance("checked", done, total))
        ledger = stack.enter_context(open_ledger(address, make=True))
        stop, tally = stack.enter_context(stop_on_interrupt()), ledger.tally
        linked = stop.checked(lambda done, total: advance("linked", done, total))
        try:
            for problem in ledger.import_exported(exported, linked):
                if problem is not None:
                    click.echo(f"reportedly: {problem}", err=True)
                advance("imported", tally["new"] + tally["known"], exported.reports)
                if stop.requested:
                    raise Stopped
        except Stopped:
            click.echo("reportedly: interrupted; the same command continues", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        others = (
            f", {tally['others']:,} new refusals, grades, judgements, edits of topics, findings and marks"
            if tally["others"]
            else ""
        )
        failed = f", {tally['failed']:,} could not be stored" if tally["failed"] else ""
        click.echo(f"{ledger.address}: {tally['new']:,} new, {tally['known']:,} known{others}{failed}", err=True)
        if tally["failed"]:
            raise click.exceptions.Exit(1)


def _import_readings(address: str, folder: Path, by: str, *, link: bool) -> None:
    """Import the readings of a folder; exit code 1 if some are failures or cannot be taken in."""
    from reportedly.corpus.written import WrittenCorpus

    corpus = WrittenCorpus.of(folder)
    with ExitStack() as stack:
        advance = stack.enter_context(steps())
        ledger = stack.enter_context(open_ledger(address, make=True))
        stop, tally = stack.enter_context(stop_on_interrupt()), ledger.tally
        linked = stop.checked(lambda done, total: advance("linked", done, total))
        try:
            found = ledger.import_readings(corpus, by=by, link=link, progress=linked)
            for number, problem in enumerate(found, 1):
                if problem is not None:
                    click.echo(f"reportedly: {problem}", err=True)
                advance("imported", number, corpus.reports)
                if stop.requested:
                    raise Stopped
        except Stopped:
            click.echo("reportedly: interrupted; the same command continues", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        click.echo(f"{ledger.address}: {summary(tally)}", err=True)
        if corpus.unread:
            left = f"{corpus.unread:,} of its shards {'is' if corpus.unread == 1 else 'are'} not read to the end"
            click.echo(f"reportedly: {folder}: {left}; the `read` command that wrote it goes on", err=True)
        if not link and (waiting := ledger.waiting()):
            click.echo(f"reportedly: {waiting:,} wait to be linked: `reportedly link`", err=True)
        if tally["failed"] or tally["known unread"]:
            raise click.exceptions.Exit(1)


@contextmanager
def _written(file: Path) -> Iterator[IO[bytes]]:
    """Standard output, or a file that gets its name only when it is complete."""
    if str(file) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with complete_file(file, replaces=False) as out:
        yield out
