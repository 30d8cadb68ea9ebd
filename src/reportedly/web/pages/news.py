"""What is new: claims by what matters, since a day or since one's own mark, and the form that moves the mark."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.errors import StoreError
from reportedly.export.plain import Json
from reportedly.ledger import Ledger
from reportedly.listing import Filter, Page
from reportedly.record import NewsItem, SeenMark
from reportedly.web.context import ListContext
from reportedly.web.pages.decisions import after_form
from reportedly.web.parameters import OfRecord, OpenLedger, PageNumber, PartOf, Since, page_at
from reportedly.web.rendering import SHOWN, redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form

router = PageRouter()
DAYS = 7
"""The last days that changed something count as new for whoever has no mark."""


@dataclass(frozen=True, kw_only=True)
class NewsPart:
    """What is new for somebody: since a day, or since their mark."""

    ledger: Ledger = field(repr=False)
    wanted: Filter
    mark: SeenMark | None
    until: int
    """Where the mark comes to that is set on this page."""

    @classmethod
    def of(cls, ledger: Ledger, by: str, record: Filter, since: date | None) -> NewsPart:
        """Since that day, or since the mark of this person, or in the last days that changed something.

        `record` has the day that is looked back at and the topic.
        """
        until = ledger.marks.number()
        mark = ledger.marks.of(by) if by and since is None else None
        if mark is None and since is None:
            last = ledger.changes(replace(record, notable=True, newest_first=True), limit=1)
            since = last[0].date - timedelta(days=min(DAYS - 1, last[0].date.toordinal() - 1)) if last else None
        wanted = replace(record, since=since, notable=True)
        return cls(ledger=ledger, wanted=wanted, mark=mark, until=until)

    def rows(self, limit: int, offset: int = 0) -> Page[NewsItem]:
        """A page of it, what matters most first."""
        seen = None if self.mark is None else self.mark.number
        return self.ledger.news(self.wanted, seen=seen, limit=limit, offset=offset)


@dataclass(frozen=True, kw_only=True)
class NewsContext(ListContext[NewsItem]):
    """What is new on claims that matter, by rank."""

    template = "new.html"
    part: NewsPart


@router.json("/new", "record")
def new(
    ledger: OpenLedger,
    part: PartOf,
    record: OfRecord,
    since: Since = None,
    by: Annotated[str, Query(max_length=80, description="Whose mark counts, without a day.")] = "",
    notable: Annotated[bool, Query(description="Only claims that matter.")] = False,
) -> list[Json]:
    """What is new on claims, what matters most first; without a day or a mark all is new."""
    mark = ledger.marks.of(by) if by and since is None else None
    wanted = replace(record.filter, since=since, notable=notable)
    rows = ledger.news(wanted, seen=None if mark is None else mark.number, **part.rows)
    part.link_next(rows)
    return ListContext(ledger=ledger, wanted=wanted, rows=rows).json()


@router.html("/new")
def show_new(
    request: Request, ledger: OpenLedger, record: OfRecord, since: Since = None, number: PageNumber = 1
) -> Response:
    """What is new since a day, or since one's mark, what matters most first."""
    part = NewsPart.of(ledger, request.state.session.name, record.filter, since)
    rows = part.rows(**page_at(number, SHOWN))
    return render(request, NewsContext(ledger=ledger, wanted=part.wanted, rows=rows, part=part))


@router.form("/seen")
def mark_seen(form: Form, ledger: OpenLedger) -> Response:
    """Move the mark of whoever has signed in to what was in the ledger when the page was made."""
    until = form.get("until")
    if not until.isascii() or not until.isdigit():
        raise StoreError("a mark is set on a page that says what is new: load it again")
    ledger.marks.move(form.session.name, int(until))
    return redirect(after_form(form, "seen"))
