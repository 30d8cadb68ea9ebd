"""Actors: who speaks by name, under which names and for whom, and the forms by which people mend that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from reportedly.actors import LONGEST, ActorAccount, ActorDraft, ActorRecord
from reportedly.errors import NotFound, StoreError
from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter, Page
from reportedly.model import ActorDecisionKind, ActorKind, Outcome
from reportedly.notes import NoteSubject
from reportedly.record import ForecastRecord, SourceAccount, SourceStatement
from reportedly.web.context import ListContext
from reportedly.web.noted import NotedContext
from reportedly.web.pages.decisions import after_form, link_again
from reportedly.web.parameters import AsOf, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, address_of, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

router = PageRouter()
LOOKED_AT = 300
"""The latest statements and forecasts of an actor that are looked through for what became of them."""
LISTED = 10
"""Statements and forecasts of each outcome that are shown."""
NameWords = Annotated[str, Query(max_length=LONGEST, description="Words in a name.")]
KINDS = tuple(k.value for k in ActorKind)


@dataclass(frozen=True, kw_only=True)
class ActorsContext(ListContext[ActorRecord]):
    """Actors that speak by name, those with most statements first."""

    template = "actors.html"
    words: str
    """Only those with these words in a name."""


@router.json("/actors", "sources")
def actors(ledger: OpenLedger, part: PartOf, as_of: AsOf = None, q: NameWords = "") -> list[Json]:
    """Actors that speak by name, those with most statements first; with `q` those with these words in a name."""
    rows = ledger.actors.page(name=q, as_of=as_of, **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/actors")
def show_actors(
    request: Request, ledger: OpenLedger, as_of: AsOf = None, q: NameWords = "", number: PageNumber = 1
) -> Response:
    """Actors that speak by name, those with most statements first."""
    rows = ledger.actors.page(name=q, as_of=as_of, **page_at(number, SHOWN))
    return render(request, ActorsContext(ledger=ledger, wanted=Filter(as_of=as_of), rows=rows, words=q))


@router.json("/actor-decisions", "decisions")
def decisions(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """People's decisions about actors, oldest first, including revoked ones."""
    rows = Page.cut(ledger.actors.decisions(), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.json("/suggested-actors", "decisions")
def suggested(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """Names that may be of one actor and that nobody has decided on, those first that change most."""
    rows = Page.cut(ledger.actors.suggestions(), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@dataclass(frozen=True, kw_only=True)
class ActorContext(NotedContext):
    """One actor: names, offices, words over time, what became of its words, what people decided about it."""

    template = "actor.html"
    noted = NoteSubject.ACTOR
    kinds = KINDS
    found: ActorAccount

    def json(self) -> Json:
        """The actor, in the contract of the ledger."""
        return record_json(self.found)

    @property
    def subject(self) -> str:
        """Its id."""
        return self.found.actor.id

    @cached_property
    def months(self) -> Sequence[tuple[date, int]]:
        """How many statements it made in each month, by the first day of the month."""
        counted = Counter[date]()
        for day, number in self.found.days:
            counted[day.replace(day=1)] += number
        return sorted(counted.items())

    @cached_property
    def account(self) -> SourceAccount | None:
        """What became of its words; None for an actor of one report, who is not counted."""
        try:
            return self.ledger.source(self.found.actor.id, as_of=self.as_of, limit=LOOKED_AT)
        except NotFound:
            return None

    @cached_property
    def borne_out(self) -> Sequence[tuple[str, Sequence[SourceStatement]]]:
        """What other parties affirmed later, and what they denied."""
        said = self.account.statements.items if self.account else ()
        both = (
            ("affirmed later", [s for s in said if s.affirmed_by]),
            ("denied later", [s for s in said if s.denied_by]),
        )
        return [(what, rows[:LISTED]) for what, rows in both if rows]

    @cached_property
    def settled(self) -> Sequence[tuple[str, Sequence[ForecastRecord]]]:
        """Its forecasts that came true, and those that did not."""
        made = self.account.forecasts.items if self.account else ()
        outcomes = (Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN)
        listed = [(outcome.value, [f for f in made if f.outcome is outcome]) for outcome in outcomes]
        return [(what, rows[:LISTED]) for what, rows in listed if rows]

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The statements and forecasts that are shown."""
        said = [s for _, rows in self.borne_out for s in rows]
        foretold = [f for _, rows in self.settled for f in rows]
        reports = [r for d in self.found.decisions for r in d.reports]
        return [s.id for s in said], [*(s.report for s in said), *(f.report for f in foretold), *reports]


@router.json("/actors/{name:path}", "sources")
def actor(name: str, ledger: OpenLedger, as_of: AsOf = None) -> Json:
    """One actor, by its id or a name: names, parties, days, decisions."""
    found = ledger.actors.get(name, as_of=as_of)
    return ActorContext(ledger=ledger, wanted=Filter(as_of=as_of), found=found).json()


@router.html("/actors/{name:path}")
def show_actor(request: Request, name: str, ledger: OpenLedger, as_of: AsOf = None) -> Response:
    """One actor, with the forms that mend it."""
    found = ledger.actors.get(name, as_of=as_of)
    return render(request, ActorContext(ledger=ledger, wanted=Filter(as_of=as_of), found=found))


@router.form("/actors/decide")
def decide(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Store a decision about an actor, and link again what it is about."""
    given = form.get("kind")
    if given not in set(ActorDecisionKind):
        raise StoreError("a decision merges, splits or renames, or sets party, office, side or kind: choose one")
    kind, name, value = ActorDecisionKind(given), form.get("name"), form.get("value")
    if kind is ActorDecisionKind.PARTY and (form.get("office") or form.get("since") or form.get("until")):
        kind = ActorDecisionKind.OFFICE
    office = kind is ActorDecisionKind.OFFICE
    draft = ActorDraft(
        kind=kind,
        name=name,
        value=value,
        reports=tuple(form.get("reports").split()),
        of=form.get("of") or None,
        office=form.get("office") if office else "",
        since=form.day("since") if office else None,
        until=form.day("until") if office else None,
        why=form.get("why"),
    )
    made = ledger.actors.decide(draft, by=form.session.name, link=False, key=request.app.state.key)
    renamed = made.value if kind in {ActorDecisionKind.MERGE, ActorDecisionKind.RENAME} else name
    there = address_of("actors", renamed, as_of=None, done="mended", undo=made.id)
    return link_again(request, form, after_form(form, "mended", made.id) if form.get("back") else there)


@router.form("/actors/revoke")
def revoke(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Take a decision back: at a desk with accounts, one's own, or as an administrator."""
    beginning = form.get("id")
    made = next((d for d in ledger.actors.decisions() if beginning and d.id.startswith(beginning)), None)
    if made is not None and not form.session.may_take_back(made.by):
        why = f"{made.by} decided this: only they and an administrator take it back. Decide otherwise instead."
        raise HTTPException(HTTPStatus.FORBIDDEN, why)
    revoked = ledger.actors.revoke(beginning, by=form.session.name, link=False)
    there = address_of("actors", revoked.name, as_of=None, done="undone")
    return link_again(request, form, after_form(form, "undone") if form.get("back") else there)
