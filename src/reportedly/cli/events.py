"""`reportedly events`: the happenings that reports tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import opened
from reportedly.cli.listing import as_of, listing

if TYPE_CHECKING:
    from datetime import date

    from reportedly.cli.listing import Form


@click.command()
@listing
@as_of
@click.pass_obj
def events(address: str, form: Form, as_of: date | None) -> None:
    """What happened, by the first words of reports, and which reports tell of it; the latest told of first.

    The table leaves out what only one report tells of, unless --all is given.
    """
    from reportedly.cli import asking_tables
    from reportedly.record import EventRecord

    shared = form.for_people and not form.everything
    with opened(address) as ledger:
        # One more than is shown, to know whether there are more.
        found = ledger.events(as_of=as_of, shared=shared, limit=form.most and form.most + 1, offset=form.offset)
    shown = found[: form.most]
    total = len(shown) if len(shown) == len(found) and not shared else None
    form.give(shown, total, "Events", EventRecord, lambda: asking_tables.events(shown))
