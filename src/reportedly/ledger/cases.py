"""The case files of a ledger: opened, filled, assigned, closed and checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.cases import Case, CaseClaim, CaseEdit, CaseEditKind, CaseState
from reportedly.errors import NotFound, StoreError
from reportedly.ledger.notes import records
from reportedly.ledger.signing import wrong_signature
from reportedly.store import cases as store
from reportedly.store import claim_days, claims, judgements, notes, topic_claims
from reportedly.store.database import snapshot, writing
from reportedly.store.topics import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.ledger.signing import SigningKey
    from reportedly.notes import NoteRecord
    from reportedly.store.cases import CaseRow
    from reportedly.store.database import Connection, Engine

Kind = CaseEditKind
OF_CLAIMS, OF_NOTES = (Kind.CLAIM_PUT, Kind.CLAIM_TAKEN), (Kind.NOTE_PUT, Kind.NOTE_TAKEN)


class Cases:
    """The case files of a ledger: claims and notes under a name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def names(self) -> list[str]:
        """The names of the open cases, in alphabetical order."""
        with snapshot(self._engine) as connection:
            return [c.name for c in store.current(store.rows(connection)) if c.state is CaseState.OPEN]

    def all(self, *, closed: bool = True, as_of: date | None = None) -> list[Case]:
        """All cases in the order of their names, or the open ones; claims as of a date."""
        with snapshot(self._engine) as connection:
            found = store.current(store.rows(connection))
            return [_case(connection, c, as_of) for c in found if closed or c.state is CaseState.OPEN]

    def get(self, name: str, *, as_of: date | None = None) -> Case:
        """The case of that name, in upper or lower case; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return _case(connection, store.named(connection, name), as_of)

    def add(self, name: str, *, by: str, why: str = "", key: SigningKey | None = None) -> Case:
        """Open a new case; StoreError if there is one of that name."""
        with writing(self._engine) as connection:
            wanted = plain_name(name)
            there = next((c for c in store.current(store.rows(connection)) if _same(c.name, wanted)), None)
            if there is not None:
                raise StoreError(f"there is a case {there.name!r} already, and it is {there.state}")
            return _edit(connection, wanted, Kind.OPENED, "", (by, why, key))

    def put(
        self,
        name: str,
        *,
        claims: Sequence[str] = (),
        notes: Sequence[str] = (),
        by: str,
        why: str = "",
        key: SigningKey | None = None,
    ) -> Case:
        """Put claims and notes into a case, by their ids or unambiguous beginnings."""
        return self._changed(name, (claims, Kind.CLAIM_PUT), (notes, Kind.NOTE_PUT), (by, why, key))

    def take(
        self,
        name: str,
        *,
        claims: Sequence[str] = (),
        notes: Sequence[str] = (),
        by: str,
        why: str = "",
        key: SigningKey | None = None,
    ) -> Case:
        """Take claims and notes out of a case, by their ids or unambiguous beginnings."""
        return self._changed(name, (claims, Kind.CLAIM_TAKEN), (notes, Kind.NOTE_TAKEN), (by, why, key))

    def assign(self, name: str, to: str | None, *, by: str, why: str = "", key: SigningKey | None = None) -> Case:
        """Assign a case to somebody, or to nobody; what is so already is not stored again."""
        with writing(self._engine) as connection:
            case, wanted = store.named(connection, name), plain_name(to or "")
            if (case.assigned_to or "") != wanted:
                return _edit(connection, case.name, Kind.ASSIGNED, wanted, (by, why, key))
            return _case(connection, case, None)

    def close(self, name: str, *, by: str, why: str = "", key: SigningKey | None = None) -> Case:
        """Close a case; StoreError if it is closed."""
        return self._turned(name, CaseState.CLOSED, Kind.CLOSED, (by, why, key))

    def open(self, name: str, *, by: str, why: str = "", key: SigningKey | None = None) -> Case:
        """Open a closed case again; StoreError if it is open."""
        return self._turned(name, CaseState.OPEN, Kind.OPENED, (by, why, key))

    def _turned(self, name: str, state: CaseState, kind: CaseEditKind, who: _Who) -> Case:
        with writing(self._engine) as connection:
            case = store.named(connection, name)
            if case.state is state:
                raise StoreError(f"the case {case.name!r} is {state} already")
            return _edit(connection, case.name, kind, "", who)

    def _changed(
        self,
        name: str,
        claims_by: tuple[Sequence[str], CaseEditKind],
        notes_by: tuple[Sequence[str], CaseEditKind],
        who: _Who,
    ) -> Case:
        with writing(self._engine) as connection:
            case = store.named(connection, name)
            edits = [
                (claims_by[1], s) for one in claims_by[0] for s in _statements(connection, case, one, claims_by[1])
            ]
            edits += [(notes_by[1], n) for one in notes_by[0] for n in _notes(connection, case, one, notes_by[1])]
            if edits and case.state is CaseState.CLOSED:
                raise StoreError(f"the case {case.name!r} is closed: `reportedly case open` opens it again")
            for kind, value in edits:
                _edit(connection, case.name, kind, value, who)
            return _case(connection, store.named(connection, name), None)


_Who = tuple[str, str, "SigningKey | None"]
"""Who edits a case and why, and the key that signs it."""


def add_imported(connection: Connection, edit: CaseEdit) -> bool:
    """Add an edit from another ledger; False if it is there already. NotFound if what it is about is not there."""
    if edit.kind in OF_CLAIMS:
        judgements.statement(connection, edit.value)
    elif edit.kind in OF_NOTES:
        notes.get(connection, edit.value)
    return store.insert(connection, edit)


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the edits that are stored."""
    known = {note.id for note in notes.rows(connection)}
    for edit in store.rows(connection):
        yield from own_problems(edit)
        if edit.kind in OF_CLAIMS and not judgements.is_known(connection, edit.value):
            yield f"case edit {edit.id}: there is no statement {edit.value}"
        if edit.kind in OF_NOTES and edit.value not in known:
            yield f"case edit {edit.id}: there is no note {edit.value}"


