"""Search: statements that hold given words, by whom, when, and on claims of which status."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.listing import Filter
from reportedly.model import Act, Status
from reportedly.web.filters import countries
from reportedly.web.parameters import AsOf, ByParty, InCountry, Kept, PageNumber, Since, Until, Words, page_at
from reportedly.web.related import around
from reportedly.web.rendering import SHOWN, render

router = APIRouter()


@router.api_route("/search", methods=["GET", "HEAD"])
def search(
    request: Request,
    ledger: Kept,
    q: Words = "",
    as_of: AsOf = None,
    number: PageNumber = 1,
    actor: ByParty = None,
    act: str = "",
    place: InCountry = None,
    status: str = "",
    since: Since = None,
    until: Until = None,
) -> Response:
    """Statements that hold these words."""
    wanted = Filter(
        text=q,
        actor=actor,
        act=Act(act) if act in set(Act) else None,
        place=place,
        status=Status(status) if status in set(Status) else None,
        since=since,
        until=until,
        as_of=as_of,
    )
    found = ledger.search(wanted, **page_at(number, SHOWN))
    asked = {"actor": actor, "act": act, "place": place, "status": status, "since": since, "until": until}
    return render(
        request,
        "search.html",
        as_of=as_of,
        q=q,
        slice=found,
        around=around(ledger, as_of, [h.statement for h in found.items], [h.report for h in found.items]),
        statuses=[(s.value, s.value) for s in Status],
        acts=[(a.value, a.value) for a in Act],
        places=countries(ledger, as_of),
        asked=asked,
        narrowed=any(asked.values()),
    )
