"""`reportedly new`: what to look at first, and a mark of what has been seen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import open_to_read
from reportedly.cli.listing import Noun, as_of, listing, topic
from reportedly.cli.signature import by
from reportedly.listing import Filter
from reportedly.record import NewsItem

if TYPE_CHECKING:
    from reportedly.cli.listing import ListingOptions

LAST = "last"


def _since(_context: click.Context, _option: click.Parameter, value: str) -> date | None:
    """A day; None for "last"."""
    try:
        return None if value == LAST else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is neither a day nor `last`: write it as 2025-04-28") from None


@click.command("new", short_help="What to look at first: what is new, ranked.")
@click.option(
    "--since",
    default=LAST,
    callback=_since,
    metavar="DATE|last",
    help="Published on that day or later; `last` (the default): added since your mark.",
)
@click.option("--mark", "marks", is_flag=True, help="Move your mark here: what is in the ledger now has been seen.")
@by
@listing
@topic
@as_of
@click.pass_obj
def new(
    address: str,
    since: date | None,
    marks: bool,
    by: str,
    options: ListingOptions,
    topic: str | None,
    as_of: date | None,
) -> None:
    """What is new on claims, what matters most first, each with its reason in one sentence.

    Admissions, new opposition, denials, words that are withdrawn and figures that move come before claims that further
    parties or texts carry; among them those on which more parties take sides, in more independent texts. The table
    shows claims that matter; --all shows the others, too.

    The mark belongs to a name (--by) and is kept in the ledger. It counts what was added, whenever that was published.
    """
    if marks and as_of:
        raise click.UsageError("--mark marks what is in the ledger now: leave out --as-of")
    if marks and topic:
        raise click.UsageError("--mark marks all that is in the ledger: leave out --topic")
    from reportedly.cli import ledger_tables

    with open_to_read(address) as ledger:
        until = ledger.marks.number()
        mark = ledger.marks.of(by) if since is None else None
        wanted = Filter(as_of=as_of, topic=topic, since=since, notable=options.brief)
        shown = ledger.news(wanted, seen=None if mark is None else mark.number, **options.rows)
        noun = Noun("claim with news", "claims with news", "that matter", "that matters")
        options.show(shown, noun, NewsItem, lambda: ledger_tables.news(shown))
        if since is None and options.for_people:
            known = f"since the mark of {by}, {mark.at:%Y-%m-%d %H:%M} UTC" if mark else f"{by} has no mark: all is new"
            click.echo(f"reportedly: {known}", err=True)
        if marks:
            ledger.marks.move(by, until)
            click.echo(f"reportedly: marked as seen by {by} until here", err=True)
