"""Claims: all of them, those in dispute, and one with its whole history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.model import Stance, Status
from reportedly.web.asking import AsOf, Kept, Known, PageNumber, Slice
from reportedly.web.lanes import lanes
from reportedly.web.ranges import tables
from reportedly.web.rendering import SHOWN, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.record import Claim, ClaimStatement

router = APIRouter()
BOTH = ["GET", "HEAD"]


@router.api_route("/claims", methods=BOTH)
def claims(request: Request, record: Known, as_of: AsOf = None, number: PageNumber = 1, status: str = "") -> Response:
    """All claims, latest first, or those of one status."""
    tally = {s.value: sum(c.status is s for c in record.claims) for s in Status}
    wanted = [c for c in record.claims if not status or c.status == status]
    found = Slice.of(wanted, number, SHOWN)
    tally = {s: n for s, n in tally.items() if n}
    return render(request, "claims.html", as_of=as_of, slice=found, tally=tally, chosen=status)


@router.api_route("/disputes", methods=BOTH)
def disputes(request: Request, record: Known, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """What one party affirms and another denies, both sides beside each other."""
    disputed = [c for c in record.claims if c.status is Status.DISPUTED]
    found = Slice.of(disputed, number, 20)
    sides = {c.id: against(c) for c in found.rows}
    return render(request, "disputes.html", as_of=as_of, slice=found, sides=sides, record=record)


@router.api_route("/claims/{claim_id}", methods=BOTH)
def claim(request: Request, claim_id: str, ledger: Kept, record: Known, as_of: AsOf = None) -> Response:
    """One claim: its status and why, positions over time, statements, numbers, origins."""
    found = ledger.claim(claim_id, as_of=as_of)
    history = [c for c in record.changes if c.claim == found.id]
    return render(
        request,
        "claim.html",
        as_of=as_of,
        claim=found,
        history=history,
        charts=[(size, lanes(found, history, as_of, width=width)) for size, width in (("roomy", 1180), ("slim", 350))],
        statements=sorted(found.statements, key=lambda s: (s.said_on, s.report)),
        where={s.id: s for s in found.statements},
        sides=against(found),
        numbers=tables(found.numbers),
        record=record,
    )


def against(claim: Claim) -> list[tuple[Stance, Sequence[ClaimStatement]]]:
    """The latest words of each named party, by the side that it takes; sides that nobody takes are left out."""
    said = {s.id: s for s in claim.statements}
    sides: dict[Stance, list[ClaimStatement]] = {stance: [] for stance in Stance}
    for position in claim.positions:
        latest = next((said[key] for key in reversed(position.statements) if key in said), None)
        if latest is not None:
            sides[position.stance].append(latest)
    return [(stance, rows) for stance, rows in sides.items() if rows]
