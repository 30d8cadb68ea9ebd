"""The map: what reports name as places, at the precision known; a country is an area, never a pin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.export.wording import country
from reportedly.web.asking import AsOf, Known, Word
from reportedly.web.rendering import render
from reportedly.web.world import HEIGHT, WIDTH, world_map

if TYPE_CHECKING:
    from reportedly.record import ClaimStatement
    from reportedly.web.record_at import Record

router = APIRouter()


@router.api_route("/map", methods=["GET", "HEAD"])
def places(request: Request, record: Known, as_of: AsOf = None, place: Word = "", whole: Word = "") -> Response:
    """The map, and for one country the statements that name it or a place in it."""
    drawn = world_map(record.readings)
    box = (0, 0, WIDTH, HEIGHT) if whole else drawn.box
    return render(
        request,
        "map.html",
        as_of=as_of,
        drawn=drawn,
        box=box,
        whole=bool(whole),
        chosen=place,
        chosen_name=country(place) if place else None,
        naming=_naming(record, place) if place else [],
        record=record,
    )


def _naming(record: Record, code: str) -> list[ClaimStatement]:
    """The statements whose content names that country or a place in it, latest first."""
    found: list[ClaimStatement] = []
    for reading in record.readings:
        named = [p.anchor for p in reading.places if p.country == code]
        found.extend(
            record.statements[s.id]
            for s in reading.statements
            if s.id in record.statements and any(part.contains(a) for part in s.content for a in named)
        )
    return sorted(found, key=lambda s: s.said_on, reverse=True)[:60]
