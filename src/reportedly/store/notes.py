"""People's notes. A revocation is a row of its own, and a change a note of its own: nothing is deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reportedly.model import content_id
from reportedly.notes import Note, NoteSubject
from reportedly.store.decisions import DecisionTable, decisions
from reportedly.store.hash_chain import ChainKind
from reportedly.store.schema import note_revocations, note_signatures, notes

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy.engine import Row


def with_id(note: Note) -> Note:
    """A note with the id that its content gives."""
    said = list(to_row(note).values())[1:]
    return replace(note, id=content_id("note", *said))


def to_row(note: Note) -> dict[str, str | None]:
    """The row of a note; a revocation and a signature have their own."""
    return {
        "id": note.id,
        "on": note.on.value,
        "subject": note.subject,
        "text": note.text,
        "replaces": note.replaces,
        "by": note.by,
        "at": note.at.isoformat(),
    }


def insert(connection: sa.Connection, note: Note) -> bool:
    """Add a note with its signature and revocation, if it has them; False if all of it is there already."""
    return _TABLE.insert(connection, to_row(note), note)


def get(connection: sa.Connection, beginning: str) -> Note:
    """The note whose id begins so; NotFound if there is none, or more than one."""
    key = _TABLE.starting_with(connection, beginning)
    return _note(connection.execute(_NOTES.where(notes.c.id == key)).one())


def revoke(connection: sa.Connection, beginning: str, *, by: str, at: datetime) -> Note:
    """Revoke the note whose id begins so; an earlier revocation stays."""
    return get(connection, _TABLE.revoke(connection, beginning, by=by, at=at))


def rows(connection: sa.Connection, on: NoteSubject | None = None, subject: str | None = None) -> list[Note]:
    """All notes, oldest first, the revoked and replaced ones too; with `on` and `subject` those on it."""
    query = _NOTES
    if on is not None:
        query = query.where(notes.c.on == on.value)
    if subject is not None:
        query = query.where(notes.c.subject == subject)
    return [_note(row) for row in connection.execute(query)]


def _note(row: Row[Any]) -> Note:
    return Note(
        id=row.id,
        on=NoteSubject(row.on),
        subject=row.subject,
        text=row.text,
        replaces=row.replaces,
        by=row.by,
        at=datetime.fromisoformat(row.at),
        revoked_by=row.revoked_by,
        revoked_at=datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
        key=row.key,
        signature=row.signature,
    )


_NOTES = decisions(notes, note_revocations, note_signatures)
_TABLE = DecisionTable(
    column=notes.c.id,
    what="note",
    lists="reportedly note list --history",
    row=ChainKind.NOTE,
    revocation=ChainKind.NOTE_REVOCATION,
    signature=ChainKind.NOTE_SIGNATURE,
)
