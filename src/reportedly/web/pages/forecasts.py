"""Forecasts: what was expected, by when, and what came of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.model import Outcome
from reportedly.timex import last_day
from reportedly.web.asking import AsOf, Known, PageNumber, Slice
from reportedly.web.forecasting import calibration
from reportedly.web.rendering import SHOWN, render

router = APIRouter()


@router.api_route("/forecasts", methods=["GET", "HEAD"])
def forecasts(
    request: Request, record: Known, as_of: AsOf = None, number: PageNumber = 1, outcome: str = ""
) -> Response:
    """What falls due next comes first; what names no day comes last."""
    wanted = [f for f in record.forecasts if not outcome or f.outcome == outcome]
    known = sorted(
        wanted, key=lambda f: (last_day(f.horizon) is None, last_day(f.horizon) or f.horizon or "", f.report)
    )
    return render(
        request,
        "forecasts.html",
        as_of=as_of,
        slice=Slice.of(known, number, SHOWN),
        record=record,
        tally={o.value: n for o in Outcome if (n := sum(f.outcome is o for f in record.forecasts))},
        calibration=calibration(record.forecasts),
        chosen=outcome,
    )
