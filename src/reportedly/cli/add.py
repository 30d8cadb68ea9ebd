"""The commands that add reports and link them."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli import INTERRUPTED, corpus, dates, intake, signature
from reportedly.cli.adjudicator import adjudicator, chosen
from reportedly.cli.ledger import link_with_progress, open_ledger
from reportedly.cli.progress import QueryProgress, Stopped, progress, stop_on_interrupt

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

    from reportedly.cli.progress import StopRequest
    from reportedly.errors import IntakeError
    from reportedly.ledger.linker.embedding_engine import EmbeddingEngine
    from reportedly.model import Report


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE | FOLDER | ADDRESS | -...")
@click.option(
    "--published",
    callback=dates.moment,
    metavar="DATE",
    help="Date of reports that do not say when they were published: 2025-04-28.",
)
@intake.columns
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@adjudicator
@signature.by
@click.pass_obj
@intake.with_formats
def add(
    address: str,
    files: tuple[str, ...],
    published: datetime | None,
    columns: dict[str, str] | None,
    fetches: bool,
    workers: int,
    judge: str | None,
    by: str,
) -> None:
    """Read reports into the ledger and link them with the others.

    FORMATS

    Reports that the ledger already has are skipped, so after an interruption the same
    command continues. The ledger is created if it does not exist.
    """
    from reportedly.corpus.manifest import is_corpus
    from reportedly.intake import open_all

    for where in files:
        if is_corpus(Path(where)):
            raise click.UsageError(f"{where} holds readings, not reports: `reportedly import {where}` takes them in")
    with ExitStack() as stack:
        asked = QueryProgress()
        judging = stack.enter_context(chosen(judge, asked))
        ledger = stack.enter_context(open_ledger(address, make=True, adjudicator=judging))
        stop = stack.enter_context(stop_on_interrupt())
        bars = stack.enter_context(progress(list(files), shown=True))
        asked.show = bars.queried
        found = chain.from_iterable(
            open_all(where, published=published, columns=columns, fetches=fetches) for where in files
        )
        readings = ledger.add(_until(stop, found), workers=workers, by=by, progress=stop.checked(bars.linked))
        with suppress(Stopped):
            for reading in readings:
                if reading.failure is not None:
                    click.echo(f"reportedly: {' '.join(_complaint(reading.report, reading.failure).split())}", err=True)
                bars.read(ledger.tally["failed"])
        tally = ledger.tally
        click.echo(f"{ledger.address}: {summary(tally)}", err=True)
        if tally["undated"]:
            have, count = ("report has", "counts") if tally["undated"] == 1 else ("reports have", "count")
            undated = f"{tally['undated']:,} new {have} no date and {count} as published now"
            click.echo(f"reportedly: {undated}; `add --published DATE` says when reports were published", err=True)
        if stop.requested:
            click.echo("reportedly: interrupted; the same command continues", err=True)
            raise click.exceptions.Exit(INTERRUPTED)
        if tally["failed"] or tally["known unread"]:
            raise click.exceptions.Exit(1)


@click.command(short_help="Link reports that are not linked yet, or all again.")
@click.option("--rebuild", is_flag=True, help="Derive everything again from the readings, and swap it in at once.")
@click.option("--embed", is_flag=True, help="With --rebuild: compute the vectors of statements again, too.")
@adjudicator
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that compute vectors."
)
@click.option(
    "--engine", type=click.Choice(corpus.ENGINES), help="What computes vectors: processes of this machine, or Ray."
)
@click.option("--address", "ray", metavar="ADDRESS", help="The Ray to compute with: auto, HOST:6379, ray://HOST:10001.")
@click.pass_obj
def link(
    address: str, rebuild: bool, embed: bool, judge: str | None, workers: int, engine: str | None, ray: str | None
) -> None:
    """Link reports that were read but not linked, as after an interrupted `add`.

    With --workers or --engine the vectors of statements are computed first, by many processes
    or machines; the record is the same.
    """
    if embed and not rebuild:
        raise click.UsageError("--embed goes with --rebuild")
    if ray and engine != "ray":
        raise click.UsageError("--address goes with --engine ray")
    asked = QueryProgress()
    with chosen(judge, asked) as judging, open_ledger(address, adjudicator=judging, links=True) as ledger:
        again = rebuild or ledger.interrupted()
        if (embedding := _embedding(engine, workers, ray)) is not None:
            link_with_progress(partial(ledger.embed, embedding, again=embed), again=again, step="embedded")
            embed = False  # their seals are of now
        count = link_with_progress(partial(ledger.rebuild, embed=embed) if rebuild else ledger.link, asked, again=again)
    click.echo(f"{ledger.address}: {count:,} report{'' if count == 1 else 's'} linked", err=True)


def _embedding(engine: str | None, workers: int, ray: str | None) -> EmbeddingEngine | None:
    """What computes vectors before linking; None if linking does."""
    if engine is None and workers == 1:
        return None
    from reportedly.ledger.linker.embedding_engine import LocalEmbedding, RayEmbedding

    return RayEmbedding(workers, ray) if engine == "ray" else LocalEmbedding(workers)


def _until(stop: StopRequest, reports: Iterator[Report | IntakeError]) -> Iterator[Report | IntakeError]:
    for report in reports:
        if stop.requested:
            return
        yield report


def summary(tally: Counter[str]) -> str:
    """What became of the reports: 3 new, 1 known, 1 failed."""
    unread = f" ({tally['known unread']:,} unread)" if tally["known unread"] else ""
    parts = [f"{tally['new']:,} new", f"{tally['known']:,} known{unread}"]
    if tally["revisions"]:
        parts.append(f"{tally['revisions']:,} revision{'s' if tally['revisions'] > 1 else ''}")
    if tally["failed"]:
        parts.append(f"{tally['failed']:,} failed")
    return ", ".join(parts)


def _complaint(report: Report, failure: str) -> str:
    name = report.title or report.url or report.id
    return failure if failure.startswith(name) else f"{name}: {failure}"
