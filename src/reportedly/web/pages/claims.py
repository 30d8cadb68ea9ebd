"""Claims: all of them, those in dispute, and one with its whole history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.ledger.queries.claim_chain import ClaimChain
from reportedly.listing import Filter, Page
from reportedly.model import Status
from reportedly.notes import NoteSubject
from reportedly.record import Change, Claim, ClaimStatement
from reportedly.web.charts.chain_chart import ChainChart, chain_chart
from reportedly.web.charts.number_chart import Table, tables
from reportedly.web.charts.position_chart import PositionChart, position_chart
from reportedly.web.context import ListContext
from reportedly.web.filters import FilteredContext
from reportedly.web.noted import NotedContext
from reportedly.web.parameters import (
    AsOf,
    ClaimsParameters,
    Concern,
    OfTopic,
    OpenLedger,
    PageNumber,
    PartOf,
    StatusChoice,
    page_at,
)
from reportedly.web.rendering import CHARTS, SHOWN, render
from reportedly.web.routing import PageRouter
from reportedly.web.sides import Side, sides

router = PageRouter()
STATEMENTS = 50
"""Statements of a claim a page."""
DISPUTES = 20
"""Disputes a page."""


@dataclass(frozen=True, kw_only=True)
class ClaimsContext(FilteredContext[Claim]):
    """Claims that matter by rank, or all those that a filter leaves, last spoken of first."""

    template = "claims.html"

    @cached_property
    def tally(self) -> Mapping[Status, int]:
        """How many claims have which status on that day."""
        return {
            status: number
            for status, number in self.ledger.statuses(as_of=self.as_of, topic=self.topic).items()
            if number
        }


@router.json("/claims", "record")
def claims(ledger: OpenLedger, wanted: Annotated[ClaimsParameters, Depends()], part: PartOf) -> list[Json]:
    """Claims as known on that day, those last spoken of first."""
    rows = ledger.claims(wanted.filter, **part.rows)
    part.link_next(rows)
    return ClaimsContext(ledger=ledger, wanted=wanted.filter, rows=rows).json()


@router.html("/claims")
def show_claims(
    request: Request,
    ledger: OpenLedger,
    concern: Concern,
    number: PageNumber = 1,
    status: StatusChoice = None,
    only: str = "",
) -> Response:
    """Claims that matter, by rank; all of them or those that a filter leaves, last spoken of first."""
    wanted = replace(concern.filter, status=status)
    if only != "all" and wanted == Filter(as_of=wanted.as_of, topic=wanted.topic):
        wanted = replace(wanted, notable=True)
    rows = ledger.claims(wanted, **page_at(number, SHOWN))
    return render(request, ClaimsContext(ledger=ledger, wanted=wanted, rows=rows))


@dataclass(frozen=True, kw_only=True)
class DisputesContext(ListContext[Claim]):
    """Claims that one party affirms and another denies, both sides beside each other."""

    template = "disputes.html"

    @cached_property
    def sides(self) -> Mapping[str, Sequence[Side]]:
        """The sides of each claim, by its id."""
        return {claim.id: sides(claim) for claim in self.rows}

    @cached_property
    def total(self) -> int:
        """How many claims are disputed on that day."""
        return self.ledger.statuses(as_of=self.as_of, topic=self.topic).get(Status.DISPUTED, 0)

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The reports of unnamed sources, which are known by their reports."""
        return [], [s.report for both in self.sides.values() for side in both for s in side.unnamed]


@router.json("/disputes", "record")
def disputes(ledger: OpenLedger, part: PartOf, as_of: AsOf = None, topic: OfTopic = None) -> list[Json]:
    """Claims that one party affirms and another denies, those last spoken of first."""
    wanted = Filter(as_of=as_of, topic=topic)
    rows = ledger.disputes(wanted, **part.rows)
    part.link_next(rows)
    return DisputesContext(ledger=ledger, wanted=wanted, rows=rows).json()


