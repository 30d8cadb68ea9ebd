"""Reports: all of them, one with its statements marked, and two beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.export import contract
from reportedly.export.page import MarkedReport
from reportedly.export.plain import Json
from reportedly.listing import Filter
from reportedly.model import Reading, Report
from reportedly.notes import NoteSubject
from reportedly.record import Addition, StatementInClaim
from reportedly.web.compare import Comparison, Piece, compare
from reportedly.web.context import LedgerContext, ListContext
from reportedly.web.noted import NotedContext
from reportedly.web.parameters import AsOf, OfTopic, OpenLedger, PageNumber, PartOf, page_at, reading_at
from reportedly.web.rendering import SHOWN, address_of, pairing_for, render
from reportedly.web.routing import PageRouter

router = PageRouter()
MOST = 12
"""Copies of a text that are listed: of a daily bulletin there may be thousands."""


@dataclass(frozen=True, kw_only=True)
class ReportsContext(ListContext[Report]):
    """Reports, latest first, copies marked as such."""

    template = "reports.html"

    @cached_property
    def firsts(self) -> Mapping[str, str]:
        """Of each copy the report that it is a copy of."""
        firsts = self.ledger.firsts_of([r.id for r in self.rows], as_of=self.as_of)
        return {report: first for report, first in firsts.items() if first != report}

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The reports that these are copies of."""
        return [], list(self.firsts.values())

    def json(self) -> list[Json]:
        """The reports without their texts."""
        return [
            {key: value for key, value in contract.report_json(report).items() if key != "text"} for report in self.rows
        ]


@router.json("/reports", "reports")
def reports(ledger: OpenLedger, part: PartOf, as_of: AsOf = None, topic: OfTopic = None) -> list[Json]:
    """Reports, latest first, without their texts."""
    wanted = Filter(as_of=as_of, topic=topic)
    rows = ledger.reports(wanted, **part.rows)
    part.link_next(rows)
    return ReportsContext(ledger=ledger, wanted=wanted, rows=rows).json()


@router.html("/reports")
def show_reports(
    request: Request, ledger: OpenLedger, as_of: AsOf = None, topic: OfTopic = None, number: PageNumber = 1
) -> Response:
    """Reports, latest first, copies marked as such."""
    wanted = Filter(as_of=as_of, topic=topic)
    rows = ledger.reports(wanted, **page_at(number, SHOWN))
    return render(request, ReportsContext(ledger=ledger, wanted=wanted, rows=rows))


@dataclass(frozen=True, kw_only=True)
class ComparisonContext(LedgerContext):
    """Two reports beside each other, the words marked that both have in the same order."""

    template = "compare.html"
    pair: tuple[Report, Report]

    @cached_property
    def comparison(self) -> Comparison:
        """Both texts in pieces."""
        return compare(self.pair[0].text, self.pair[1].text)

    @property
    def columns(self) -> Sequence[tuple[Report, Sequence[Piece]]]:
        """Each report with its text in pieces."""
        return list(zip(self.pair, self.comparison.sides, strict=True))

    def json(self) -> Json:
        """Both texts in pieces, and the share of the shorter one's words that the other has."""
        return {
            "share": self.comparison.share,
            "reports": [
                {"report": report.id, "pieces": [{"text": p.text, "shared": p.shared} for p in pieces]}
                for report, pieces in self.columns
            ],
        }


def _comparison(ledger: OpenLedger, one: str, other: str, as_of: AsOf) -> ComparisonContext:
    pair = (reading_at(ledger, one, as_of).report, reading_at(ledger, other, as_of).report)
    return ComparisonContext(ledger=ledger, wanted=Filter(as_of=as_of), pair=pair)


@router.json("/beside", "reports")
def beside(
    ledger: OpenLedger,
    one: Annotated[str, Query(max_length=2000, description="The id of a report.")],
    other: Annotated[str, Query(max_length=2000, description="The id of the other report.")],
    as_of: AsOf = None,
) -> Json:
    """Two texts in pieces, each marked if the other has it, and the share of words that they have in common."""
    return _comparison(ledger, one, other, as_of).json()


@router.html("/beside")
def show_beside(request: Request, ledger: OpenLedger, one: str, other: str, as_of: AsOf = None) -> Response:
    """Two reports beside each other, the words marked that both have in the same order."""
    return render(request, _comparison(ledger, one, other, as_of))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink:
    """The claim of a statement, as its margin note shows it."""

    claim: StatementInClaim
    address: str


@dataclass(frozen=True, kw_only=True)
class ReportContext(NotedContext):
    """One report: its text with the statements marked, margin notes, the claims they bear on, its other copies."""

    template = "reading.html"
    noted = NoteSubject.REPORT
    reading: Reading

    @property
    def subject(self) -> str:
        """Its id."""
        return self.reading.report.id

    @cached_property
    def marked(self) -> MarkedReport:
        """The text with the words of its statements marked, and its rows as sheets show them."""
        return MarkedReport.of(self.reading)

    @property
    def pairing(self) -> str:
        """The address of the style that lights up notes with their words."""
        return pairing_for(len(self.marked.rows.statements))

    @cached_property
    def _others(self) -> Sequence[str]:
        report = self.reading.report.id
        origin = self.ledger.origins_of([report], as_of=self.as_of).get(report)
        return [r for r in origin.reports if r != report] if origin else []

    @cached_property
    def copies(self) -> Sequence[str]:
        """The first and the latest reports of the same text."""
        return [*self._others[:1], *self._others[1:][1 - MOST :]]

    @property
    def more(self) -> int:
        """How many copies are left out."""
        return len(self._others) - len(self.copies)

    @cached_property
    def added(self) -> Addition:
        """Who added it, and when."""
        return self.ledger.addition(self.reading.report.id)

    @cached_property
    def claims(self) -> Mapping[str, ClaimLink]:
        """The claim of each statement, by the statement's id."""
        return {
            statement: ClaimLink(claim=found, address=address_of("claims", found.claim, as_of=self.as_of))
            for statement, found in self.related.statements.items()
        }

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The statements and the copies."""
        return [s.id for s in self.reading.statements], list(self.copies)

    def json(self) -> Json:
        """The Reading, in the contract of `read`."""
        return contract.to_json(self.reading)


@router.json("/reports/{report_id:path}", "reports")
def report(report_id: str, ledger: OpenLedger, as_of: AsOf = None) -> Json:
    """The current reading of one report, in the contract of `read`."""
    reading = reading_at(ledger, report_id, as_of)
    return ReportContext(ledger=ledger, wanted=Filter(as_of=as_of), reading=reading).json()


@router.html("/reports/{report_id:path}")
def show_report(request: Request, report_id: str, ledger: OpenLedger, as_of: AsOf = None) -> Response:
    """One report: its text with the statements marked, margin notes, the claims they bear on, the sheet."""
    reading = reading_at(ledger, report_id, as_of)
    return render(request, ReportContext(ledger=ledger, wanted=Filter(as_of=as_of), reading=reading))
