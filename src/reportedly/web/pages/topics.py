"""Topics: queries that people saved under a name, what they pinned and excluded, and the forms by which they do it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response

from reportedly.errors import StoreError
from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter, Page
from reportedly.model import Act, Status, TopicEditKind
from reportedly.topics import Topic, TopicQuery, TopicSuggestion
from reportedly.web.context import LedgerContext, ListContext
from reportedly.web.pages.decisions import after_form
from reportedly.web.parameters import AsOf, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, address_of, redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

router = PageRouter()
MARKS = (TopicEditKind.PINNED, TopicEditKind.EXCLUDED, TopicEditKind.RELEASED)
SUGGESTIONS = 30
"""Suggestions of a page."""
ACTS = tuple((a.value, a.value) for a in Act)
STATUSES = tuple((s.value, s.value) for s in Status)


@dataclass(frozen=True, kw_only=True)
class TopicsContext(ListContext[Topic]):
    """All topics, in the order of their names."""

    template = "topics.html"
    acts = ACTS
    statuses = STATUSES
    query = TopicQuery()
    """What the form of a new topic begins with."""
    suggests: bool = False
    """True if matters that no topic has yet are listed: finding them compares the latest reports with each other."""

    @cached_property
    def suggestions(self) -> Sequence[TopicSuggestion]:
        """These matters, the largest first."""
        return self.ledger.topics.suggested(as_of=self.as_of)[:SUGGESTIONS] if self.suggests else ()


@router.json("/topics", "topics")
def topics(ledger: OpenLedger, part: PartOf, as_of: AsOf = None) -> list[Json]:
    """Topics with their queries, pinned and excluded claims and edits, in the order of their names."""
    rows = Page.cut(ledger.topics.all(as_of=as_of), **part.rows)
    part.link_next(rows)
    return TopicsContext(ledger=ledger, wanted=Filter(as_of=as_of), rows=rows).json()


@router.html("/topics")
def show_topics(
    request: Request, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1, suggest: str = ""
) -> Response:
    """All topics, a form that saves one, and suggestions if they are asked for."""
    rows = Page.cut(ledger.topics.all(as_of=as_of), **page_at(number, SHOWN))
    wanted = Filter(as_of=as_of)
    return render(request, TopicsContext(ledger=ledger, wanted=wanted, rows=rows, suggests=bool(suggest)))


@router.json("/suggested-topics", "topics")
def suggested(ledger: OpenLedger, part: PartOf, as_of: AsOf = None) -> list[Json]:
    """Matters that several of the latest reports are about and no topic has yet, the largest first."""
    rows = Page.cut(ledger.topics.suggested(as_of=as_of), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@dataclass(frozen=True, kw_only=True)
class TopicContext(LedgerContext):
    """One topic: its query, the claims that are pinned and excluded, who edited it when."""

    template = "topic.html"
    acts = ACTS
    statuses = STATUSES
    found: Topic

    @property
    def query(self) -> TopicQuery:
        """The query that its form begins with."""
        return self.found.query

    @cached_property
    def marked(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """The pinned and the excluded claims: id and wording of each that is on the record on that day."""
        both = ((TopicEditKind.PINNED, self.found.pinned), (TopicEditKind.EXCLUDED, self.found.excluded))
        return [(kind.value, [(c.claim, c.wording) for c in claims if c.claim and c.wording]) for kind, claims in both]

    def json(self) -> Json:
        """The topic, in the contract of the ledger."""
        return record_json(self.found)


@router.json("/topics/{name:path}", "topics")
def topic(name: str, ledger: OpenLedger, as_of: AsOf = None) -> Json:
    """One topic: query, pinned and excluded claims, edits."""
    found = ledger.topics.get(name, as_of=as_of)
    return TopicContext(ledger=ledger, wanted=Filter(as_of=as_of), found=found).json()


@router.html("/topics/{name:path}")
def show_topic(request: Request, name: str, ledger: OpenLedger, as_of: AsOf = None) -> Response:
    """One topic, with the forms that change it."""
    found = ledger.topics.get(name, as_of=as_of)
    return render(request, TopicContext(ledger=ledger, wanted=Filter(as_of=as_of), found=found))


@router.form("/topics/save")
def save(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Save a query as a topic, or give a topic another query; a suggestion has claims to pin instead."""
    query = TopicQuery(
        text=form.get("q"),
        actor=form.get("actor") or None,
        act=form.choice(Act, "act"),
        place=form.get("place") or None,
        status=form.choice(Status, "status"),
        since=form.day("since"),
        until=form.day("until"),
    )
    by, why, key = form.session.name, form.get("why"), request.app.state.key
    saved = ledger.topics.save(form.get("name"), query, by=by, why=why, replace=bool(form.get("replace")), key=key)
    if claims := form.get("claims").split():
        ledger.topics.mark(saved.name, TopicEditKind.PINNED, claims, by=by, why=why, key=key)
    return redirect(address_of("topics", saved.name, as_of=None, done="saved"))


@router.form("/topics/mark")
def mark(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Pin a claim to a topic, exclude it or take that back."""
    kind = form.choice(TopicEditKind, "kind")
    if kind not in MARKS or not form.get("claim"):
        raise StoreError("a claim is pinned, excluded or released: choose one")
    by, why, key = form.session.name, form.get("why"), request.app.state.key
    ledger.topics.mark(form.get("name"), kind, [form.get("claim")], by=by, why=why, key=key)
    return redirect(after_form(form, kind.value))


@router.form("/topics/remove")
def remove(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Remove a topic."""
    key = request.app.state.key
    ledger.topics.remove(form.get("name"), by=form.session.name, why=form.get("why"), key=key)
    return redirect("/topics?done=removed")
