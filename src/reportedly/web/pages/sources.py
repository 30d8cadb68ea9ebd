"""Sources: everybody on whose word something is said, and how what one of them said has fared."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.web.asking import AsOf, Known, PageNumber, Slice
from reportedly.web.rendering import SHOWN, render
from reportedly.web.standing import MARKS, source, sources

router = APIRouter()
BOTH = ["GET", "HEAD"]


@router.api_route("/sources", methods=BOTH)
def everybody(request: Request, record: Known, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """All named sources, those first that are heard most."""
    return render(request, "sources.html", as_of=as_of, slice=Slice.of(sources(record), number, SHOWN), record=record)


@router.api_route("/sources/{name:path}", methods=BOTH)
def one(request: Request, name: str, record: Known, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """One source: what it said, about what, how it fared, its forecasts, people's grades."""
    found = source(record, name)
    return render(
        request,
        "source.html",
        as_of=as_of,
        source=found,
        marks=[(mark, told) for mark, told in MARKS.items() if mark.isalpha()],
        slice=Slice.of(found.said, number, SHOWN),
        record=record,
    )
