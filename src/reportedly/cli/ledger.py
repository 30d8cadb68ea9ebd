"""The commands of a ledger: add reports, ask for the record, check it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli import INTERRUPTED, dates
from reportedly.cli.long_work import finishing, progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from rich.console import RenderableType

    from reportedly.cli.long_work import Wish
    from reportedly.errors import IntakeError
    from reportedly.ledger import Ledger
    from reportedly.model import Report

SHOWN = 40
"""Rows of a table, unless --all is given."""

_as_json = click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
_as_of = click.option(
    "--as-of", callback=dates.day, metavar="DATE", help="As known at the end of that day, UTC: 2025-04-28."
)
_all = click.option("--all", "everything", is_flag=True, help=f"Show all, not only {SHOWN}.")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE | FOLDER | ADDRESS | -...")
@click.option(
    "--published",
    callback=dates.moment,
    metavar="DATE",
    help="When a report was published that does not say so: 2025-04-28.",
)
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.pass_obj
def add(address: str, files: tuple[str, ...], published: datetime | None, workers: int) -> None:
    """Read reports into the ledger and link them to what is there.

    What the ledger has already is passed over, so an interrupted `add` goes on when
    the same command is given again. The ledger is made where there is none.
    """
    with ExitStack() as stack:
        ledger = stack.enter_context(opened(address, make=True))
        wish = stack.enter_context(finishing())
        advance = stack.enter_context(progress(list(files), shown=True))
        for reading in ledger.add(_reports(files, published, wish), workers=workers):
            if reading.failure is not None:
                click.echo(f"reportedly: {' '.join(_complaint(reading.report, reading.failure).split())}", err=True)
            advance(ledger.tally["failed"])
        tally = ledger.tally
        parts = [f"{tally['new']:,} new", f"{tally['known']:,} known"]
        if tally["revisions"]:
            parts.append(f"{tally['revisions']:,} revision{'s' if tally['revisions'] > 1 else ''}")
        if tally["failed"]:
            parts.append(f"{tally['failed']:,} failed")
        click.echo(f"{ledger.address}: {', '.join(parts)}", err=True)
        if wish.to_stop:
            click.echo("reportedly: interrupted; the same command goes on", err=True)
            raise click.exceptions.Exit(INTERRUPTED)
        if tally["failed"]:
            raise click.exceptions.Exit(1)


@click.command()
@_as_json
@_as_of
@_all
@click.pass_obj
def claims(address: str, as_json: bool, as_of: date | None, everything: bool) -> None:
    """What is said, by how many, and where it stands.

    The table leaves out what only one statement says, unless --all is given.
    """
    with opened(address) as ledger:
        found = ledger.claims(as_of=as_of)
    if as_json:
        from reportedly.export.record import claim_json

        _print(map(claim_json, found))
        return
    from reportedly.cli import ledger_tables

    shown = found if everything else [c for c in found if len(c.statements) > 1][:SHOWN]
    _show(ledger_tables.claims(shown), len(shown), len(found), "claims")


@click.command()
@_as_json
@_as_of
@_all
@click.pass_obj
def disputes(address: str, as_json: bool, as_of: date | None, everything: bool) -> None:
    """What one party affirms and another denies, last spoken of first."""
    with opened(address) as ledger:
        found = ledger.disputes(as_of=as_of)
    if as_json:
        from reportedly.export.record import claim_json

        _print(map(claim_json, found))
        return
    from reportedly.cli import ledger_tables

    shown = found if everything else found[:SHOWN]
    _show(ledger_tables.claims(shown), len(shown), len(found), "disputes")


@click.command()
@click.argument("claim_id", metavar="ID")
@_as_json
@_as_of
@click.pass_obj
def claim(address: str, claim_id: str, as_json: bool, as_of: date | None) -> None:
    """One claim: positions, statements, numbers, and how it came to its status.

    ID may be the beginning of an id.
    """
    with opened(address) as ledger:
        found = ledger.claim(claim_id, as_of=as_of)
        if as_json:
            from reportedly.export.record import claim_json

            _print([claim_json(found)])
            return
        reports = ledger.reports_of(s.report for s in found.statements)
        steps = [c for c in ledger.changes(as_of=as_of) if c.claim == found.id]
    from reportedly.cli import ledger_tables

    ledger_tables.console().print(ledger_tables.claim(found, reports, steps))


@click.command()
@_as_json
@_as_of
@_all
@click.pass_obj
def changes(address: str, as_json: bool, as_of: date | None, everything: bool) -> None:
    """What changed, when and why: the status of claims, oldest first.

    The table leaves out claims as they first appear, unless --all is given.
    """
    with opened(address) as ledger:
        found = ledger.changes(as_of=as_of)
    if as_json:
        from reportedly.export.record import change_json

        _print(map(change_json, found))
        return
    from reportedly.cli import ledger_tables

    shown = found if everything else [c for c in found if c.before is not None][-SHOWN:]
    _show(ledger_tables.changes(shown), len(shown), len(found), "changes")


@click.command()
@_as_json
@_as_of
@_all
@click.pass_obj
def origins(address: str, as_json: bool, as_of: date | None, everything: bool) -> None:
    """Which reports are one text: copies, cuts and light edits count once.

    The table leaves out texts that one report alone has, unless --all is given.
    """
    with opened(address) as ledger:
        found = ledger.origins(as_of=as_of)
        shown = found if everything else [o for o in found if len(o.reports) > 1][:SHOWN]
        reports = {} if as_json else ledger.reports_of(r for o in shown for r in o.reports)
    if as_json:
        from reportedly.export.record import origin_json

        _print(map(origin_json, found))
        return
    from reportedly.cli import ledger_tables

    _show(ledger_tables.origins(shown, reports), len(shown), len(found), "origins")


@click.command()
@_as_json
@_as_of
@_all
@click.pass_obj
def forecasts(address: str, as_json: bool, as_of: date | None, everything: bool) -> None:
    """What was foretold, by whom, for when, and what became of it."""
    with opened(address) as ledger:
        found = ledger.forecasts(as_of=as_of)
        shown = found if everything else found[-SHOWN:]
        reports = {} if as_json else ledger.reports_of(f.report for f in shown)
    if as_json:
        from reportedly.export.record import forecast_json

        _print(map(forecast_json, found))
        return
    from reportedly.cli import ledger_tables

    _show(ledger_tables.forecasts(shown, reports), len(shown), len(found), "forecasts")


@click.command()
@click.option("--rebuild", is_flag=True, help="Forget everything derived and derive it anew from the readings.")
@click.pass_obj
def link(address: str, rebuild: bool) -> None:
    """Link what was read but not linked, as after an interrupted `add`."""
    with opened(address) as ledger:
        count = ledger.rebuild() if rebuild else ledger.link()
    click.echo(f"{ledger.address}: {count:,} reports linked", err=True)


@click.command()
@click.pass_obj
def verify(address: str) -> None:
    """Check every anchor, every id and everything derived; exit 1 where something is wrong."""
    with opened(address) as ledger:
        problems = ledger.verify()
        waiting = ledger.waiting()
        count = len(ledger.reports())
    for problem in problems:
        click.echo(problem)
    if waiting:
        click.echo(f"{waiting:,} reports are read but not linked yet: `reportedly link` goes on", err=True)
    if problems:
        click.echo(f"{ledger.address}: {len(problems):,} problems", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"{ledger.address}: {count:,} reports, everything holds", err=True)


@contextmanager
def opened(address: str, *, make: bool = False) -> Iterator[Ledger]:
    """The ledger at an address; only `add` makes a new one."""
    from reportedly.ledger import Ledger

    with Ledger(address, make=make) as ledger:
        yield ledger


def _reports(files: tuple[str, ...], published: datetime | None, wish: Wish) -> Iterator[Report | IntakeError]:
    from reportedly.intake import open_all

    for where in files:
        for report in open_all(where, published=published):
            if wish.to_stop:
                return
            yield report


def _complaint(report: Report, failure: str) -> str:
    name = report.title or report.url or report.id
    return failure if failure.startswith(name) else f"{name}: {failure}"


def _print(values: Iterable[dict[str, Any]]) -> None:
    from reportedly.cli.printing import print_json

    for value in values:
        print_json(value)


def _show(table: RenderableType, shown: int, found: int, what: str) -> None:
    from reportedly.cli import ledger_tables

    if shown:
        ledger_tables.console().print(table)
    hint = "; --all shows them" if shown < found else ""
    click.echo(f"{shown:,} of {found:,} {what}{hint}", err=True)
