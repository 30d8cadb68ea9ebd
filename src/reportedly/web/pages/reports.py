"""Reports: all of them, one with its statements marked, two copies side by side, and which are one text."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.export.page import MarkedReport
from reportedly.listing import Filter
from reportedly.web.compare import shared
from reportedly.web.parameters import AsOf, Kept, PageNumber, page_at, reading_at
from reportedly.web.related import around
from reportedly.web.rendering import SHOWN, address_of, pairing_for, render

router = APIRouter()
BOTH = ["GET", "HEAD"]
MOST = 12
"""Copies of a text that are listed: of a daily bulletin there may be thousands."""


@router.api_route("/reports", methods=BOTH)
def reports(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """All reports, latest first, copies told from firsts."""
    found = ledger.reports(Filter(as_of=as_of), **page_at(number, SHOWN))
    origins = ledger.firsts_of([r.id for r in found.items], as_of=as_of)
    firsts = {r: first for r, first in origins.items() if first != r}
    return render(
        request,
        "reports.html",
        as_of=as_of,
        slice=found,
        firsts=firsts,
        around=around(ledger, as_of, (), firsts.values()),
    )


@router.api_route("/origins", methods=BOTH)
def origins(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """Which reports are one text, latest first."""
    found = ledger.origins(Filter(multiple=True, as_of=as_of), **page_at(number, SHOWN))
    return render(
        request,
        "origins.html",
        as_of=as_of,
        slice=found,
        around=around(ledger, as_of, (), [r for o in found.items for r in (o.reports[0], *o.reports[1:][-MOST:])]),
        most=MOST,
        empty=not found.items and ledger.latest_day(as_of=as_of) is None,
    )


@router.api_route("/beside", methods=BOTH)
def beside(request: Request, ledger: Kept, one: str, other: str, as_of: AsOf = None) -> Response:
    """Two reports beside each other, the words marked that both have in the same order."""
    pair = [reading_at(ledger, report, as_of).report for report in (one, other)]
    left, right, share = shared(pair[0].text, pair[1].text)
    return render(request, "beside.html", as_of=as_of, pair=list(zip(pair, (left, right), strict=True)), share=share)


@router.api_route("/reports/{report_id:path}", methods=BOTH)
def report(request: Request, report_id: str, ledger: Kept, as_of: AsOf = None) -> Response:
    """One report: its text with the statements marked, margin notes, the claims they bear on, the sheet."""
    marked = MarkedReport.of(reading_at(ledger, report_id, as_of))
    origin = ledger.origins_of([report_id], as_of=as_of).get(report_id)
    others = [r for r in origin.reports if r != report_id] if origin else []
    copies = [*others[:1], *others[1:][1 - MOST :]]
    near = around(ledger, as_of, [s.id for s in marked.reading.statements], copies)
    record = {
        s: {"claim": placed, "address": address_of("claims", placed.claim, as_of=as_of)}
        for s, placed in near.placed.items()
    }
    return render(
        request,
        "reading.html",
        as_of=as_of,
        pairing=pairing_for(len(marked.rows.statements)),
        copies=copies,
        more=len(others) - len(copies),
        added=ledger.addition(report_id),
        around=near,
        reading=marked.reading,
        report=marked.reading.report,
        rows=marked.rows,
        paragraphs=marked.paragraphs,
        record=record,
    )
