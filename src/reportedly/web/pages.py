"""The pages of the desk, one function each; what they show comes from the ledger, how it reads from the templates."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from reportedly.export.page import context
from reportedly.web.asking import AsOf, Kept, PageNumber, Slice, reading_at
from reportedly.web.lanes import lanes
from reportedly.web.rendering import SHOWN, address_of, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model import Report
    from reportedly.record import Claim, ClaimNumber, ClaimStatement, Origin

router = APIRouter(include_in_schema=False)
BOTH = ["GET", "HEAD"]


@router.api_route("/", methods=BOTH)
def changes(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """What changed, newest first."""
    newest = Slice.of(ledger.changes(as_of=as_of)[::-1], number, SHOWN)
    days = [(day, list(on)) for day, on in groupby(newest.rows, key=lambda change: change.date)]
    return render(
        request,
        "changes.html",
        as_of=as_of,
        days=days,
        slice=newest,
        statements=_statements(ledger.claims(as_of=as_of)),
        reports=_by_id(ledger.reports(as_of=as_of)),
        address=ledger.address,
    )


@router.api_route("/claims", methods=BOTH)
def claims(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1, status: str = "") -> Response:
    """All claims, latest first, or those of one status."""
    known = ledger.claims(as_of=as_of)
    wanted = [c for c in known if not status or c.status == status]
    tally = {s: sum(c.status == s for c in known) for s in sorted({c.status for c in known})}
    found = Slice.of(wanted, number, SHOWN)
    return render(request, "claims.html", as_of=as_of, slice=found, tally=tally, chosen=status, address=ledger.address)


@router.api_route("/claims/{claim_id}", methods=BOTH)
def claim(request: Request, claim_id: str, ledger: Kept, as_of: AsOf = None) -> Response:
    """One claim: its status and why, positions over time, statements, numbers, origins."""
    found = ledger.claim(claim_id, as_of=as_of)
    history = [c for c in ledger.changes(as_of=as_of) if c.claim == found.id]
    return render(
        request,
        "claim.html",
        as_of=as_of,
        claim=found,
        history=history,
        charts=[(size, lanes(found, history, as_of, width=width)) for size, width in (("roomy", 860), ("slim", 350))],
        statements=sorted(found.statements, key=lambda s: (s.said_on, s.report)),
        where={s.id: s for s in found.statements},
        reports=_by_id(ledger.reports(as_of=as_of)),
        numbers=_by_kind(found.numbers),
    )


@router.api_route("/reports", methods=BOTH)
def reports(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """All reports, latest first, copies told from firsts."""
    known = ledger.reports(as_of=as_of)
    firsts = {copy: o.reports[0] for o in ledger.origins(as_of=as_of) for copy in o.reports[1:]}
    return render(
        request,
        "reports.html",
        as_of=as_of,
        slice=Slice.of(known, number, SHOWN),
        firsts=firsts,
        reports=_by_id(known),
        address=ledger.address,
    )


@router.api_route("/reports/{report_id:path}", methods=BOTH)
def report(request: Request, report_id: str, ledger: Kept, as_of: AsOf = None) -> Response:
    """One report: its text with the statements marked, margin notes, the claims they bear on, the sheet."""
    known = context(reading_at(ledger, report_id, as_of))
    style = known.pop("pairing")
    known["record"] = {
        s.id: {"claim": c, "address": address_of("claims", c.id, as_of=as_of)}
        for c in ledger.claims(as_of=as_of)
        for s in c.statements
        if s.report == report_id
    }
    return render(
        request,
        "reading.html",
        as_of=as_of,
        style=style,
        copies=_copies(report_id, ledger.origins(as_of=as_of)),
        reports=_by_id(ledger.reports(as_of=as_of)),
        **known,
    )


@router.api_route("/origins", methods=BOTH)
def origins(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """Which reports are one text: those with copies first."""
    known = sorted(ledger.origins(as_of=as_of), key=lambda o: -len(o.reports))
    found = Slice.of(known, number, SHOWN)
    reports = _by_id(ledger.reports(as_of=as_of))
    return render(request, "origins.html", as_of=as_of, slice=found, reports=reports, address=ledger.address)


@router.api_route("/forecasts", methods=BOTH)
def forecasts(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """What was expected, by when, and what came of it; what falls due next comes first."""
    known = sorted(ledger.forecasts(as_of=as_of), key=lambda f: (f.horizon is None, f.horizon or "", f.report))
    found = Slice.of(known, number, SHOWN)
    reports = _by_id(ledger.reports(as_of=as_of))
    return render(request, "forecasts.html", as_of=as_of, slice=found, reports=reports, address=ledger.address)


@router.api_route("/search", methods=BOTH)
def search(
    request: Request,
    ledger: Kept,
    q: Annotated[str, Query(max_length=500)] = "",
    as_of: AsOf = None,
    number: PageNumber = 1,
) -> Response:
    """Statements that hold these words."""
    found = Slice.of(ledger.search(q, as_of=as_of) if q.strip() else [], number, SHOWN)
    claims = {c.id: c for c in ledger.claims(as_of=as_of)} if found.total else {}
    reports = _by_id(ledger.reports(as_of=as_of)) if found.total else {}
    return render(request, "search.html", as_of=as_of, q=q, slice=found, claims=claims, reports=reports)


def _by_id(known: Iterable[Report]) -> dict[str, Report]:
    return {r.id: r for r in known}


def _statements(known: Iterable[Claim]) -> dict[str, ClaimStatement]:
    return {s.id: s for c in known for s in c.statements}


def _copies(report_id: str, known: Sequence[Origin]) -> list[str]:
    """The other reports of the same text."""
    return [r for o in known if report_id in o.reports for r in o.reports if r != report_id]


def _by_kind(numbers: Sequence[ClaimNumber]) -> list[tuple[str, list[ClaimNumber]]]:
    """The numbers of one thing counted together, oldest first."""
    kinds: dict[tuple[str | None, str | None], list[Any]] = {}
    for number in sorted(numbers, key=lambda n: n.date):
        kinds.setdefault((number.of, number.unit), []).append(number)
    return [(of or unit or "number", rows) for (of, unit), rows in kinds.items()]
