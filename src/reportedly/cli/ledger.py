"""Opening a ledger for a command, and linking it with a bar to watch."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from reportedly.cli import INTERRUPTED
from reportedly.cli.progress import Stopped, steps, stop_on_interrupt
from reportedly.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.cli.progress import QueryProgress
    from reportedly.ledger import Ledger
    from reportedly.linking.adjudicator import Adjudicator, Service


def link_with_progress(
    link: Callable[[Callable[[int, int], None]], int],
    asked: QueryProgress | None = None,
    *,
    again: bool = False,
    step: str = "linked",
) -> int:
    """Run `link`, `rebuild` or `embed` of a ledger with a bar; Ctrl-C ends it, and the command, between two reports.

    `again` if what is linked already is linked again, which is kept as a whole or not at all.
    """
    with steps() as advance, stop_on_interrupt() as stop:
        if asked is not None:
            asked.show = partial(advance, "asked")
        try:
            return link(stop.checked(partial(advance, step)))
        except Stopped:
            goes_on = "starts again" if again else "continues"
            click.echo(f"reportedly: interrupted; `reportedly link` {goes_on}", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None


@contextmanager
def open_ledger(
    address: str, *, make: bool = False, adjudicator: Adjudicator | Service | None = None, links: bool = False
) -> Iterator[Ledger]:
    """Open the ledger at an address; with `make` create it if it does not exist.

    A ledger of an earlier version is linked again first, and so is what a judgement, a late report or a rebuild left
    before an interruption, unless the command links anyway.
    """
    from reportedly.ledger import Ledger

    with Ledger(address, make=make, adjudicator=adjudicator) as ledger:
        if ledger.outdated():
            waiting = ledger.waiting()
            click.echo(f"{ledger.address}: made by an earlier version; linking {waiting:,} reports again", err=True)
            link_with_progress(ledger.link)
        elif not links and ledger.interrupted():
            what = "a judgement, a late report or a rebuild was not linked to the end"
            click.echo(f"{ledger.address}: {what}; linking {ledger.waiting():,} reports now", err=True)
            try:
                link_with_progress(ledger.link, again=True)
            except StoreError as problem:  # a damaged ledger can still be verified and salvaged
                click.echo(f"reportedly: {problem}", err=True)
        yield ledger


@contextmanager
def open_to_read(address: str) -> Iterator[Ledger]:
    """Open a ledger for a query; a note says if reports are not linked yet and therefore missing from the answer."""
    with open_ledger(address) as ledger:
        if waiting := ledger.waiting():
            number = f"{waiting:,} report{' is' if waiting == 1 else 's are'}"
            click.echo(f"reportedly: {number} not linked yet and left out: `reportedly link` continues", err=True)
        yield ledger
