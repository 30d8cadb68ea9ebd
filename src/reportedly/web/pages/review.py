"""Review: links that are likely but not sure, those first that would change the status of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from fastapi import Request
from fastapi.responses import Response

from reportedly.actors import ActorSuggestion
from reportedly.export.plain import Json
from reportedly.ledger.queries.review_queue import ReviewItem
from reportedly.listing import Filter
from reportedly.web.context import ListContext
from reportedly.web.parameters import AsOf, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import render
from reportedly.web.routing import PageRouter

router = PageRouter()
QUESTIONS = 10
"""Questions a page."""
NAMES = 10
"""Questions on names."""


@dataclass(frozen=True, kw_only=True)
class ReviewContext(ListContext[ReviewItem]):
    """Suggested links that nobody has judged."""

    template = "review.html"

    @cached_property
    def names(self) -> Sequence[ActorSuggestion]:
        """Names that may be of one actor, on the first page; none where the page looks back."""
        return () if self.as_of or self.rows.number > 1 else self.ledger.actors.suggestions()[:NAMES]

    @property
    def questions(self) -> Sequence[ReviewItem]:
        """Those whose statements were on the record on that day."""
        known = self.related.statements
        return [d for d in self.rows if d.statement in known and d.other in known]

    @cached_property
    def undecided(self) -> int:
        """How many disagreements wait for a third person."""
        return sum(not d.decided for d in self.ledger.disagreements())

    def refers_to(self) -> tuple[list[str], list[str]]:
        """Both statements of each link."""
        return [s for d in self.rows for s in (d.statement, d.other)], []


@router.json("/review", "decisions")
def review(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """Suggested links that nobody has judged, those first that would change the status of a claim."""
    rows = ledger.review_queue(**part.rows)
    part.link_next(rows)
    return ReviewContext(ledger=ledger, rows=rows).json()


@router.html("/review")
def show_review(request: Request, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """Suggested links, those first that would change the status of a claim."""
    rows = ledger.review_queue(**page_at(number, QUESTIONS))
    return render(request, ReviewContext(ledger=ledger, wanted=Filter(as_of=as_of), rows=rows))
