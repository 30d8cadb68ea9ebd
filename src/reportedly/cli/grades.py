"""The commands that grade sources and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import open_ledger
from reportedly.cli.listing import Noun, listing
from reportedly.cli.signature import by, signing_key
from reportedly.cli.signature import key as key_option
from reportedly.cli.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.cli.listing import ListingOptions


@click.command(short_help="Grade a source (A-F) or a statement (1-6).")
@click.argument("subject", metavar="SOURCE|STATEMENT")
@click.argument("mark", metavar="A-F|1-6", type=click.Choice(list("ABCDEF123456"), case_sensitive=False))
@click.option("--why", required=True, metavar="TEXT", help="The reason.")
@by
@key_option
@click.pass_obj
def grade(address: str, subject: str, mark: str, why: str, by: str, key: Path | None) -> None:
    """Grade a source (A-F) or a statement (1-6) by the Admiralty code.

    Name a statement by its id or an unambiguous beginning of it. F and 6 mean that it cannot be judged.
    """
    signing = signing_key(key)
    with open_ledger(address) as ledger:
        say(ledger.grade(subject, mark.upper(), why=why, by=by, key=signing).id)


@click.command(short_help="Take a grade back.")
@click.argument("grade_id", metavar="ID")
@by
@click.pass_obj
def ungrade(address: str, grade_id: str, by: str) -> None:
    """Take a grade back; it stays on record as revoked."""
    with open_ledger(address) as ledger:
        ledger.ungrade(grade_id, by=by)


@click.command(short_help="All grades, including revoked ones.")
@listing
@click.pass_obj
def grades(address: str, options: ListingOptions) -> None:
    """All grades, oldest first, including revoked ones; --limit shows the latest."""
    from reportedly.cli import ledger_tables
    from reportedly.record import Grade

    with open_ledger(address) as ledger:
        shown = options.latest(ledger.grades())
    noun = Noun("grade", "grades", latest=True)
    options.show(shown, noun, Grade, lambda: ledger_tables.grades(shown))
