"""Case files: the edits by which people made them, and what follows from these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.cases import LONGEST, CaseEdit, CaseEditKind, CaseState
from reportedly.errors import NotFound, StoreError
from reportedly.model import content_id
from reportedly.store.decisions import insert_signed, signed_edits
from reportedly.store.hash_chain import ChainKind
from reportedly.store.schema import case_edits, case_signatures
from reportedly.store.topics import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = CaseEditKind
_PUT = frozenset({Kind.CLAIM_PUT, Kind.NOTE_PUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as its edits leave it."""

    name: str
    state: CaseState = CaseState.OPEN
    assigned_to: str | None = None
    statements: tuple[str, ...] = ()
    """Statements that stand for its claims."""
    notes: tuple[str, ...] = ()
    """Ids of notes."""
    edits: tuple[CaseEdit, ...] = ()
    """Oldest first."""


def insert(connection: sa.Connection, edit: CaseEdit) -> bool:
    """Add an edit with its signature, if it has one; False if all of it is there already."""
    if problem := problem_of(edit):
        raise StoreError(problem)
    return insert_signed(connection, (ChainKind.CASE_EDIT, ChainKind.CASE_SIGNATURE), to_row(edit), "edit", edit)


def problem_of(edit: CaseEdit) -> str | None:
    """What is wrong with the names in an edit; None if they are usable."""
    for what, name in (("name for a case", edit.case), ("name", edit.value)):
        if what == "name" and (edit.kind is not Kind.ASSIGNED or not name):
            continue
        if not name or name != plain_name(name) or not name.isprintable() or len(name) > LONGEST:
            return f"{name[:20]!r} is no {what}: words on one line, at most {LONGEST} characters"
    return None if edit.by.strip() else "an edit of a case needs a name: --by NAME"


def to_row(edit: CaseEdit) -> dict[str, str | None]:
    """The row of an edit; a signature has its own."""
    return {
        "id": edit.id,
        "case": edit.case,
        "kind": edit.kind.value,
        "value": edit.value,
        "why": edit.why,
        "by": edit.by,
        "at": edit.at.isoformat(),
    }


def with_id(edit: CaseEdit) -> CaseEdit:
    """The edit with the id that its content gives."""
    said = list(to_row(edit).values())[1:]
    return replace(edit, id=content_id("case edit", *said))


def rows(connection: sa.Connection) -> list[CaseEdit]:
    """All edits of all cases, oldest first."""
    return [
        CaseEdit(
            id=row.id,
            case=row.case,
            kind=CaseEditKind(row.kind),
            value=row.value,
            why=row.why,
            by=row.by,
            at=datetime.fromisoformat(row.at),
            key=row.key,
            signature=row.signature,
        )
        for row in connection.execute(signed_edits(case_edits, case_signatures))
    ]


def current(edits: Iterable[CaseEdit]) -> list[CaseRow]:
    """The cases that there are after these edits, in the order of their names; upper and lower case are the same.

    An edit of a case that is not there does nothing, but for the one that opens it.
    """
    found: dict[str, CaseRow] = {}
    for edit in edits:
        key = edit.case.casefold()
        case = found.get(key)
        if case is None and edit.kind is not Kind.OPENED:
            continue
        case = case or CaseRow(name=edit.case)
        found[key] = replace(_edited(case, edit), edits=(*case.edits, edit))
    return [found[key] for key in sorted(found)]


def named(connection: sa.Connection, name: str) -> CaseRow:
    """The case of that name; NotFound if there is none."""
    wanted = plain_name(name).casefold()
    found = next((case for case in current(rows(connection)) if case.name.casefold() == wanted), None)
    if found is None:
        raise NotFound(f"no case {name!r} in this ledger: `reportedly case list --all` lists them")
    return found


def _edited(case: CaseRow, edit: CaseEdit) -> CaseRow:
    if edit.kind is Kind.OPENED:
        return replace(case, state=CaseState.OPEN)
    if edit.kind is Kind.CLOSED:
        return replace(case, state=CaseState.CLOSED)
    if edit.kind is Kind.ASSIGNED:
        return replace(case, assigned_to=edit.value or None)
    puts = edit.kind in _PUT
    if edit.kind in (Kind.CLAIM_PUT, Kind.CLAIM_TAKEN):
        return replace(case, statements=_changed(case.statements, edit.value, puts=puts))
    return replace(case, notes=_changed(case.notes, edit.value, puts=puts))


def _changed(there: tuple[str, ...], value: str, *, puts: bool) -> tuple[str, ...]:
    if puts:
        return there if value in there else (*there, value)
    return tuple(one for one in there if one != value)
