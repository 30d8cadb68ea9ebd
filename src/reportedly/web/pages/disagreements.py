"""Disagreements: what people judged differently, with the forms by which a third decides, and how well people agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from fastapi import Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.linking.agreement import Agreement, Disagreement
from reportedly.listing import Filter, Page
from reportedly.web.context import ListContext
from reportedly.web.parameters import AsOf, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import render
from reportedly.web.routing import PageRouter

router = PageRouter()
SHOWN = 20
"""Disagreements of a page."""


@dataclass(frozen=True, kw_only=True)
class DisagreementsContext(ListContext[Disagreement]):
    """What people judged differently: first what waits for a third person."""

    template = "disagreements.html"

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The statements that they are about."""
        return [s for d in self.rows for s in d.statements], []

    @cached_property
    def agreements(self) -> Sequence[Agreement]:
        """How well each two people agree."""
        return self.ledger.agreements()


@router.json("/disagreements", "decisions")
def disagreements(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """What people judged differently: first what waits for a third person, latest first."""
    rows = Page.cut(ledger.disagreements(), **part.rows)
    part.link_next(rows)
    return DisagreementsContext(ledger=ledger, rows=rows).json()


@router.json("/agreement", "decisions")
def agreement(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """How well each two people agree on what both have judged, with Cohen's kappa."""
    rows = Page.cut(ledger.agreements(), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/disagreements")
def show_disagreements(request: Request, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """What people judged differently, and how well they agree."""
    rows = Page.cut(ledger.disagreements(), **page_at(number, SHOWN))
    return render(request, DisagreementsContext(ledger=ledger, wanted=Filter(as_of=as_of), rows=rows))
