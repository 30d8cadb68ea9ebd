"""Reports: all of them, one with its statements marked, two copies side by side, and which are one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.export.page import context
from reportedly.web.asking import AsOf, Kept, Known, PageNumber, Slice, reading_at
from reportedly.web.beside import shared
from reportedly.web.rendering import SHOWN, address_of, pairing_for, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.record import Origin

router = APIRouter()
BOTH = ["GET", "HEAD"]


@router.api_route("/reports", methods=BOTH)
def reports(request: Request, record: Known, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """All reports, latest first, copies told from firsts."""
    firsts = {copy: o.reports[0] for o in record.origins for copy in o.reports[1:]}
    found = Slice.of(record.listed, number, SHOWN)
    return render(request, "reports.html", as_of=as_of, slice=found, firsts=firsts, record=record)


@router.api_route("/origins", methods=BOTH)
def origins(request: Request, record: Known, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """Which reports are one text: those with copies first."""
    known = sorted(record.origins, key=lambda o: -len(o.reports))
    return render(request, "origins.html", as_of=as_of, slice=Slice.of(known, number, SHOWN), record=record)


@router.api_route("/beside", methods=BOTH)
def beside(request: Request, ledger: Kept, one: str, other: str, as_of: AsOf = None) -> Response:
    """Two reports beside each other, the words marked that both have in the same order."""
    pair = [reading_at(ledger, report, as_of).report for report in (one, other)]
    left, right, share = shared(pair[0].text, pair[1].text)
    return render(request, "beside.html", as_of=as_of, pair=list(zip(pair, (left, right), strict=True)), share=share)


@router.api_route("/reports/{report_id:path}", methods=BOTH)
def report(request: Request, report_id: str, ledger: Kept, record: Known, as_of: AsOf = None) -> Response:
    """One report: its text with the statements marked, margin notes, the claims they bear on, the sheet."""
    known = context(reading_at(ledger, report_id, as_of))
    del known["pairing"]
    known["record"] = {
        s.id: {"claim": claim, "address": address_of("claims", claim.id, as_of=as_of)}
        for s in known["reading"].statements
        if (claim := record.claim_of.get(s.id))
    }
    return render(
        request,
        "reading.html",
        as_of=as_of,
        pairing=pairing_for(len(known["rows"].statements)),
        copies=_copies(report_id, record.origins),
        reports=record.reports,
        **known,
    )


def _copies(report_id: str, known: Sequence[Origin]) -> list[str]:
    """The other reports of the same text."""
    return [r for o in known if report_id in o.reports for r in o.reports if r != report_id]
