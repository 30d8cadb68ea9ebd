"""The notes of a ledger: written, changed, revoked, listed and checked."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reportedly.errors import NotFound, StoreError
from reportedly.ledger.queries import actors
from reportedly.ledger.signing import wrong_signature
from reportedly.linking.actors import plain_name
from reportedly.model import Identity
from reportedly.notes import LONGEST, Note, NoteRecord, NoteSubject
from reportedly.store import claims, judgements, reports, topic_claims
from reportedly.store import notes as store
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.ledger.signing import SigningKey
    from reportedly.store.database import Connection, Engine

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters other than tabs and line breaks, and those that turn the direction of what is shown."""
_ID = re.compile("[0-9a-f]{16}")


class Notes:
    """The notes that people wrote on claims, statements, reports and actors."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, on: NoteSubject, subject: str, text: str, *, by: str, key: SigningKey | None = None) -> Note:
        """Write a note on something, by its id, a beginning of it, or a name; a `key` signs it."""
        with writing(self._engine) as connection:
            stands_for = _STANDS_FOR[on](connection, subject)
            return _insert(connection, Note(id="", on=on, subject=stands_for, text=text, by=by, at=_now()), key)

    def change(self, note: str, text: str, *, by: str, key: SigningKey | None = None) -> Note:
        """Write a note that replaces one, by its id or an unambiguous beginning; that one stays on record."""
        with writing(self._engine) as connection:
            old = store.get(connection, note)
            later = next((n for n in store.rows(connection) if n.replaces == old.id), None)
            if later is not None:
                raise StoreError(f"{later.by} has changed note {old.id} meanwhile: change note {later.id} instead")
            if old.revoked_at is not None:
                raise StoreError(f"note {old.id} was taken back by {old.revoked_by}: write a new one")
            at = max(_now(), old.at + timedelta(microseconds=1))
            return _insert(connection, replace(_unsigned(old), text=text, replaces=old.id, by=by, at=at), key)

    def revoke(self, note: str, *, by: str) -> Note:
        """Revoke a note, by its id or an unambiguous beginning; one that it replaced does not come back."""
        with writing(self._engine) as connection:
            return store.revoke(connection, note, by=by, at=_now())

    def get(self, note: str) -> NoteRecord:
        """The note whose id begins so; NotFound if there is none, or more than one."""
        with snapshot(self._engine) as connection:
            key = store.get(connection, note).id
            return next(n for n in records(connection, store.rows(connection)) if n.id == key)

    def all(self, *, history: bool = False) -> list[NoteRecord]:
        """All notes, oldest first; with `history` also those that were revoked or replaced."""
        with snapshot(self._engine) as connection:
            return _shown(records(connection, store.rows(connection)), history=history)

    def on(self, on: NoteSubject, subject: str, *, history: bool = False) -> list[NoteRecord]:
        """The notes on something, by its id, a beginning of it, or a name; oldest first."""
        with snapshot(self._engine) as connection:
            stands_for = _STANDS_FOR[on](connection, subject)
            if on is NoteSubject.CLAIM:
                claim = claims.starting_with(connection, subject)
                found = [n for n in records(connection, store.rows(connection, on)) if n.claim == claim]
            elif on is NoteSubject.ACTOR:
                known = store.rows(connection, on)
                own = _names(connection, subject) if known else frozenset()
                found = records(connection, (n for n in known if _plain(n.subject) in own))
            else:
                found = records(connection, store.rows(connection, on, stands_for))
            return _shown(found, history=history)


def add_imported(connection: Connection, note: Note) -> bool:
    """Add a note from another ledger; False if it is there already. NotFound if its subject is not there."""
    if note.on is NoteSubject.REPORT:
        _report(connection, note.subject)
    elif note.on in (NoteSubject.CLAIM, NoteSubject.STATEMENT):
        judgements.statement(connection, note.subject)
    return store.insert(connection, note)


def problems(connection: Connection) -> Iterator[str]:
    """Notes with another id or signature than their content gives, and notes on what is not there."""
    known = {note.id: note for note in store.rows(connection)}
    for note in known.values():
        yield from own_problems(note)
        statement = note.on in (NoteSubject.CLAIM, NoteSubject.STATEMENT)
        if statement and not judgements.is_known(connection, note.subject):
            yield f"note {note.id}: there is no statement {note.subject}"
        if note.on is NoteSubject.REPORT and not reports.is_known(connection, note.subject):
            yield f"note {note.id}: there is no report {note.subject}"
        if note.replaces is not None:
            yield from replacement_problems(note, known.get(note.replaces))


def own_problems(note: Note) -> Iterator[str]:
    """What is wrong with a note by itself."""
    for problem in _own_problems(note):
        yield f"note {note.id}: {problem}"
    if note.id != store.with_id(note).id:
        yield f"note {note.id}: its id is not that of what it says"
    if wrong := wrong_signature(note):
        yield f"note {note.id}: {wrong}"


def replacement_problems(note: Note, old: Note | None) -> Iterator[str]:
    """What is wrong with a note that replaces another one."""
    if old is None:
        yield f"note {note.id}: there is no note {note.replaces} that it could replace"
    elif (old.on, old.subject) != (note.on, note.subject):
        yield f"note {note.id}: replaces a note on something else"
    elif old.at >= note.at:
        yield f"note {note.id}: is not later than the note that it replaces"


def _own_problems(note: Note) -> Iterator[str]:
    if not note.by.strip():
        yield "needs the name of who writes it: --by NAME"
    if not note.text or note.text != _tidy(note.text):
        yield "needs a text, without blanks around it"
    if len(note.text) > LONGEST:
        yield f"has {len(note.text):,} characters: at most {LONGEST:,} are allowed; write several notes"
    if found := _STEERING.search(note.text):
        yield f"has the control character U+{ord(found.group()):04X} in its text: leave it out"
    if not note.subject or not note.subject.isprintable():
        yield "is on nothing that can be named"
    if note.replaces is not None and not _ID.fullmatch(note.replaces):
        yield f"replaces {note.replaces!r}, which is no id of a note"


def _insert(connection: Connection, note: Note, key: SigningKey | None) -> Note:
    made = store.with_id(replace(note, text=_tidy(note.text)))
    if problem := next(_own_problems(made), None):
        raise StoreError(f"a note {problem}")
    if key is not None:
        made = replace(made, key=key.public, signature=key.sign(made))
    store.insert(connection, made)
    return made


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _now() -> datetime:
    return datetime.now(UTC)


def _unsigned(note: Note) -> Note:
    return replace(note, revoked_by=None, revoked_at=None, key=None, signature=None)


def records(connection: Connection, notes: Iterable[Note]) -> list[NoteRecord]:
    """The notes with the claims that they are on now, and with what replaced them."""
    found = list(notes)
    claim_of = topic_claims.claims_of(connection, (n.subject for n in found if n.on is NoteSubject.CLAIM))
    replaced_by = {n.replaces: n.id for n in found if n.replaces is not None}
    return [
        NoteRecord(
            **{field.name: getattr(n, field.name) for field in fields(Note)},
            claim=claim_of.get(n.subject) if n.on is NoteSubject.CLAIM else None,
            replaced_by=replaced_by.get(n.id),
        )
        for n in found
    ]


def _shown(notes: Iterable[NoteRecord], *, history: bool) -> list[NoteRecord]:
    return [n for n in notes if history or n.counts]


def _claim(connection: Connection, beginning: str) -> str:
    return topic_claims.founder(connection, claims.starting_with(connection, beginning))


def _report(connection: Connection, report: str) -> str:
    if not reports.is_known(connection, report):
        raise NotFound(f"no report {report!r} in this ledger: give its whole id, as lists with --json have it")
    return report


def _actor(connection: Connection, name: str) -> str:
    """The name by which reports call an actor most often, with its report if it is known in one only."""
    found = actors.account(connection, name, None)
    report = Identity.parse(found.actor.id).report
    written = found.aliases[0].name
    return written if report is None else f"{written} @ {report}"


def _names(connection: Connection, name: str) -> frozenset[tuple[str, str | None]]:
    """The names of an actor as notes may have them."""
    found = actors.account(connection, name, None)
    report = Identity.parse(found.actor.id).report
    names = (a.name if report is None else f"{a.name} @ {report}" for a in found.aliases)
    return frozenset(_plain(name) for name in names)


def _plain(subject: str) -> tuple[str, str | None]:
    named = Identity.parse(subject)
    return plain_name(named.name), named.report


_STANDS_FOR: dict[NoteSubject, Callable[[Connection, str], str]] = {
    NoteSubject.CLAIM: _claim,
    NoteSubject.STATEMENT: judgements.statement,
    NoteSubject.REPORT: _report,
    NoteSubject.ACTOR: _actor,
}
"""How a note names what people give by an id, a beginning of it, or a name."""
