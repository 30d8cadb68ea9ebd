"""Case files: all of them, one with its claims and notes, and the forms by which people work on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.cases import LONGEST, Case, CaseState
from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter, Page
from reportedly.notes import NoteSubject
from reportedly.web.context import LedgerContext, ListContext
from reportedly.web.pages.decisions import after_form
from reportedly.web.parameters import AsOf, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, address_of, redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form

if TYPE_CHECKING:
    from typing import TypedDict

    from reportedly.ledger.signing import SigningKey

    class _Who(TypedDict):
        """Who edits a case, why, and the key that signs it."""

        by: str
        why: str
        key: SigningKey | None


router = PageRouter()
OpenOnly = Annotated[bool, Query(description="Only those that are open.")]


@dataclass(frozen=True, kw_only=True)
class CasesContext(ListContext[Case]):
    """The cases, in the order of their names: open ones, or all."""

    template = "cases.html"
    everything: bool
    """True if the closed ones are listed, too."""
    longest = LONGEST


@router.json("/cases", "decisions")
def cases(ledger: OpenLedger, part: PartOf, as_of: AsOf = None, open_only: OpenOnly = False) -> list[Json]:
    """Case files with their claims, notes and edits, in the order of their names."""
    rows = Page.cut(ledger.cases.all(closed=not open_only, as_of=as_of), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/cases")
def show_cases(
    request: Request, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1, only: str = ""
) -> Response:
    """The open cases, or all of them, and a form that opens one."""
    everything = only == "all"
    rows = Page.cut(ledger.cases.all(closed=everything, as_of=as_of), **page_at(number, SHOWN))
    return render(request, CasesContext(ledger=ledger, wanted=Filter(as_of=as_of), rows=rows, everything=everything))


@dataclass(frozen=True, kw_only=True)
class CaseContext(LedgerContext):
    """One case: its claims and notes, who works on it, who did what to it."""

    template = "case.html"
    found: Case
    longest = LONGEST

    @property
    def is_open(self) -> bool:
        """True if it can be changed."""
        return self.found.state is CaseState.OPEN

    def refers_to(self) -> tuple[list[str], list[str]]:
        """What its notes are on."""
        notes = self.found.notes
        statements = [n.subject for n in notes if n.on in (NoteSubject.STATEMENT, NoteSubject.CLAIM)]
        return statements, [n.subject for n in notes if n.on is NoteSubject.REPORT]

    def json(self) -> Json:
        """The case, in the contract of the ledger."""
        return record_json(self.found)


@router.json("/cases/{name:path}", "decisions")
def case(name: str, ledger: OpenLedger, as_of: AsOf = None) -> Json:
    """One case file: state, who it is assigned to, claims, notes, edits."""
    found = ledger.cases.get(name, as_of=as_of)
    return CaseContext(ledger=ledger, wanted=Filter(as_of=as_of), found=found).json()


@router.html("/cases/{name:path}")
def show_case(request: Request, name: str, ledger: OpenLedger, as_of: AsOf = None) -> Response:
    """One case file, with the forms that change it."""
    found = ledger.cases.get(name, as_of=as_of)
    return render(request, CaseContext(ledger=ledger, wanted=Filter(as_of=as_of), found=found))


@router.form("/cases/add")
def add(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Open a new case."""
    made = ledger.cases.add(form.get("name"), **_who(request, form))
    return redirect(address_of("cases", made.name, as_of=None, done="changed"))


@router.form("/cases/put")
def put(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Put a claim or a note into a case."""
    claims, notes = form.get("claim").split(), form.get("note").split()
    ledger.cases.put(form.get("name"), claims=claims, notes=notes, **_who(request, form))
    return redirect(after_form(form, "changed"))


@router.form("/cases/take")
def take(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Take a claim or a note out of a case."""
    claims, notes = form.get("claim").split(), form.get("note").split()
    ledger.cases.take(form.get("name"), claims=claims, notes=notes, **_who(request, form))
    return redirect(after_form(form, "changed"))


@router.form("/cases/assign")
def assign(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Assign a case to somebody, or to nobody."""
    ledger.cases.assign(form.get("name"), form.get("to"), **_who(request, form))
    return redirect(after_form(form, "changed"))


@router.form("/cases/close")
def close(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Close a case."""
    ledger.cases.close(form.get("name"), **_who(request, form))
    return redirect(after_form(form, "changed"))


@router.form("/cases/open")
def reopen(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Open a closed case again."""
    ledger.cases.open(form.get("name"), **_who(request, form))
    return redirect(after_form(form, "changed"))


def _who(request: Request, form: Form) -> _Who:
    return {"by": form.session.name, "why": form.get("why"), "key": request.app.state.key}
