"""The commands that back up a ledger and restore it."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import open_ledger
from reportedly.cli.printing import print_json
from reportedly.cli.progress import steps
from reportedly.cli.terminal import say

if TYPE_CHECKING:
    from reportedly.ledger.backups import Backup

_FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))


@click.command(short_help="Copy the ledger to a file, while others use it.")
@_FILE
@click.option("--json", "as_json", is_flag=True, help="Write what was copied as JSON.")
@click.pass_obj
def backup(address: str, file: Path, as_json: bool) -> None:
    """Copy the whole ledger (a file of SQLite) to a new file: one moment of it, while others read and write.

    Everything is in it: reports, decisions, accounts, channels, alerts, what is derived. The ledger is not changed,
    also one of an earlier version, so this is what to do before an upgrade. The copy is checked before it gets its
    name, and nothing is written over. For PostgreSQL use pg_dump.
    """
    from reportedly.ledger.backups import back_up

    with steps() as advance:
        made = back_up(address, file, partial(advance, "copied"))
    _tell(made, "copied", as_json)


@click.command(short_help="Make a ledger of a file that `backup` wrote.")
@_FILE
@click.option("--quick", is_flag=True, help="Check the file only, and do not derive everything again to compare.")
@click.option("--json", "as_json", is_flag=True, help="Write what was restored as JSON.")
@click.pass_obj
def restore(address: str, file: Path, quick: bool, as_json: bool) -> None:
    """Make the ledger of a file that `backup` wrote, where there is none yet, and verify it as `verify` does.

    A backup of an earlier version is migrated and linked again. Exit code 1 if anything is wrong. For PostgreSQL use
    pg_restore and `reportedly verify`.
    """
    from reportedly.ledger.backups import restore as restored

    with steps() as advance:
        made = restored(file, address, partial(advance, "copied"))
    _tell(made, "restored", as_json)
    if quick:
        return
    with open_ledger(address) as ledger, steps() as advance:
        problems = ledger.verify(advance)
    for problem in problems:
        click.echo(f"reportedly: {problem}", err=True)
    if problems:
        click.echo(f"{ledger.address}: {len(problems):,} problems", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"{ledger.address}: everything holds", err=True)


def _tell(made: Backup, what: str, as_json: bool) -> None:
    if as_json:
        print_json(asdict(made))
    else:
        say(f"{made.path}: {what}: {made.reports:,} reports, {made.bytes:,} bytes, SHA-256 {made.sha256}")
