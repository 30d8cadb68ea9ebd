"""Notes: all of them, and the forms by which people write, change and take them back."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from reportedly.errors import StoreError
from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.ledger import Ledger
from reportedly.listing import Filter, Page
from reportedly.notes import NoteRecord, NoteSubject
from reportedly.web.context import ListContext
from reportedly.web.pages.decisions import after_form
from reportedly.web.parameters import AsOf, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form

router = PageRouter()
On = Annotated[NoteSubject | None, Query(description="What they are on; with `subject`.")]
OfSubject = Annotated[str, Query(max_length=2000, description="Its id, or the name of an actor; empty for all notes.")]
History = Annotated[bool, Query(description="Also those that were revoked or replaced.")]


@dataclass(frozen=True, kw_only=True)
class NotesContext(ListContext[NoteRecord]):
    """All notes that count, latest first."""

    template = "notes.html"

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The statements and reports that they are on."""
        statements = [n.subject for n in self.rows if n.on in (NoteSubject.STATEMENT, NoteSubject.CLAIM)]
        return statements, [n.subject for n in self.rows if n.on is NoteSubject.REPORT]


@router.json("/notes", "decisions")
def notes(
    ledger: OpenLedger, part: PartOf, on: On = None, subject: OfSubject = "", history: History = False
) -> list[Json]:
    """People's notes, oldest first; with `on` and `subject` those on a claim, a statement, a report or an actor."""
    found = ledger.notes.on(on, subject, history=history) if on and subject else ledger.notes.all(history=history)
    rows = Page.cut(found, **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/notes")
def show_notes(request: Request, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """All notes that count, latest first."""
    rows = Page.cut(ledger.notes.all()[::-1], **page_at(number, SHOWN))
    return render(request, NotesContext(ledger=ledger, wanted=Filter(as_of=as_of), rows=rows))


@router.form("/notes/add")
def add(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Write a note."""
    on = form.get("on")
    if on not in set(NoteSubject):
        raise StoreError("a note is on a claim, a statement, a report or an actor: choose one")
    by, key = form.session.name, request.app.state.key
    made = ledger.notes.add(NoteSubject(on), form.get("subject"), form.get("text"), by=by, key=key)
    return redirect(after_form(form, "noted", made.id))


@router.form("/notes/change")
def change(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Replace a note by a changed one: at a desk with accounts, one's own, or as an administrator."""
    _refuse_others(form, ledger)
    ledger.notes.change(form.get("id"), form.get("text"), by=form.session.name, key=request.app.state.key)
    return redirect(after_form(form, "changed"))


@router.form("/notes/revoke")
def revoke(form: Form, ledger: OpenLedger) -> Response:
    """Take a note back: at a desk with accounts, one's own, or as an administrator."""
    _refuse_others(form, ledger)
    ledger.notes.revoke(form.get("id"), by=form.session.name)
    return redirect(after_form(form, "undone"))


def _refuse_others(form: Form, ledger: Ledger) -> None:
    """Refuse to change or take back what somebody else has written."""
    made = ledger.notes.get(form.get("id"))
    if not form.session.may_take_back(made.by):
        why = f"{made.by} wrote this: only they and an administrator change it or take it back. Write another note."
        raise HTTPException(HTTPStatus.FORBIDDEN, why)
