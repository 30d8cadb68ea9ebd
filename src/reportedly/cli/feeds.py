"""`reportedly feed` and `reportedly calendar`: what is new as Atom, what falls due as iCalendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.document import out, write_document
from reportedly.cli.ledger import open_to_read
from reportedly.cli.listing import as_of, topic

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_desk = click.option(
    "--desk", metavar="ADDRESS", help="Address of a desk of this ledger, for links: https://desk.example.org"
)


@click.command(short_help="Changes, a claim or a search as an Atom feed.")
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option("--claim", "claim_id", metavar="ID", help="Changes and statements of a claim.")
@click.option("--all", "everything", is_flag=True, help="Also new claims and first named sources.")
@_desk
@out
@topic
@as_of
@click.pass_obj
def feed(
    address: str,
    words: tuple[str, ...],
    claim_id: str | None,
    everything: bool,
    desk: str | None,
    out: Path | None,
    topic: str | None,
    as_of: date | None,
) -> None:
    """Write an Atom feed, the latest entries first: what changed, or what is new on a claim or in a search.

    Run it again after each `add`: entries keep their ids, so that readers of feeds show each once.
    """
    from reportedly.export.atom import atom
    from reportedly.ledger import feeds
    from reportedly.listing import Filter

    if words and claim_id:
        raise click.UsageError("give words to search for, or --claim, not both")
    if topic and claim_id:
        raise click.UsageError("give --topic or --claim, not both: a feed of a claim is about that claim")
    with open_to_read(address) as ledger:
        if claim_id:
            made = feeds.claim_feed(ledger, claim_id, as_of)
        elif words:
            made = feeds.search_feed(ledger, Filter(text=" ".join(words), topic=topic, as_of=as_of))
        else:
            made = feeds.changes_feed(
                ledger, Filter(notable=not everything, newest_first=True, topic=topic, as_of=as_of)
            )
    write_document(atom(made, desk=desk), out)


@click.command(short_help="Forecasts by the day they fall due, as iCalendar.")
@click.option("--open", "only_open", is_flag=True, help="Only forecasts whose outcome is not known.")
@_desk
@out
@topic
@as_of
@click.pass_obj
def calendar(
    address: str, only_open: bool, desk: str | None, out: Path | None, topic: str | None, as_of: date | None
) -> None:
    """Write the forecasts that name a day as iCalendar, each on the day on which it falls due."""
    from reportedly.export import icalendar
    from reportedly.listing import Filter
    from reportedly.model import Outcome

    with open_to_read(address) as ledger:
        found = ledger.forecasts(Filter(as_of=as_of, topic=topic, outcome=Outcome.OPEN if only_open else None))
        reports = ledger.reports_of(f.report for f in found)
    write_document(icalendar.calendar(found, reports, desk=desk), out)
    if undated := sum(f.due is None for f in found):
        click.echo(f"reportedly: {undated} forecasts name no day and are left out", err=True)