@router.html("/disputes")
def show_disputes(
    request: Request, ledger: OpenLedger, as_of: AsOf = None, topic: OfTopic = None, number: PageNumber = 1
) -> Response:
    """What one party affirms and another denies, both sides beside each other."""
    wanted = Filter(as_of=as_of, topic=topic)
    rows = ledger.disputes(wanted, **page_at(number, DISPUTES))
    return render(request, DisputesContext(ledger=ledger, wanted=wanted, rows=rows))


@dataclass(frozen=True, kw_only=True)
class ClaimContext(NotedContext):
    """One claim: status and reason, positions over time, statements, numbers, origins."""

    template = "claim.html"
    noted = NoteSubject.CLAIM
    claim: Claim
    number: int = 1
    """Which page of its statements is shown, from 1."""

    @property
    def subject(self) -> str:
        """Its id."""
        return self.claim.id

    @cached_property
    def history(self) -> Sequence[Change]:
        """The changes of its status, oldest first."""
        steps = self.ledger.changes(Filter(claim=self.claim.id, as_of=self.as_of))
        return [step for step in steps if step.before is not step.after]

    @cached_property
    def charts(self) -> Sequence[tuple[str, PositionChart]]:
        """Positions over time, drawn for each width of screen."""
        return [(size, position_chart(self.claim, self.history, self.as_of, width=width)) for size, width in CHARTS]

    @cached_property
    def chain(self) -> ClaimChain:
        """Who said it first, and who took it up."""
        return self.ledger.chain(self.claim.id, as_of=self.as_of)

    @cached_property
    def chain_charts(self) -> Sequence[tuple[str, ChainChart]]:
        """The chain, drawn for each width of screen."""
        return [(size, chain_chart(self.chain, width=width)) for size, width in CHARTS]

    @cached_property
    def rows(self) -> Page[ClaimStatement]:
        """A page of its statements, by the day of speaking."""
        ordered = sorted(self.claim.statements, key=lambda s: (s.said_on, s.report))
        return Page.cut(ordered, **page_at(self.number, STATEMENTS))

    @cached_property
    def statements(self) -> Mapping[str, ClaimStatement]:
        """All its statements by their ids, and those of broader claims that its positions rest on."""
        own = {s.id: s for s in self.claim.statements}
        others = {s for p in self.claim.positions for s in p.statements} - own.keys()
        elsewhere = self.ledger.statements_of(others, as_of=self.as_of) if others else {}
        return own | {key: found.statement for key, found in elsewhere.items()}

    @cached_property
    def sides(self) -> Sequence[Side]:
        """Who affirms it, who denies it, who leaves it open."""
        return sides(self.claim)

    @cached_property
    def numbers(self) -> Sequence[Table]:
        """Its numbers as ranges, a table a unit."""
        return tables(self.ledger.numbers(Filter(claim=self.claim.id, as_of=self.as_of)))

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The reports of its statements."""
        return [], [s.report for s in self.claim.statements]

    def json(self) -> Json:
        """The claim, in the contract of the ledger."""
        return record_json(self.claim)


@router.json("/claims/{claim_id}/chain", "record")
def claim_chain(claim_id: str, ledger: OpenLedger, as_of: AsOf = None) -> Json:
    """Who said a claim first and who took it up: texts in order of time, and what each of them added."""
    return record_json(ledger.chain(claim_id, as_of=as_of))


@router.json("/claims/{claim_id}", "record")
def claim(claim_id: str, ledger: OpenLedger, as_of: AsOf = None) -> Json:
    """One claim: status, reason, positions, statements, numbers, origins."""
    return ClaimContext(ledger=ledger, wanted=Filter(as_of=as_of), claim=ledger.claim(claim_id, as_of=as_of)).json()


@router.html("/claims/{claim_id}")
def show_claim(
    request: Request, claim_id: str, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1
) -> Response:
    """One claim, with its whole history."""
    found = ledger.claim(claim_id, as_of=as_of)
    return render(request, ClaimContext(ledger=ledger, wanted=Filter(as_of=as_of), claim=found, number=number))
