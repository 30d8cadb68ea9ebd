"""Claims: all of them, those in dispute, and one with its whole history."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.listing import Filter, Page
from reportedly.model import Status
from reportedly.web.charts.number_chart import tables
from reportedly.web.charts.position_chart import lanes
from reportedly.web.filters import countries, parties
from reportedly.web.parameters import AsOf, ByParty, InCountry, Kept, PageNumber, Since, Until, page_at
from reportedly.web.related import around
from reportedly.web.rendering import CHARTS, SHOWN, render
from reportedly.web.sides import sides

router = APIRouter()
BOTH = ["GET", "HEAD"]
STATEMENTS = 50
"""Statements of a claim a page."""
DISPUTES = 20
"""Disputes a page."""


@router.api_route("/claims", methods=BOTH)
def claims(
    request: Request,
    ledger: Kept,
    as_of: AsOf = None,
    number: PageNumber = 1,
    status: str = "",
    actor: ByParty = None,
    place: InCountry = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """All claims, latest first, or those of one status."""
    wanted = Status(status) if status in set(Status) else None
    found = ledger.claims(
        Filter(as_of=as_of, status=wanted, actor=actor, place=place, since=since, until=until),
        **page_at(number, SHOWN),
    )
    tally = {s: n for s, n in ledger.statuses(as_of=as_of).items() if n}
    return render(
        request,
        "claims.html",
        as_of=as_of,
        slice=found,
        tally=tally,
        chosen=wanted,
        asked={"actor": actor, "place": place, "since": since, "until": until},
        actors=parties(ledger, as_of),
        places=countries(ledger, as_of),
    )


@router.api_route("/disputes", methods=BOTH)
def disputes(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """What one party affirms and another denies, both sides beside each other."""
    found = ledger.disputes(Filter(as_of=as_of), **page_at(number, DISPUTES))
    taken = {c.id: sides(c) for c in found.items}
    return render(
        request,
        "disputes.html",
        as_of=as_of,
        slice=found,
        sides=taken,
        around=around(ledger, as_of, (), [s.report for rows in taken.values() for side in rows for s in side.unnamed]),
        total=ledger.statuses(as_of=as_of).get(Status.DISPUTED, 0),
        empty=not found.items and ledger.latest_day(as_of=as_of) is None,
    )


@router.api_route("/claims/{claim_id}", methods=BOTH)
def claim(request: Request, claim_id: str, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """One claim: its status and why, positions over time, statements, numbers, origins."""
    found = ledger.claim(claim_id, as_of=as_of)
    history = ledger.changes(Filter(claim=found.id, as_of=as_of))
    told = sorted(found.statements, key=lambda s: (s.said_on, s.report))
    statements = Page.cut(told, **page_at(number, STATEMENTS))
    return render(
        request,
        "claim.html",
        as_of=as_of,
        claim=found,
        history=history,
        charts=[(size, lanes(found, history, as_of, width=width)) for size, width in CHARTS],
        slice=statements,
        where={s.id: s for s in found.statements},
        sides=sides(found),
        numbers=tables(ledger.numbers(Filter(claim=found.id, as_of=as_of))),
        around=around(ledger, as_of, (), [s.report for s in found.statements]),
    )
