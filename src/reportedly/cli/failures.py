"""`reportedly failures`: inputs that could not be taken in or read, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import open_ledger
from reportedly.cli.listing import Noun, listing

if TYPE_CHECKING:
    from reportedly.cli.listing import ListingOptions


@click.command(short_help="Inputs that could not be taken in or read, and why.")
@listing
@click.pass_obj
def failures(address: str, options: ListingOptions) -> None:
    """Inputs that could not be taken in or read, and why, oldest first; --limit shows the latest.

    They stay on record when they are repaired and added again.
    """
    from reportedly.cli import ledger_tables
    from reportedly.record import Failure

    with open_ledger(address) as ledger:
        shown = options.latest(ledger.failures())
    noun = Noun("failure", "failures", latest=True)
    options.show(shown, noun, Failure, lambda: ledger_tables.failures(shown))
