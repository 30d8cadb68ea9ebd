"""`reportedly events`: what happened, and which reports are about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import open_to_read
from reportedly.cli.listing import Noun, as_of, listing, topic

if TYPE_CHECKING:
    from datetime import date

    from reportedly.cli.listing import ListingOptions


@click.command(short_help="What happened, and which reports are about it.")
@listing
@topic
@as_of
@click.pass_obj
def events(address: str, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """What happened, by the first words of reports, and which reports are about it; those with the latest report first.

    The table leaves out events of only one report, unless --all is given.
    """
    from reportedly.cli import query_tables
    from reportedly.listing import Filter
    from reportedly.record import EventRecord

    with open_to_read(address) as ledger:
        shown = ledger.events(Filter(as_of=as_of, topic=topic, multiple=options.brief), **options.rows)
    noun = Noun("Event", "Events", "of several reports")
    options.show(shown, noun, EventRecord, lambda: query_tables.events(shown))
