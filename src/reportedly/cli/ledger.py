"""The commands of a ledger: add reports, ask for the record, check it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

import click

from reportedly.cli import INTERRUPTED, dates, signature
from reportedly.cli.progress import Stopped, finishing, progress, steps

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from reportedly.cli.progress import StopRequest
    from reportedly.errors import IntakeError
    from reportedly.ledger import Ledger
    from reportedly.model import Report


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE | FOLDER | ADDRESS | -...")
@click.option(
    "--published",
    callback=dates.moment,
    metavar="DATE",
    help="When a report was published that does not say so: 2025-04-28.",
)
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@signature.by
@click.pass_obj
def add(address: str, files: tuple[str, ...], published: datetime | None, workers: int, by: str) -> None:
    """Read reports into the ledger and link them to what is there.

    What the ledger has already is passed over, so an interrupted `add` goes on when
    the same command is given again. The ledger is made where there is none.
    """
    with ExitStack() as stack:
        ledger = stack.enter_context(opened(address, make=True))
        stop = stack.enter_context(finishing())
        bars = stack.enter_context(progress(list(files), shown=True))
        readings = ledger.add(
            _reports(files, published, stop), workers=workers, by=by, progress=stop.checked(bars.linked)
        )
        with suppress(Stopped):
            for reading in readings:
                if reading.failure is not None:
                    click.echo(f"reportedly: {' '.join(_complaint(reading.report, reading.failure).split())}", err=True)
                bars.read(ledger.tally["failed"])
        tally = ledger.tally
        click.echo(f"{ledger.address}: {_told(tally)}", err=True)
        if tally["undated"]:
            tell, count = ("report tells", "counts") if tally["undated"] == 1 else ("reports tell", "count")
            undated = f"{tally['undated']:,} new {tell} no date and {count} as published now"
            click.echo(f"reportedly: {undated}; `add --published DATE` says when reports were published", err=True)
        if stop.requested:
            click.echo("reportedly: interrupted; the same command goes on", err=True)
            raise click.exceptions.Exit(INTERRUPTED)
        if tally["failed"] or tally["known in vain"]:
            raise click.exceptions.Exit(1)


@click.command(short_help="Link what was read but not linked, or all anew.")
@click.option("--rebuild", is_flag=True, help="Forget everything derived and derive it anew from the readings.")
@click.pass_obj
def link(address: str, rebuild: bool) -> None:
    """Link what was read but not linked, as after an interrupted `add`."""
    with opened(address) as ledger:
        count = watched(ledger.rebuild if rebuild else ledger.link)
    click.echo(f"{ledger.address}: {count:,} report{'' if count == 1 else 's'} linked", err=True)


@click.command(short_help="Check every anchor, every id, everything derived.")
@click.pass_obj
def verify(address: str) -> None:
    """Check every anchor, every id and everything derived; exit 1 where something is wrong."""
    with opened(address) as ledger, steps() as advance:
        problems = ledger.verify(advance)
        waiting = ledger.waiting()
        count = ledger.count()
    for problem in problems:
        click.echo(problem)
    if waiting:
        click.echo(f"{waiting:,} reports are read but not linked yet: `reportedly link` goes on", err=True)
    if problems:
        click.echo(f"{ledger.address}: {len(problems):,} problems", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"{ledger.address}: {count:,} reports, everything holds", err=True)


def watched(link: Callable[[Callable[[int, int], None]], int]) -> int:
    """Link by `link` or `rebuild` of a ledger, with a bar; Ctrl-C ends it between two reports, and the command, too."""
    with steps() as advance, finishing() as stop:
        try:
            return link(stop.checked(lambda done, total: advance("linked", done, total)))
        except Stopped:
            click.echo("reportedly: interrupted; `reportedly link` goes on", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None


@contextmanager
def opened(address: str, *, make: bool = False) -> Iterator[Ledger]:
    """The ledger at an address; only `add` makes a new one. One of an earlier version is linked anew."""
    from reportedly.ledger import Ledger

    with Ledger(address, make=make) as ledger:
        if ledger.outdated():
            waiting = ledger.waiting()
            click.echo(f"{ledger.address}: made by an earlier version; {waiting:,} reports are linked anew", err=True)
            watched(ledger.link)
        yield ledger


@contextmanager
def asked(address: str) -> Iterator[Ledger]:
    """The ledger at an address, to be asked; people are told where something that it has read is left out."""
    with opened(address) as ledger:
        if waiting := ledger.waiting():
            number = f"{waiting:,} report{' is' if waiting == 1 else 's are'}"
            click.echo(f"reportedly: {number} not linked yet and left out: `reportedly link` goes on", err=True)
        yield ledger


def _reports(files: tuple[str, ...], published: datetime | None, stop: StopRequest) -> Iterator[Report | IntakeError]:
    from reportedly.intake import open_all

    for where in files:
        for report in open_all(where, published=published):
            if stop.requested:
                return
            yield report


def _told(tally: Counter[str]) -> str:
    """What became of the reports that were to be added."""
    vain = f" ({tally['known in vain']:,} in vain)" if tally["known in vain"] else ""
    parts = [f"{tally['new']:,} new", f"{tally['known']:,} known{vain}"]
    if tally["revisions"]:
        parts.append(f"{tally['revisions']:,} revision{'s' if tally['revisions'] > 1 else ''}")
    if tally["failed"]:
        parts.append(f"{tally['failed']:,} failed")
    return ", ".join(parts)


def _complaint(report: Report, failure: str) -> str:
    name = report.title or report.url or report.id
    return failure if failure.startswith(name) else f"{name}: {failure}"
