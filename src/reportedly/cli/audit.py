"""`reportedly verify`: check a ledger."""

from __future__ import annotations

import click

from reportedly.cli.ledger import open_ledger
from reportedly.cli.progress import steps
from reportedly.cli.terminal import say


@click.command(short_help="Check every anchor, every id, everything derived.")
@click.pass_obj
def verify(address: str) -> None:
    """Check every anchor, every id and everything derived; exit 1 if something is wrong."""
    with open_ledger(address) as ledger, steps() as advance:
        problems = ledger.verify(advance)
        waiting = ledger.waiting()
        count = ledger.count()
    for problem in problems:
        say(problem)
    if waiting:
        click.echo(f"{waiting:,} reports are read but not linked yet: `reportedly link` continues", err=True)
    if problems:
        click.echo(f"{ledger.address}: {len(problems):,} problems", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"{ledger.address}: {count:,} reports, everything holds", err=True)
