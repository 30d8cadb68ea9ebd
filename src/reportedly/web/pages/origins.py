"""Origins: which reports are one text, so that they count once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.listing import Filter
from reportedly.record import Origin
from reportedly.web.context import ListContext
from reportedly.web.parameters import AsOf, OfTopic, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, render
from reportedly.web.routing import PageRouter

router = PageRouter()
MOST = 12
"""Copies of a text that are listed: of a daily bulletin there may be thousands."""


@dataclass(frozen=True, kw_only=True)
class OriginsContext(ListContext[Origin]):
    """Origins, latest first."""

    template = "origins.html"
    most = MOST

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The first report of each, and its latest copies."""
        return [], [r for origin in self.rows for r in (origin.reports[0], *origin.reports[1:][-MOST:])]


@router.json("/origins", "reports")
def origins(
    ledger: OpenLedger,
    part: PartOf,
    as_of: AsOf = None,
    topic: OfTopic = None,
    copied: Annotated[bool, Query(description="Only those of several reports.")] = False,
) -> list[Json]:
    """Reports that are one text, latest first."""
    wanted = Filter(multiple=copied, as_of=as_of, topic=topic)
    rows = ledger.origins(wanted, **part.rows)
    part.link_next(rows)
    return OriginsContext(ledger=ledger, wanted=wanted, rows=rows).json()


@router.html("/origins")
def show_origins(
    request: Request, ledger: OpenLedger, as_of: AsOf = None, topic: OfTopic = None, number: PageNumber = 1
) -> Response:
    """Texts with copies, latest first."""
    wanted = Filter(multiple=True, as_of=as_of, topic=topic)
    rows = ledger.origins(wanted, **page_at(number, SHOWN))
    return render(request, OriginsContext(ledger=ledger, wanted=wanted, rows=rows))
