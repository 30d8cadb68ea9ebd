"""Search: statements that hold given words, by whom, when, and on claims of which status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.model import Act, Status
from reportedly.record import Hit
from reportedly.web.filters import FilteredContext
from reportedly.web.parameters import OpenLedger, PageNumber, PartOf, SearchChoices, SearchParameters, page_at
from reportedly.web.rendering import SHOWN, render
from reportedly.web.routing import PageRouter

router = PageRouter()


@dataclass(frozen=True, kw_only=True)
class SearchContext(FilteredContext[Hit]):
    """Statements that a search found, the latest published first."""

    template = "search.html"
    statuses = tuple((s.value, s.value) for s in Status)
    acts = tuple((a.value, a.value) for a in Act)

    @property
    def text(self) -> str:
        """The words that are searched for."""
        return self.wanted.text

    @property
    def chosen(self) -> Mapping[str, date | str | None]:
        """The filter without the words, as addresses write it."""
        wanted = self.wanted
        return {
            "actor": wanted.actor,
            "act": wanted.act,
            "place": wanted.place,
            "status": wanted.status,
            "since": wanted.since,
            "until": wanted.until,
        }

    @property
    def narrowed(self) -> bool:
        """True if more than words is asked for."""
        return any(self.chosen.values())

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The statements and their reports."""
        return [h.statement for h in self.rows], [h.report for h in self.rows]


@router.json("/search", "record")
def search(ledger: OpenLedger, wanted: Annotated[SearchParameters, Depends()], part: PartOf) -> list[Json]:
    """Statements whose content or source has these words, the latest published first."""
    rows = ledger.search(wanted.filter, **part.rows)
    part.link_next(rows)
    return SearchContext(ledger=ledger, wanted=wanted.filter, rows=rows).json()


@router.html("/search")
def show_search(
    request: Request, ledger: OpenLedger, wanted: Annotated[SearchChoices, Depends()], number: PageNumber = 1
) -> Response:
    """Statements that hold these words."""
    rows = ledger.search(wanted.filter, **page_at(number, SHOWN))
    return render(request, SearchContext(ledger=ledger, wanted=wanted.filter, rows=rows))
