"""`reportedly note`: what people write on claims, statements, reports and actors."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import open_ledger, open_to_read
from reportedly.cli.listing import Noun, listing
from reportedly.cli.signature import by, signing_key
from reportedly.cli.signature import key as key_option
from reportedly.cli.terminal import say
from reportedly.notes import NoteSubject

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.cli.listing import ListingOptions

_text = click.argument("text", nargs=-1, metavar="[TEXT]...")
_SUBJECTS = click.Choice([s.value for s in NoteSubject])


@click.group(short_help="Notes on claims, statements, reports and actors.")
def note() -> None:
    """Notes in Markdown on claims, statements, reports and actors: dated, signed or not, never deleted.

    A note changes no reading, claim or status. Everybody who can read the ledger can read its notes.
    """


@note.command(short_help="Write a note.")
@click.argument("on", metavar="claim|statement|report|actor", type=_SUBJECTS)
@click.argument("subject", metavar="ID|NAME")
@_text
@by
@key_option
@click.pass_obj
def add(address: str, on: str, subject: str, text: tuple[str, ...], by: str, key: Path | None) -> None:
    """Write a note on a claim or a statement (an id or the beginning of it), a report (its id) or an actor (a name).

    Without TEXT the note is read from standard input. A note on a claim stays with it when claims are merged.
    """
    signing, written = signing_key(key), _written(text)
    with open_ledger(address) as ledger:
        say(ledger.notes.add(NoteSubject(on), subject, written, by=by, key=signing).id)


@note.command(short_help="Replace a note by a changed one.")
@click.argument("note_id", metavar="ID")
@_text
@by
@key_option
@click.pass_obj
def change(address: str, note_id: str, text: tuple[str, ...], by: str, key: Path | None) -> None:
    """Write a note that replaces one; the earlier one stays on record. Without TEXT it is read from standard input."""
    signing, written = signing_key(key), _written(text)
    with open_ledger(address) as ledger:
        say(ledger.notes.change(note_id, written, by=by, key=signing).id)


@note.command("list", short_help="All notes, or those on one thing.")
@click.argument("on", metavar="[claim|statement|report|actor", type=_SUBJECTS, required=False)
@click.argument("subject", metavar="ID|NAME]", required=False)
@click.option("--history", is_flag=True, help="Also those that were revoked or replaced.")
@listing
@click.pass_obj
def listed(address: str, on: str | None, subject: str | None, history: bool, options: ListingOptions) -> None:
    """All notes, or those on one thing, oldest first; --limit shows the latest."""
    from reportedly.cli import note_tables
    from reportedly.notes import NoteRecord

    if on is not None and subject is None:
        raise click.UsageError(f"give the id or the name of the {on}, too")
    with open_to_read(address) as ledger:
        found = (
            ledger.notes.all(history=history)
            if on is None or subject is None
            else ledger.notes.on(NoteSubject(on), subject, history=history)
        )
        shown = options.latest(found)
    options.show(shown, Noun("note", "notes", latest=True), NoteRecord, lambda: note_tables.notes(shown))


@note.command(short_help="Take a note back.")
@click.argument("note_id", metavar="ID")
@by
@click.pass_obj
def revoke(address: str, note_id: str, by: str) -> None:
    """Take a note back; it stays on record as revoked. A note that it replaced does not come back."""
    with open_ledger(address) as ledger:
        ledger.notes.revoke(note_id, by=by)


def _written(text: tuple[str, ...]) -> str:
    """The text of a note: that of the command, else of standard input."""
    if text:
        return " ".join(text)
    if sys.stdin.isatty():
        click.echo("reportedly: write the note, and end it with Ctrl-D", err=True)
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise click.UsageError("standard input is not UTF-8") from None
