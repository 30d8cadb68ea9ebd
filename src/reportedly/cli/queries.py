"""The commands that ask a ledger: each a table for people, JSON, CSV or Parquet for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli import dates
from reportedly.cli.ledger import open_to_read
from reportedly.cli.listing import Noun, as_of, listing
from reportedly.cli.printing import print_json
from reportedly.listing import Filter
from reportedly.record import Change, Claim, DatedItem, ForecastRecord, NumberRecord, Origin, SourceRecord

if TYPE_CHECKING:
    from datetime import date

    from reportedly.cli.listing import ListingOptions
    from reportedly.listing import Page


@click.command(short_help="What is said, by how many, and where it stands.")
@listing
@as_of
@click.pass_obj
def claims(address: str, options: ListingOptions, as_of: date | None) -> None:
    """What is said, by how many, and where it stands; what was spoken of last comes first.

    The table leaves out what only one statement says, unless --all is given.
    """
    with open_to_read(address) as ledger:
        found = ledger.claims(Filter(as_of=as_of, multiple=options.brief), **options.rows)
    _claims(options, found, Noun("claim", "claims", "of several statements"))


@click.command(short_help="What one party affirms and another denies.")
@listing
@as_of
@click.pass_obj
def disputes(address: str, options: ListingOptions, as_of: date | None) -> None:
    """What one party affirms and another denies, last spoken of first."""
    with open_to_read(address) as ledger:
        found = ledger.disputes(Filter(as_of=as_of), **options.rows)
    _claims(options, found, Noun("disputed claim", "disputed claims"))


@click.command(short_help="One claim: positions, statements, numbers, history.")
@click.argument("claim_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@as_of
@click.pass_obj
def claim(address: str, claim_id: str, as_json: bool, as_of: date | None) -> None:
    """One claim: positions, statements, numbers, and how it came to its status.

    ID may be the beginning of an id.
    """
    with open_to_read(address) as ledger:
        found = ledger.claim(claim_id, as_of=as_of)
        if as_json:
            from reportedly.export.record import record_json

            print_json(record_json(found))
            return
        reports = ledger.reports_of(s.report for s in found.statements)
        steps = ledger.changes(Filter(as_of=as_of, claim=found.id))
    from reportedly.cli import ledger_tables

    ledger_tables.console().print(ledger_tables.claim(found, reports, steps))


@click.command(short_help="What changed, when and why.")
@listing
@as_of
@click.pass_obj
def changes(address: str, options: ListingOptions, as_of: date | None) -> None:
    """What changed, when and why: the status of claims, oldest first; --limit keeps the latest.

    The table leaves out claims as they first appear, unless --all is given.
    """
    from reportedly.cli import ledger_tables

    wanted = Filter(as_of=as_of, status_changed=options.brief, newest_first=True)
    with open_to_read(address) as ledger:
        shown = ledger.changes(wanted, **options.rows).backwards()
    noun = Noun("change", "changes", "from one status to another", latest=True)
    options.show(shown, noun, Change, lambda: ledger_tables.changes(shown))


@click.command(short_help="Which reports are one text.")
@listing
@as_of
@click.pass_obj
def origins(address: str, options: ListingOptions, as_of: date | None) -> None:
    """Which reports are one text, the latest first: copies, cuts and light edits count once.

    The table leaves out texts that one report alone has, unless --all is given.
    """
    from reportedly.cli import ledger_tables

    with open_to_read(address) as ledger:
        shown = ledger.origins(Filter(as_of=as_of, multiple=options.brief), **options.rows)
        reports = ledger.reports_of(r for o in shown for r in o.reports) if options.for_people else {}
    noun = Noun("origin", "origins", "of several reports")
    options.show(shown, noun, Origin, lambda: ledger_tables.origins(shown, reports))


@click.command(short_help="What was foretold, and what became of it.")
@listing
@as_of
@click.pass_obj
def forecasts(address: str, options: ListingOptions, as_of: date | None) -> None:
    """What was foretold, by whom, for when, and what became of it; --limit keeps the latest."""
    from reportedly.cli import ledger_tables

    with open_to_read(address) as ledger:
        shown = ledger.forecasts(Filter(as_of=as_of, newest_first=True), **options.rows).backwards()
        reports = ledger.reports_of(f.report for f in shown) if options.for_people else {}
    noun = Noun("forecast", "forecasts", latest=True)
    options.show(shown, noun, ForecastRecord, lambda: ledger_tables.forecasts(shown, reports))


@click.command(short_help="Claimed numbers, and what excludes what.")
@click.argument("claim_id", metavar="[CLAIM]", required=False)
@listing
@as_of
@click.pass_obj
def numbers(address: str, claim_id: str | None, options: ListingOptions, as_of: date | None) -> None:
    """Claimed numbers as ranges by source over time, with what excludes what; never averaged.

    Of all claims, or of the one whose id begins with CLAIM.
    """
    from reportedly.cli import query_tables

    with open_to_read(address) as ledger:
        shown = ledger.numbers(Filter(claim=claim_id, as_of=as_of), **options.rows)
    options.show(shown, Noun("number", "numbers"), NumberRecord, lambda: query_tables.numbers(shown))


@click.command(short_help="What is dated, in order.")
@click.option("--since", callback=dates.day, metavar="DATE", help="On that day or later.")
@click.option("--until", callback=dates.day, metavar="DATE", help="On that day or earlier.")
@listing
@as_of
@click.pass_obj
def timeline(address: str, since: date | None, until: date | None, options: ListingOptions, as_of: date | None) -> None:
    """What is dated, in order: when statements were made, when things are said to happen."""
    from reportedly.cli import query_tables

    with open_to_read(address) as ledger:
        shown = ledger.timeline(Filter(since=since, until=until, as_of=as_of), **options.rows)
    options.show(shown, Noun("entry", "entries"), DatedItem, lambda: query_tables.timeline(shown))


@click.command(short_help="Who is heard, and what others made of it later.")
@listing
@as_of
@click.pass_obj
def sources(address: str, options: ListingOptions, as_of: date | None) -> None:
    """Who is heard: how much each source said, how often others affirmed or denied it later, its forecasts."""
    from reportedly.cli import query_tables

    with open_to_read(address) as ledger:
        shown = ledger.sources(Filter(as_of=as_of), **options.rows)
    options.show(shown, Noun("source", "sources"), SourceRecord, lambda: query_tables.sources(shown))


@click.command(short_help="One source: what it said and foretold.")
@click.argument("name", metavar="NAME")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@as_of
@click.pass_obj
def source(address: str, name: str, as_json: bool, as_of: date | None) -> None:
    """One source: what it said, who said the same or the opposite later, its forecasts and their outcomes."""
    with open_to_read(address) as ledger:
        found = ledger.source(name, as_of=as_of)
    if as_json:
        from reportedly.export.record import account_json

        print_json(account_json(found))
        return
    from reportedly.cli import ledger_tables, query_tables

    ledger_tables.console().print(query_tables.source(found))


def _claims(options: ListingOptions, shown: Page[Claim], noun: Noun) -> None:
    from reportedly.cli import ledger_tables

    options.show(shown, noun, Claim, lambda: ledger_tables.claims(shown))
