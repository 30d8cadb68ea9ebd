"""`reportedly case`: claims, notes and a brief under a name, with who works on them."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.brief import brief_options, write_brief
from reportedly.cli.ledger import open_ledger, open_to_read
from reportedly.cli.listing import Noun, as_of, listing
from reportedly.cli.printing import print_one
from reportedly.cli.signature import by, signing_key
from reportedly.cli.signature import key as key_option
from reportedly.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from reportedly.cases import Case
    from reportedly.cli.listing import ListingOptions
    from reportedly.ledger import Ledger

_name = click.argument("name", metavar="NAME")
_claims = click.option(
    "--claim", "claims", multiple=True, metavar="ID", help="A claim, by its id or the beginning of it; again for more."
)
_notes = click.option("--note", "notes", multiple=True, metavar="ID", help="A note, in the same way.")
_WHO = (click.option("--why", default="", metavar="TEXT", help="The reason."), by, key_option)


def _editing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add reason, name and key to a command."""
    return reduce(lambda so_far, option: option(so_far), reversed(_WHO), command)


@click.group(short_help="Case files: claims, notes and a brief under a name.")
def case() -> None:
    """Case files: claims and notes under a name, with who works on them and whether that is over.

    What people do to a case is dated, signed or not, and stays on record. A case changes no claim.
    """


@case.command(short_help="Open a new case.")
@_name
@_editing
@click.pass_obj
def add(address: str, /, name: str, **who: Any) -> None:
    """Open a new case of that NAME."""
    _edit(address, lambda ledger, **signed: ledger.cases.add(name, **signed), **who)


@case.command("list", short_help="The cases.")
@listing
@as_of
@click.pass_obj
def listed(address: str, options: ListingOptions, as_of: date | None) -> None:
    """The open cases in a table, with --all the closed ones too; programs get all."""
    from reportedly.cases import Case
    from reportedly.cli import note_tables
    from reportedly.listing import Page

    with open_to_read(address) as ledger:
        shown = Page.cut(ledger.cases.all(closed=not options.brief, as_of=as_of), **options.rows)
    noun = Noun("case", "cases", "that are open", "that is open")
    options.show(shown, noun, Case, lambda: note_tables.cases(shown))


@case.command(short_help="One case: claims, notes, edits.")
@_name
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@as_of
@click.pass_obj
def show(address: str, name: str, as_json: bool, as_of: date | None) -> None:
    """One case: its state, who it is assigned to, its claims and notes, and who did what to it."""
    from reportedly.cli import note_tables

    with open_to_read(address) as ledger:
        found = ledger.cases.get(name, as_of=as_of)
    print_one(found, lambda: note_tables.case(found), as_json=as_json)


@case.command(short_help="Put claims and notes into a case.")
@_name
@_claims
@_notes
@_editing
@click.pass_obj
def put(address: str, /, name: str, claims: tuple[str, ...], notes: tuple[str, ...], **who: Any) -> None:
    """Put claims and notes into a case. A note that is changed later is shown as it was changed."""
    _needed(claims, notes)
    _edit(address, lambda ledger, **signed: ledger.cases.put(name, claims=claims, notes=notes, **signed), **who)


@case.command(short_help="Take claims and notes out of a case.")
@_name
@_claims
@_notes
@_editing
@click.pass_obj
def take(address: str, /, name: str, claims: tuple[str, ...], notes: tuple[str, ...], **who: Any) -> None:
    """Take claims and notes out of a case; that they were in it stays on record."""
    _needed(claims, notes)
    _edit(address, lambda ledger, **signed: ledger.cases.take(name, claims=claims, notes=notes, **signed), **who)


@case.command(short_help="Assign a case to somebody.")
@_name
@click.argument("to", metavar="[WHO]", required=False)
@click.option("--none", "nobody", is_flag=True, help="To nobody.")
@_editing
@click.pass_obj
def assign(address: str, /, name: str, to: str | None, nobody: bool, **who: Any) -> None:
    """Assign a case to somebody by the name that they sign with, or to nobody (--none)."""
    if (to is None) != nobody:
        raise click.UsageError("name who the case is assigned to, or give --none")
    _edit(address, lambda ledger, **signed: ledger.cases.assign(name, to, **signed), **who)


@case.command(short_help="Close a case.")
@_name
@_editing
@click.pass_obj
def close(address: str, /, name: str, **who: Any) -> None:
    """Close a case; nothing can be put into it until it is opened again."""
    _edit(address, lambda ledger, **signed: ledger.cases.close(name, **signed), **who)


@case.command("open", short_help="Open a closed case again.")
@_name
@_editing
@click.pass_obj
def open_(address: str, /, name: str, **who: Any) -> None:
    """Open a closed case again."""
    _edit(address, lambda ledger, **signed: ledger.cases.open(name, **signed), **who)


@case.command(short_help="A brief on the claims of a case.")
@_name
@brief_options
@as_of
@click.pass_obj
def brief(
    address: str,
    name: str,
    form: str | None,
    out: Path | None,
    bibliography: str | None,
    as_of: date | None,
) -> None:
    """Write a brief on the claims of a case, as `brief` does; its title is the name of the case."""
    from reportedly.ledger.brief import BriefFilter
    from reportedly.listing import Filter

    def about(ledger: Ledger) -> BriefFilter:
        found = ledger.cases.get(name, as_of=as_of)
        if not found.known:
            raise NotFound(f"the case {found.name!r} has no claim to write on: `reportedly case put` adds some")
        return BriefFilter(wanted=Filter(as_of=as_of), claims=found.known, title=found.name)

    write_brief(address, about, form=form, out=out, bibliography=bibliography)


def _needed(claims: tuple[str, ...], notes: tuple[str, ...]) -> None:
    if not claims and not notes:
        raise click.UsageError("name a claim or a note: --claim ID, --note ID")


def _edit(address: str, edit: Callable[..., Case], *, why: str, by: str, key: Path | None) -> None:
    signing = signing_key(key)
    with open_ledger(address) as ledger:
        made = edit(ledger, why=why, by=by, key=signing)
    from reportedly.export import wording

    to = f", assigned to {wording.plain(made.assigned_to)}" if made.assigned_to else ""
    held = f"{wording.counted(len(made.claims), 'claim')}, {wording.counted(len(made.notes), 'note')}"
    click.echo(f"reportedly: {wording.plain(made.name)}: {made.state}{to}, {held}", err=True)
