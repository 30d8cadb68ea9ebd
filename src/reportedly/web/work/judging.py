"""Judging, grading, taking back, and the queue that asks first about what matters most."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.errors import NotFound, StoreError
from reportedly.model import Verdict
from reportedly.web.asking import AsOf, Kept, Known
from reportedly.web.gate import Form, local
from reportedly.web.rendering import render
from reportedly.web.standing import MARKS

if TYPE_CHECKING:
    from reportedly.model import Statement
    from reportedly.record import Claim, ClaimStatement, Judgement
    from reportedly.web.record_at import Record

router = APIRouter(include_in_schema=False)
BOTH = ["GET", "HEAD"]
ASKED = 10
"""Questions a page of the queue."""
ALIKE = 8
"""Statements of other claims offered as perhaps the same."""


@router.api_route("/review", methods=BOTH)
def review(request: Request, ledger: Kept, record: Known, as_of: AsOf = None) -> Response:
    """Doubtful links, those first on which the status of a claim hangs."""
    waiting = [d for d in ledger.doubts() if d.statement in record.statements and d.founder in record.statements]
    return render(request, "review.html", as_of=as_of, record=record, waiting=waiting, asked=waiting[:ASKED])


@router.api_route("/statements/{statement_id}", methods=BOTH)
def statement(request: Request, statement_id: str, ledger: Kept, record: Known, as_of: AsOf = None) -> Response:
    """One statement in its words, what people decided on it, and the forms to decide."""
    found = record.statements.get(statement_id)
    if found is None:
        when = f" on {as_of}" if as_of else ""
        raise NotFound(
            f"no statement {statement_id!r} is on the record{when}: the search finds statements by their words"
        )
    claim = record.claim_of[statement_id]
    return render(
        request,
        "statement.html",
        as_of=as_of,
        statement=found,
        claim=claim,
        others=[s for s in claim.statements if s.id != statement_id],
        alike=_alike(record, found, claim),
        judgements=[j for j in ledger.judgements() if statement_id in j.statements],
        marks=[(m, told) for m, told in MARKS.items() if m.isdigit()],
        record=record,
    )


@router.api_route("/decisions", methods=BOTH)
def decisions(request: Request, ledger: Kept, record: Known, as_of: AsOf = None) -> Response:
    """Everything that people decided, latest first: who, when, and what was taken back."""
    made: list[tuple[str, Judgement | None, object]] = [(j.at, j, None) for j in ledger.judgements()]
    made += [(g.at, None, g) for g in ledger.grades()]
    made.sort(key=lambda row: row[0], reverse=True)
    return render(request, "decisions.html", as_of=as_of, made=made, record=record)


@router.post("/judge")
def judge(form: Form, ledger: Kept) -> Response:
    """Keeps a judgement and derives anew what it bears on."""
    given = form.get("verdict")
    if given not in set(Verdict):
        raise StoreError("a judgement is same, different or wrong: choose one")
    subjects = [form.get(name) for name in ("one", "other") if form.get(name)]
    ledger.judge(Verdict(given), *subjects, by=form.visit.name, why=form.get("why"))
    return _back(form, "judged")


@router.post("/judge/undo")
def unjudge(form: Form, ledger: Kept) -> Response:
    """Takes a judgement back."""
    ledger.unjudge(form.get("id"), by=form.visit.name)
    return _back(form, "undone")


@router.post("/grade")
def grade(form: Form, ledger: Kept) -> Response:
    """Keeps a grade."""
    ledger.grade(form.get("subject"), form.get("mark"), why=form.get("why"), by=form.visit.name)
    return _back(form, "graded")


@router.post("/grade/undo")
def ungrade(form: Form, ledger: Kept) -> Response:
    """Takes a grade back."""
    ledger.ungrade(form.get("id"), by=form.visit.name)
    return _back(form, "undone")


def _back(form: Form, done: str) -> Response:
    parts = urlsplit(local(form.get("back")))
    query = "&".join([*(p for p in parts.query.split("&") if p and not p.startswith("done=")), f"done={done}"])
    return RedirectResponse(urlunsplit(parts._replace(query=query)), HTTPStatus.SEE_OTHER)


def _alike(record: Record, one: ClaimStatement, own: Claim) -> list[ClaimStatement]:
    """The plainest statements of other claims that share most words with it."""
    mine = _words(one)
    scored = []
    for claim in record.claims:
        if claim.id != own.id:
            best = max(claim.statements, key=lambda s: _shared(mine, s))
            scored.append((_shared(mine, best), best.id, best))
    return [s for share, _, s in sorted(scored, key=lambda row: (-row[0], row[1]))[:ALIKE] if share > 0]


def _words(statement: ClaimStatement | Statement) -> set[str]:
    return {w.strip(".,;:“”\"'’").casefold() for part in statement.content for w in part.exact.split() if len(w) > 3}


def _shared(mine: set[str], other: ClaimStatement) -> float:
    theirs = _words(other)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))
