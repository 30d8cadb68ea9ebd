"""The commands that query a ledger: claims, disputes, changes, origins, forecasts, numbers, timeline, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli import dates
from reportedly.cli.ledger import open_to_read
from reportedly.cli.listing import Noun, as_of, listing, topic
from reportedly.cli.printing import print_json, print_one
from reportedly.listing import Filter
from reportedly.record import Change, Claim, DatedItem, ForecastRecord, NumberRecord, Origin, SourceRecord

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from reportedly.cli.listing import ListingOptions
    from reportedly.listing import Page


@click.command(short_help="Claims: what is said, by how many, and the status.")
@listing
@topic
@as_of
@click.pass_obj
def claims(address: str, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """Claims: what is said, by how many, and the status; those that matter most first.

    They are ranked by parties for and against, independent origins, changes and recency. The table leaves out claims of
    one voice and claims without a wording that stands alone, unless --all is given: then those last spoken of come
    first, as they do in JSON, CSV and Parquet.
    """
    with open_to_read(address) as ledger:
        found = ledger.claims(Filter(as_of=as_of, topic=topic, notable=options.brief), **options.rows)
    _claims(options, found, Noun("claim", "claims", "that matter", "that matters"))


@click.command(short_help="Claims that one party affirms and another denies.")
@listing
@topic
@as_of
@click.pass_obj
def disputes(address: str, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """Claims that one party affirms and another denies, those last spoken of first."""
    with open_to_read(address) as ledger:
        found = ledger.disputes(Filter(as_of=as_of, topic=topic), **options.rows)
    _claims(options, found, Noun("disputed claim", "disputed claims"))


@click.command(short_help="One claim: positions, statements, numbers, history.")
@click.argument("claim_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.option("--chain", is_flag=True, help="Who said it first and who took it up: texts in order of time.")
@as_of
@click.pass_obj
def claim(address: str, claim_id: str, as_json: bool, chain: bool, as_of: date | None) -> None:
    """One claim: positions, statements, numbers, and the changes of its status.

    ID may be the beginning of an id. With --chain: who said it first, then which outlets and actors took it up, through
    whom it came, and what each text added; copies of one text are folded.
    """
    from reportedly.cli import ledger_tables, query_tables

    with open_to_read(address) as ledger:
        if chain:
            texts = ledger.chain(claim_id, as_of=as_of)
            print_one(texts, lambda: query_tables.chain(texts), as_json=as_json)
            return
        found = ledger.claim(claim_id, as_of=as_of)

        def show() -> RenderableType:
            reports = ledger.reports_of(s.report for s in found.statements)
            steps = [c for c in ledger.changes(Filter(as_of=as_of, claim=found.id)) if c.before is not c.after]
            return ledger_tables.claim(found, reports, steps)

        print_one(found, show, as_json=as_json)


@click.command(short_help="Changes of status, when and why.")
@listing
@topic
@as_of
@click.pass_obj
def changes(address: str, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """Changes in claims, when and why, oldest first; --limit shows the latest.

    The table shows what an analyst would act on: denials, admissions, new opposition, corroboration, words that are
    withdrawn, figures that move. --all shows new claims and first named sources, too.
    """
    from reportedly.cli import ledger_tables

    wanted = Filter(as_of=as_of, topic=topic, notable=options.brief, newest_first=True)
    with open_to_read(address) as ledger:
        shown = ledger.changes(wanted, **options.rows).backwards()
    noun = Noun("change", "changes", "to act on", latest=True)
    options.show(shown, noun, Change, lambda: ledger_tables.changes(shown))


@click.command(short_help="Which reports are one text.")
@listing
@topic
@as_of
@click.pass_obj
def origins(address: str, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """Origins: reports that are one text, the latest first; copies, cuts and light edits count once.

    The table leaves out texts of only one report, unless --all is given.
    """
    from reportedly.cli import ledger_tables

    with open_to_read(address) as ledger:
        shown = ledger.origins(Filter(as_of=as_of, topic=topic, multiple=options.brief), **options.rows)
        reports = ledger.reports_of(r for o in shown for r in o.reports) if options.for_people else {}
    noun = Noun("origin", "origins", "of several reports")
    options.show(shown, noun, Origin, lambda: ledger_tables.origins(shown, reports))


@click.command(short_help="Forecasts, and what became of them.")
@listing
@topic
@as_of
@click.pass_obj
def forecasts(address: str, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """Forecasts: who made them, when they fall due, and what became of them; --limit shows the latest."""
    from reportedly.cli import ledger_tables

    with open_to_read(address) as ledger:
        shown = ledger.forecasts(Filter(as_of=as_of, topic=topic, newest_first=True), **options.rows).backwards()
        reports = ledger.reports_of(f.report for f in shown) if options.for_people else {}
    noun = Noun("forecast", "forecasts", latest=True)
    options.show(shown, noun, ForecastRecord, lambda: ledger_tables.forecasts(shown, reports))


@click.command(short_help="Claimed numbers, and which exclude each other.")
@click.argument("claim_id", metavar="[CLAIM]", required=False)
@listing
@topic
@as_of
@click.pass_obj
def numbers(address: str, claim_id: str | None, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """Claimed numbers as ranges, by source and day, and which exclude each other; they are never averaged.

    All claims, or the one whose id begins with CLAIM.
    """
    from reportedly.cli import query_tables

    with open_to_read(address) as ledger:
        shown = ledger.numbers(Filter(claim=claim_id, topic=topic, as_of=as_of), **options.rows)
    options.show(shown, Noun("number", "numbers"), NumberRecord, lambda: query_tables.numbers(shown))


@click.command(short_help="Statements and events by date.")
@click.option("--since", callback=dates.day, metavar="DATE", help="On that day or later.")
@click.option("--until", callback=dates.day, metavar="DATE", help="On that day or earlier.")
@listing
@topic
@as_of
@click.pass_obj
def timeline(
    address: str,
    since: date | None,
    until: date | None,
    options: ListingOptions,
    topic: str | None,
    as_of: date | None,
) -> None:
    """Statements and event mentions in order of their dates."""
    from reportedly.cli import query_tables

    with open_to_read(address) as ledger:
        shown = ledger.timeline(Filter(since=since, until=until, topic=topic, as_of=as_of), **options.rows)
    options.show(shown, Noun("entry", "entries"), DatedItem, lambda: query_tables.timeline(shown))


@click.command(short_help="Sources, and what became of their statements.")
@listing
@topic
@as_of
@click.pass_obj
def sources(address: str, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """Sources: how much each said, how often others affirmed or denied it later, and its forecasts."""
    from reportedly.cli import query_tables

    with open_to_read(address) as ledger:
        shown = ledger.sources(Filter(as_of=as_of, topic=topic), **options.rows)
    options.show(shown, Noun("source", "sources"), SourceRecord, lambda: query_tables.sources(shown))


@click.command(short_help="One source: statements and forecasts.")
@click.argument("name", metavar="NAME")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@as_of
@click.pass_obj
def source(address: str, name: str, as_json: bool, as_of: date | None) -> None:
    """One source: its statements, who affirmed or denied them later, its forecasts and their outcomes."""
    with open_to_read(address) as ledger:
        found = ledger.source(name, as_of=as_of)
    if as_json:
        from reportedly.export.record import account_json

        print_json(account_json(found))
        return
    from reportedly.cli import query_tables
    from reportedly.cli.console import table_console

    table_console().print(query_tables.source(found))


def _claims(options: ListingOptions, shown: Page[Claim], noun: Noun) -> None:
    from reportedly.cli import ledger_tables

    options.show(shown, noun, Claim, lambda: ledger_tables.claims(shown))