def own_problems(edit: CaseEdit) -> Iterator[str]:
    """What is wrong with an edit by itself."""
    what = f"case edit {edit.id}"
    if edit.id != store.with_id(edit).id:
        yield f"{what}: its id is not that of what it says"
    if problem := store.problem_of(edit):
        yield f"{what}: {problem}"
    if edit.kind in (Kind.OPENED, Kind.CLOSED) and edit.value:
        yield f"{what}: opens or closes a case, and names something"
    if wrong := wrong_signature(edit):
        yield f"{what}: {wrong}"


def _edit(connection: Connection, name: str, kind: CaseEditKind, value: str, who: _Who) -> Case:
    by, why, key = who
    made = CaseEdit(id="", case=name, kind=kind, value=value, why=why, by=by, at=datetime.now(UTC))
    made = store.with_id(made)
    if key is not None:
        made = replace(made, key=key.public, signature=key.sign(made))
    store.insert(connection, made)
    return _case(connection, store.named(connection, name), None)


def _statements(connection: Connection, case: CaseRow, beginning: str, kind: CaseEditKind) -> list[str]:
    """The statements by which a claim is put in or taken out; none if it is in already. NotFound if it is not in."""
    claim = claims.starting_with(connection, beginning)
    claim_of = topic_claims.claims_of(connection, case.statements)
    inside = [s for s in case.statements if claim_of.get(s) == claim]
    if kind is Kind.CLAIM_PUT:
        return [] if inside else [topic_claims.founder(connection, claim)]
    if not inside:
        raise NotFound(f"claim {claim} is not in the case {case.name!r}")
    return inside


def _notes(connection: Connection, case: CaseRow, beginning: str, kind: CaseEditKind) -> list[str]:
    """The notes that are put in or taken out; none if it is in already, as it is or as it was before a change."""
    note = notes.get(connection, beginning).id
    latest = _latest(records(connection, notes.rows(connection)))
    inside = [n for n in case.notes if latest.get(n, n) == latest.get(note, note)]
    if kind is Kind.NOTE_PUT:
        return [] if inside else [note]
    if not inside:
        raise NotFound(f"note {note} is not in the case {case.name!r}")
    return inside


def _latest(found: Sequence[NoteRecord]) -> dict[str, str]:
    """Of each note the one that it was changed to last."""
    last: dict[str, str] = {}
    for note in reversed(found):  # a change is later than what it changes
        last[note.id] = last.get(note.replaced_by, note.replaced_by) if note.replaced_by else note.id
    return last


def _case(connection: Connection, case: CaseRow, as_of: date | None) -> Case:
    claim_of = topic_claims.claims_of(connection, case.statements)
    days = claim_days.latest(connection, as_of, sorted(set(claim_of.values())))
    inside: dict[str, CaseClaim] = {}
    for statement in case.statements:
        claim = claim_of.get(statement)
        wording = days[claim].wording if claim in days else None
        inside.setdefault(claim or statement, CaseClaim(statement=statement, claim=claim, wording=wording))
    found = records(connection, notes.rows(connection)) if case.notes else []
    latest, by_id = _latest(found), {n.id: n for n in found}
    shown = dict.fromkeys(latest[key] for key in case.notes if key in latest)
    return Case(
        name=case.name,
        state=case.state,
        assigned_to=case.assigned_to,
        claims=tuple(inside.values()),
        notes=tuple(by_id[key] for key in shown if by_id[key].counts),
        edits=case.edits,
    )


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
