"""`reportedly failures`: what could not be taken in or read, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import opened
from reportedly.cli.listing import What, listing

if TYPE_CHECKING:
    from reportedly.cli.listing import Form


@click.command(short_help="What could not be taken in or read, and why.")
@listing
@click.pass_obj
def failures(address: str, form: Form) -> None:
    """What could not be taken in or read, and why, oldest first; --limit keeps the latest.

    What was refused stays on record when it is mended and added again.
    """
    from reportedly.cli import ledger_tables
    from reportedly.record import Failure

    with opened(address) as ledger:
        shown, more = form.latest(ledger.failures())
    what = What("failure", "failures", latest=True)
    form.give((shown, more), what, Failure, lambda: ledger_tables.failures(shown))
