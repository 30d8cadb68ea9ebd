"""Sources: everybody who is named as saying something, and what became of the words of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.export.record import account_json
from reportedly.listing import Filter
from reportedly.record import SourceAccount, SourceRecord
from reportedly.web.context import LedgerContext, ListContext
from reportedly.web.parameters import AsOf, OfTopic, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, render
from reportedly.web.routing import PageRouter

router = PageRouter()
MARKS = {
    "A": "A completely reliable",
    "B": "B usually reliable",
    "C": "C fairly reliable",
    "D": "D not usually reliable",
    "E": "E unreliable",
    "F": "F cannot be judged",
}
"""The Admiralty grades of sources (STANAG 2511)."""


@dataclass(frozen=True, kw_only=True)
class SourcesContext(ListContext[SourceRecord]):
    """Named sources and outlets in their own voice, those with most statements first."""

    template = "sources.html"

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The reports of outlets: an outlet without a name is known by its report."""
        return [], [s.name for s in self.rows if s.outlet]


@router.json("/sources", "sources")
def sources(ledger: OpenLedger, part: PartOf, as_of: AsOf = None, topic: OfTopic = None) -> list[Json]:
    """Sources, those with most statements first, and how often others affirmed or denied them later."""
    wanted = Filter(as_of=as_of, topic=topic)
    rows = ledger.sources(wanted, **part.rows)
    part.link_next(rows)
    return SourcesContext(ledger=ledger, wanted=wanted, rows=rows).json()


@router.html("/sources")
def show_sources(
    request: Request, ledger: OpenLedger, as_of: AsOf = None, topic: OfTopic = None, number: PageNumber = 1
) -> Response:
    """Named sources, those with most statements first."""
    wanted = Filter(as_of=as_of, topic=topic)
    rows = ledger.sources(wanted, **page_at(number, SHOWN))
    return render(request, SourcesContext(ledger=ledger, wanted=wanted, rows=rows))


@dataclass(frozen=True, kw_only=True)
class SourceContext(LedgerContext):
    """One source: what it said, who affirmed or denied it later, its forecasts, people's grades."""

    template = "source.html"
    marks = tuple(MARKS.items())
    name: str
    """The name by which it was asked for."""
    account: SourceAccount

    @property
    def source(self) -> SourceRecord:
        """The figures of the source."""
        return self.account.source

    def refers_to(self) -> tuple[list[str], list[str]]:
        """What it said, its own report if it is an outlet without a name, and the reports of its forecasts."""
        forecasts = [f.report for f in self.account.forecasts]
        return [s.id for s in self.account.statements], [self.source.name, *forecasts]

    def json(self) -> Json:
        """The source, in the contract of the ledger."""
        return account_json(self.account)


@router.json("/sources/{name:path}", "sources")
def source(name: str, ledger: OpenLedger, part: PartOf, as_of: AsOf = None) -> Json:
    """One source with a page of its statements and one of its forecasts, latest first."""
    account = ledger.source(name, as_of=as_of, **part.rows)
    return SourceContext(ledger=ledger, wanted=Filter(as_of=as_of), name=name, account=account).json()


@router.html("/sources/{name:path}")
def show_source(
    request: Request, name: str, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1
) -> Response:
    """One source: what it said, who affirmed or denied it later, its forecasts, people's grades."""
    account = ledger.source(name, as_of=as_of, **page_at(number, SHOWN))
    return render(request, SourceContext(ledger=ledger, wanted=Filter(as_of=as_of), name=name, account=account))
