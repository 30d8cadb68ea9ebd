"""Review: links that are likely but not sure, and pairs for which a second person is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.actors import ActorSuggestion
from reportedly.export.plain import Json
from reportedly.ledger.queries.review_queue import ReviewItem
from reportedly.ledger.queries.second_opinions import SecondOpinion
from reportedly.web.context import ListContext
from reportedly.web.parameters import OfRecord, OfTopic, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import render
from reportedly.web.routing import PageRouter

router = PageRouter()
QUESTIONS = 10
"""Questions a page."""
NAMES = 10
"""Questions on names."""
Second = Annotated[
    bool, Query(description="Pairs that one other person has judged, for a second opinion: `statement`, `other`.")
]


@dataclass(frozen=True, kw_only=True)
class ReviewContext(ListContext[ReviewItem]):
    """Suggested links that nobody has judged."""

    template = "review.html"

    @cached_property
    def names(self) -> Sequence[ActorSuggestion]:
        """Names that may be of one actor, on the first page; none where the page looks back or is about a topic."""
        return () if self.as_of or self.topic or self.rows.number > 1 else self.ledger.actors.suggestions()[:NAMES]

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


@dataclass(frozen=True, kw_only=True)
class SecondOpinionsContext(ListContext[SecondOpinion]):
    """Pairs that one other person has judged; how is not shown."""

    template = "second_opinions.html"

    @property
    def questions(self) -> Sequence[SecondOpinion]:
        """Those whose statements were on the record on that day."""
        known = self.related.statements
        return [d for d in self.rows if d.statement in known and d.other in known]

    def refers_to(self) -> tuple[list[str], list[str]]:
        """Both statements of each pair."""
        return [s for d in self.rows for s in (d.statement, d.other)], []


@router.json("/review", "decisions")
def review(
    request: Request, ledger: OpenLedger, part: PartOf, topic: OfTopic = None, second: Second = False
) -> list[Json]:
    """Suggested links that nobody has judged, those first that would change the status of a claim."""
    if second:
        pairs = ledger.second_opinions(request.state.session.name, topic=topic, **part.rows)
        part.link_next(pairs)
        return SecondOpinionsContext(ledger=ledger, rows=pairs).json()
    rows = ledger.review_queue(topic=topic, **part.rows)
    part.link_next(rows)
    return ReviewContext(ledger=ledger, rows=rows).json()


@router.html("/review")
def show_review(
    request: Request, ledger: OpenLedger, asked: OfRecord, number: PageNumber = 1, second: Second = False
) -> Response:
    """Suggested links, those first that would change the status of a claim; or pairs for a second opinion."""
    wanted, part = asked.filter, page_at(number, QUESTIONS)
    if second:
        pairs = ledger.second_opinions(request.state.session.name, topic=wanted.topic, **part)
        return render(request, SecondOpinionsContext(ledger=ledger, wanted=wanted, rows=pairs))
    rows = ledger.review_queue(topic=wanted.topic, **part)
    return render(request, ReviewContext(ledger=ledger, wanted=wanted, rows=rows))
