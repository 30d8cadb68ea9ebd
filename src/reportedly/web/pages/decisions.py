"""Decisions: what people judged and graded, and the forms by which they do it and take it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from reportedly.actors import ActorDecision
from reportedly.errors import StoreError
from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter, Page
from reportedly.model import Verdict
from reportedly.record import Grade, Judgement
from reportedly.web.context import ListContext
from reportedly.web.parameters import AsOf, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form, local

router = PageRouter()
PATIENCE = 2.0
"""Seconds that an answer waits for linking; after them its progress is shown."""


@dataclass(frozen=True, kw_only=True)
class DecisionsContext(ListContext[Judgement | Grade | ActorDecision]):
    """All that people decided, latest first, the revoked ones too. In JSON it is a list of each kind, oldest first."""

    template = "decisions.html"

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The statements that they are about."""
        judged = [s for d in self.rows if isinstance(d, Judgement) for s in d.statements]
        return [*judged, *(d.subject for d in self.rows if isinstance(d, Grade))], []


@router.json("/judgements", "decisions")
def judgements(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """People's judgements, oldest first, including revoked ones."""
    rows = Page.cut(ledger.judgements(), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.json("/grades", "decisions")
def grades(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """People's grades, oldest first, including revoked ones."""
    rows = Page.cut(ledger.grades(), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/decisions")
def show_decisions(request: Request, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """Everything that people decided, latest first: who, when, and what was taken back."""
    made: list[Judgement | Grade | ActorDecision] = [
        *ledger.judgements(),
        *ledger.grades(),
        *ledger.actors.decisions(),
    ]
    made.sort(key=lambda decision: decision.at, reverse=True)
    rows = Page.cut(made, **page_at(number, SHOWN))
    return render(request, DecisionsContext(ledger=ledger, wanted=Filter(as_of=as_of), rows=rows))


@router.form("/judge")
def judge(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Store a judgement, and link again what it is about."""
    given = form.get("verdict")
    if given not in set(Verdict):
        raise StoreError("a judgement is same, different, wrong or right: choose one")
    subjects = [form.get(name) for name in ("one", "other") if form.get(name)]
    by, why, key = form.session.name, form.get("why"), request.app.state.key
    judgement = ledger.judge(Verdict(given), *subjects, by=by, why=why, link=False, key=key)
    return link_again(request, form, after_form(form, "judged", judgement.id))


@router.form("/judge/undo")
def unjudge(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Take a judgement back: at a desk with accounts, one's own, or as an administrator."""
    _refuse_others(form, ledger.judgements())
    ledger.unjudge(form.get("id"), by=form.session.name, link=False)
    return link_again(request, form, after_form(form, "undone"))


@router.form("/grade")
def grade(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Store a grade."""
    by, why, key = form.session.name, form.get("why"), request.app.state.key
    given = ledger.grade(form.get("subject"), form.get("mark"), why=why, by=by, key=key)
    return redirect(after_form(form, "graded", given.id))


@router.form("/grade/undo")
def ungrade(form: Form, ledger: OpenLedger) -> Response:
    """Take a grade back: at a desk with accounts, one's own, or as an administrator."""
    _refuse_others(form, ledger.grades())
    ledger.ungrade(form.get("id"), by=form.session.name)
    return redirect(after_form(form, "undone"))


def _refuse_others(form: Form, decisions: Iterable[Judgement | Grade]) -> None:
    """Refuse to take back what somebody else has decided."""
    beginning = form.get("id")
    for decision in decisions:
        if beginning and decision.id.startswith(beginning) and not form.session.may_take_back(decision.by):
            why = (
                f"{decision.by} decided this: only they and an administrator take it back. Judge it otherwise instead."
            )
            raise HTTPException(HTTPStatus.FORBIDDEN, why)


def link_again(request: Request, form: Form, back: str) -> Response:
    """Link again, and lead back to where the decision was made, or to the progress if linking takes longer."""
    job = request.app.state.jobs.link("A decision", form.session.name, back)
    linked = job is None or (job.over.wait(PATIENCE) and not job.problems)
    return redirect(back if linked else f"/working/{job.id}")


def after_form(form: Form, done: str, undo: str | None = None) -> str:
    """The page that a form stood on, with the word for what was done, and what can be taken back."""
    parts = urlsplit(local(form.get("back")))
    rest = (p for p in parts.query.split("&") if p and not p.startswith(("done=", "undo=")))
    return urlunsplit(parts._replace(query="&".join([*rest, f"done={done}", *([f"undo={undo}"] if undo else [])])))
