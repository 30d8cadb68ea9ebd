"""The commands that ask a ledger: each a table for people, JSON, CSV or Parquet for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli import dates
from reportedly.cli.ledger import asked
from reportedly.cli.listing import What, as_of, listing
from reportedly.cli.printing import print_json

if TYPE_CHECKING:
    from datetime import date

    from reportedly.cli.listing import Form
    from reportedly.record import Claim


@click.command(short_help="What is said, by how many, and where it stands.")
@listing
@as_of
@click.pass_obj
def claims(address: str, form: Form, as_of: date | None) -> None:
    """What is said, by how many, and where it stands; what was spoken of last comes first.

    The table leaves out what only one statement says, unless --all is given.
    """
    with asked(address) as ledger:
        found = ledger.claims(as_of=as_of, several=form.brief, **form.asked)
    _claims(form, found, What("claim", "claims", "of several statements"))


@click.command(short_help="What one party affirms and another denies.")
@listing
@as_of
@click.pass_obj
def disputes(address: str, form: Form, as_of: date | None) -> None:
    """What one party affirms and another denies, last spoken of first."""
    with asked(address) as ledger:
        found = ledger.disputes(as_of=as_of, **form.asked)
    _claims(form, found, What("disputed claim", "disputed claims"))


@click.command(short_help="One claim: positions, statements, numbers, history.")
@click.argument("claim_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@as_of
@click.pass_obj
def claim(address: str, claim_id: str, as_json: bool, as_of: date | None) -> None:
    """One claim: positions, statements, numbers, and how it came to its status.

    ID may be the beginning of an id.
    """
    with asked(address) as ledger:
        found = ledger.claim(claim_id, as_of=as_of)
        if as_json:
            from reportedly.export.record import record_json

            print_json(record_json(found))
            return
        reports = ledger.reports_of(s.report for s in found.statements)
        steps = ledger.changes(as_of=as_of, claim=found.id)
    from reportedly.cli import ledger_tables

    ledger_tables.console().print(ledger_tables.claim(found, reports, steps))


@click.command(short_help="What changed, when and why.")
@listing
@as_of
@click.pass_obj
def changes(address: str, form: Form, as_of: date | None) -> None:
    """What changed, when and why: the status of claims, oldest first; --limit keeps the latest.

    The table leaves out claims as they first appear, unless --all is given.
    """
    from reportedly.cli import ledger_tables
    from reportedly.record import Change

    with asked(address) as ledger:
        latest, more = form.cut(ledger.changes(as_of=as_of, moved=form.brief, newest_first=True, **form.asked))
    shown = latest[::-1]
    what = What("change", "changes", "from one status to another", latest=True)
    form.give((shown, more), what, Change, lambda: ledger_tables.changes(shown))


@click.command(short_help="Which reports are one text.")
@listing
@as_of
@click.pass_obj
def origins(address: str, form: Form, as_of: date | None) -> None:
    """Which reports are one text, the latest first: copies, cuts and light edits count once.

    The table leaves out texts that one report alone has, unless --all is given.
    """
    from reportedly.cli import ledger_tables
    from reportedly.record import Origin

    with asked(address) as ledger:
        shown, more = form.cut(ledger.origins(as_of=as_of, copied=form.brief, **form.asked))
        reports = ledger.reports_of(r for o in shown for r in o.reports) if form.for_people else {}
    what = What("origin", "origins", "of several reports")
    form.give((shown, more), what, Origin, lambda: ledger_tables.origins(shown, reports))


@click.command(short_help="What was foretold, and what became of it.")
@listing
@as_of
@click.pass_obj
def forecasts(address: str, form: Form, as_of: date | None) -> None:
    """What was foretold, by whom, for when, and what became of it; --limit keeps the latest."""
    from reportedly.cli import ledger_tables
    from reportedly.record import ForecastRecord

    with asked(address) as ledger:
        latest, more = form.cut(ledger.forecasts(as_of=as_of, newest_first=True, **form.asked))
        shown = latest[::-1]
        reports = ledger.reports_of(f.report for f in shown) if form.for_people else {}
    what = What("forecast", "forecasts", latest=True)
    form.give((shown, more), what, ForecastRecord, lambda: ledger_tables.forecasts(shown, reports))


@click.command(short_help="Claimed numbers, and what excludes what.")
@click.argument("claim_id", metavar="[CLAIM]", required=False)
@listing
@as_of
@click.pass_obj
def numbers(address: str, claim_id: str | None, form: Form, as_of: date | None) -> None:
    """Claimed numbers as ranges by source over time, with what excludes what; never averaged.

    Of all claims, or of the one whose id begins with CLAIM.
    """
    from reportedly.cli import query_tables
    from reportedly.record import NumberRecord

    with asked(address) as ledger:
        shown, more = form.cut(ledger.numbers(claim_id, as_of=as_of, **form.asked))
    form.give((shown, more), What("number", "numbers"), NumberRecord, lambda: query_tables.numbers(shown))


@click.command(short_help="What is dated, in order.")
@click.option("--since", callback=dates.day, metavar="DATE", help="On that day or later.")
@click.option("--until", callback=dates.day, metavar="DATE", help="On that day or earlier.")
@listing
@as_of
@click.pass_obj
def timeline(address: str, since: date | None, until: date | None, form: Form, as_of: date | None) -> None:
    """What is dated, in order: when statements were made, when things are said to happen."""
    from reportedly.cli import query_tables
    from reportedly.record import Moment

    with asked(address) as ledger:
        shown, more = form.cut(ledger.timeline(since=since, until=until, as_of=as_of, **form.asked))
    form.give((shown, more), What("entry", "entries"), Moment, lambda: query_tables.timeline(shown))


@click.command(short_help="Who is heard, and what others made of it later.")
@listing
@as_of
@click.pass_obj
def sources(address: str, form: Form, as_of: date | None) -> None:
    """Who is heard: how much each source said, how often others affirmed or denied it later, its forecasts."""
    from reportedly.cli import query_tables
    from reportedly.record import SourceRecord

    with asked(address) as ledger:
        shown, more = form.cut(ledger.sources(as_of=as_of, **form.asked))
    form.give((shown, more), What("source", "sources"), SourceRecord, lambda: query_tables.sources(shown))


@click.command(short_help="One source: what it said and foretold.")
@click.argument("name", metavar="NAME")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@as_of
@click.pass_obj
def source(address: str, name: str, as_json: bool, as_of: date | None) -> None:
    """One source: what it said, who said the same or the opposite later, its forecasts and their outcomes."""
    with asked(address) as ledger:
        found = ledger.source(name, as_of=as_of)
    if as_json:
        from reportedly.export.record import account_json

        print_json(account_json(found))
        return
    from reportedly.cli import ledger_tables, query_tables

    ledger_tables.console().print(query_tables.source(found))


def _claims(form: Form, found: list[Claim], what: What) -> None:
    from reportedly.cli import ledger_tables
    from reportedly.record import Claim

    shown, more = form.cut(found)
    form.give((shown, more), what, Claim, lambda: ledger_tables.claims(shown))
