"""Numbers: the figures that each source gives, as ranges on one scale, never averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter, Numbered, Page
from reportedly.record import Claim, NumberRecord
from reportedly.web.charts.number_chart import Table, tables
from reportedly.web.context import ListContext
from reportedly.web.parameters import AsOf, OfTopic, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import render
from reportedly.web.routing import PageRouter

router = PageRouter()
CLAIMS = 12
"""Claims a page."""


@dataclass(frozen=True, kw_only=True)
class NumbersContext(ListContext[Claim]):
    """The numbers of claims, claim by claim. Its JSON goes number by number: see `numbers`."""

    template = "numbers.html"

    @property
    def only(self) -> str:
        """ "apart" for claims whose numbers exclude each other alone, else empty."""
        return self.wanted.numbers.value if self.wanted.numbers is Numbered.CONFLICTING else ""

    @cached_property
    def _given(self) -> Mapping[str, Page[NumberRecord]]:
        return {c.id: self.ledger.numbers(Filter(claim=c.id, as_of=self.as_of)) for c in self.rows}

    @cached_property
    def tables(self) -> Mapping[str, Sequence[Table]]:
        """The tables of each claim, by its id."""
        return {claim: tables(numbers) for claim, numbers in self._given.items()}

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The reports of the numbers."""
        return [], [n.report for numbers in self._given.values() for n in numbers]


@router.json("/numbers", "record")
def numbers(
    ledger: OpenLedger,
    part: PartOf,
    as_of: AsOf = None,
    topic: OfTopic = None,
    claim: Annotated[str | None, Query(max_length=64, description="Of the claim whose id begins so.")] = None,
    newest_first: Annotated[bool, Query(description="By the day on which they were said.")] = False,
) -> list[Json]:
    """Claimed numbers as ranges, claim by claim, with the statements whose numbers exclude them."""
    wanted = Filter(claim=claim or None, topic=topic, as_of=as_of, newest_first=newest_first)
    rows = ledger.numbers(wanted, **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/numbers")
def show_numbers(
    request: Request,
    ledger: OpenLedger,
    as_of: AsOf = None,
    topic: OfTopic = None,
    number: PageNumber = 1,
    only: str = "",
) -> Response:
    """The numbers of each claim, latest first, or of those claims whose numbers exclude each other."""
    wanted = Filter(as_of=as_of, topic=topic, numbers=Numbered.CONFLICTING if only == "apart" else Numbered.SOME)
    rows = ledger.claims(wanted, **page_at(number, CLAIMS))
    return render(request, NumbersContext(ledger=ledger, wanted=wanted, rows=rows))
