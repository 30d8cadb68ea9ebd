"""Search: statements that hold given words, by whom, when, and on claims of which status."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from reportedly.model import Status
from reportedly.record import Query as Asked
from reportedly.web.asking import AsOf, Day, Kept, Known, PageNumber, Slice, Word
from reportedly.web.rendering import SHOWN, render

router = APIRouter()


@router.api_route("/search", methods=["GET", "HEAD"])
def search(
    request: Request,
    ledger: Kept,
    record: Known,
    q: Annotated[str, Query(max_length=500)] = "",
    as_of: AsOf = None,
    number: PageNumber = 1,
    actor: Word = "",
    status: Word = "",
    since: Day = None,
    until: Day = None,
) -> Response:
    """Statements that hold these words."""
    hits = ledger.search(Asked(text=q, as_of=as_of)) if q.strip() else []
    wanted = [
        h
        for h in hits
        if (since is None or h.said_on >= since)
        and (until is None or h.said_on <= until)
        and (not actor or (h.actor is not None and actor.casefold() in h.actor.name.casefold()))
        and (not status or (h.claim in record.by_id and record.by_id[h.claim].status == status))
    ]
    return render(
        request,
        "search.html",
        as_of=as_of,
        q=q,
        slice=Slice.of(wanted, number, SHOWN),
        record=record,
        statuses=[s.value for s in Status],
        asked={"actor": actor, "status": status, "since": since, "until": until},
        found=len(hits),
    )
