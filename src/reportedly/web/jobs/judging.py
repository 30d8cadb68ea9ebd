"""Judging, grading, taking back, and the queue that asks first about what matters most."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit, urlunsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.errors import StoreError
from reportedly.listing import Filter, Page
from reportedly.model import Verdict
from reportedly.record import Grade, Judgement
from reportedly.web.parameters import AsOf, Kept, PageNumber, page_at
from reportedly.web.related import around, placed_at
from reportedly.web.rendering import SHOWN, render
from reportedly.web.security.access import Form, local

if TYPE_CHECKING:
    from reportedly.record import ClaimStatement

router = APIRouter(include_in_schema=False)
BOTH = ["GET", "HEAD"]
ASKED = 10
"""Questions a page of the queue."""
BESIDE = 30
"""Statements of the same claim that are shown beside one."""
ALIKE = 8
"""Statements of other claims offered as perhaps the same."""
PATIENCE = 2.0
"""Seconds that an answer waits for the linking; after them its progress is shown."""
MARKS = {
    "1": "1 confirmed",
    "2": "2 probably true",
    "3": "3 possibly true",
    "4": "4 doubtful",
    "5": "5 improbable",
    "6": "6 cannot be judged",
}
"""The Admiralty grades of statements (STANAG 2511)."""


@router.api_route("/review", methods=BOTH)
def review(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """Doubtful links, those first on which the status of a claim hangs."""
    waiting = ledger.doubts(**page_at(number, ASKED))
    near = around(ledger, as_of, [s for d in waiting.items for s in (d.statement, d.founder)])
    asked = [d for d in waiting.items if d.statement in near.placed and d.founder in near.placed]
    empty = not asked and ledger.latest_day(as_of=as_of) is None
    return render(request, "review.html", as_of=as_of, slice=waiting, asked=asked, around=near, empty=empty)


@router.api_route("/statements/{statement_id}", methods=BOTH)
def statement(
    request: Request,
    statement_id: str,
    ledger: Kept,
    as_of: AsOf = None,
    find: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """One statement in its words, what people decided on it, and the forms to decide."""
    placed = placed_at(ledger, statement_id, as_of)
    claim = ledger.claim(placed.claim, as_of=as_of)
    sought = find.strip() or telling(placed.statement)
    hits = ledger.search(Filter(text=sought, as_of=as_of), limit=ALIKE + BESIDE) if sought else ()
    alike = [h for h in hits if h.claim not in (None, claim.id)][:ALIKE]
    return render(
        request,
        "statement.html",
        as_of=as_of,
        statement=placed.statement,
        claim=claim,
        others=[s for s in claim.statements if s.id != statement_id][:BESIDE],
        alike=alike,
        sought=sought,
        judgements=[j for j in ledger.judgements() if statement_id in j.statements],
        grades=[g for g in placed.statement.grades if g.subject == statement_id],
        marks=list(MARKS.items()),
        around=around(ledger, as_of, [statement_id, *(h.statement for h in alike)]),
    )


@router.api_route("/decisions", methods=BOTH)
def decisions(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """Everything that people decided, latest first: who, when, and what was taken back."""
    made: list[Judgement | Grade] = [*ledger.judgements(), *ledger.grades()]
    made.sort(key=lambda decision: decision.at, reverse=True)
    found = Page.cut(made, **page_at(number, SHOWN))
    subjects = [s for d in found.items for s in (d.statements if isinstance(d, Judgement) else (d.subject,))]
    return render(request, "decisions.html", as_of=as_of, slice=found, around=around(ledger, as_of, subjects))


@router.post("/judge")
def judge(request: Request, form: Form, ledger: Kept) -> Response:
    """Keeps a judgement and derives anew what it bears on."""
    given = form.get("verdict")
    if given not in set(Verdict):
        raise StoreError("a judgement is same, different or wrong: choose one")
    subjects = [form.get(name) for name in ("one", "other") if form.get(name)]
    kept = ledger.judge(Verdict(given), *subjects, by=form.visit.name, why=form.get("why"), link=False)
    return _linked(request, form, f"{_after(form, 'judged')}&undo={kept.id}")


@router.post("/judge/undo")
def unjudge(request: Request, form: Form, ledger: Kept) -> Response:
    """Takes a judgement back."""
    ledger.unjudge(form.get("id"), by=form.visit.name, link=False)
    return _linked(request, form, _after(form, "undone"))


@router.post("/grade")
def grade(form: Form, ledger: Kept) -> Response:
    """Keeps a grade."""
    kept = ledger.grade(form.get("subject"), form.get("mark"), why=form.get("why"), by=form.visit.name)
    return _back(f"{_after(form, 'graded')}&undo={kept.id}")


@router.post("/grade/undo")
def ungrade(form: Form, ledger: Kept) -> Response:
    """Takes a grade back."""
    ledger.ungrade(form.get("id"), by=form.visit.name)
    return _back(_after(form, "undone"))


def telling(statement: ClaimStatement) -> str:
    """The two longest words of a statement: others that hold both may say the same."""
    words = {w.strip(".,;:!?“”\"'’‘()").removesuffix("’s") for part in statement.content for w in part.exact.split()}
    longest = sorted((w for w in words if len(w) > 3 and w.isalpha()), key=lambda w: (-len(w), w))
    return " ".join(longest[:2])


def _linked(request: Request, form: Form, back: str) -> Response:
    """Where a decision that is kept leads: back where it was made, or to how far linking is where that takes longer."""
    job = request.app.state.jobs.link("A decision", form.visit.name, back)
    return _back(back if job is None or (job.over.wait(PATIENCE) and not job.problems) else f"/working/{job.id}")


def _after(form: Form, done: str) -> str:
    """The page that a form stood on, with the word for what was done."""
    parts = urlsplit(local(form.get("back")))
    query = "&".join(
        [*(p for p in parts.query.split("&") if p and not p.startswith(("done=", "undo="))), f"done={done}"]
    )
    return urlunsplit(parts._replace(query=query))


def _back(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
