"""`reportedly events` and `tolls`: what happened, which reports are about it, and how many people it befell."""

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


@click.command(short_help="How many dead, injured, missing: by source and day.")
@click.argument("event", metavar="[EVENT]", required=False)
@listing
@topic
@as_of
@click.pass_obj
def tolls(address: str, event: str | None, options: ListingOptions, topic: str | None, as_of: date | None) -> None:
    """How many people Events left dead, injured, missing, held or displaced: every figure by source and day.

    All Events with such figures, or the one whose id begins with EVENT; `reportedly events` lists them. A figure that
    its source replaced later is struck out; figures of soldiers, civilians or children are compared with their like
    only; nothing is averaged. Figures whose own words name another day or place than that of the Event stand beside
    it, by day and place. The table leaves out Events of one figure and single figures beside one, unless --all is
    given.
    """
    from reportedly.cli import query_tables
    from reportedly.listing import Filter, Page
    from reportedly.record import EventTolls

    with open_to_read(address) as ledger:
        if event:
            shown = Page(items=(ledger.tolls_of(event, as_of=as_of),), more=False, **options.rows)
        else:
            shown = ledger.tolls(Filter(as_of=as_of, topic=topic, multiple=options.brief), **options.rows)
    noun = Noun("Event", "Events", "with several figures")
    options.show(shown, noun, EventTolls, lambda: query_tables.tolls(shown, brief=options.brief))
