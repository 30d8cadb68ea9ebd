"""The parameters of addresses: the ledger, the day that is looked back at, filters, and the part of a list.

FastAPI reads the dataclasses here to learn what an address may have, in the order in which OpenAPI lists it. It needs
the types themselves, so this module does without `from __future__ import annotations`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, TypedDict
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request, Response
from pydantic import BeforeValidator, Field

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.ledger.brief import BriefFilter
from reportedly.listing import Filter, Numbered, Page
from reportedly.model import Act, Reading, Status

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _ledger(request: Request) -> Ledger:
    found = request.app.state.ledger
    assert isinstance(found, Ledger)
    return found


def _given(value: object) -> object:
    if isinstance(value, str) and value and not _DAY.fullmatch(value):
        raise ValueError("is not a day")  # a number would count as seconds since 1970
    return value or None


def _word(value: object) -> object:
    return value.strip() or None if isinstance(value, str) else value


def _known(kind: type[StrEnum]) -> BeforeValidator:
    """Takes what is no member of `kind` for nothing: the first choice of a form is empty."""
    return BeforeValidator(lambda value: value if value in set(kind) else None)


_EMPTY_OR_DAY = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}

OpenLedger = Annotated[Ledger, Depends(_ledger)]
AsOf = Annotated[
    date | None,
    BeforeValidator(_given),
    Query(
        description="What could be known at the end of that day, UTC; everything if it is empty or left out.",
        json_schema_extra=_EMPTY_OR_DAY,
    ),
]
Since = Annotated[
    date | None,
    BeforeValidator(_given),
    Query(description="On that day or later.", json_schema_extra=_EMPTY_OR_DAY),
]
Until = Annotated[
    date | None,
    BeforeValidator(_given),
    Query(description="On that day or earlier.", json_schema_extra=_EMPTY_OR_DAY),
]
Word = Annotated[str, Field(max_length=200)] | None
ByParty = Annotated[Word, BeforeValidator(_word), Query(description="A source or the party that it speaks for.")]
InCountry = Annotated[Word, BeforeValidator(_word), Query(description="The ISO 3166-1 code of a country.")]
OfTopic = Annotated[
    Word, BeforeValidator(_word), Query(description="The name of a topic: only what belongs to its claims.")
]
Words = Annotated[str, Query(max_length=500, description="Words of a statement or of its source.")]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000, description="Of the list, from 1.")]
OfStatus = Annotated[Status | None, Query(description="The status of the claim on that day.")]
NewestFirst = Annotated[bool, Query(description="Reverse the order.")]
StatusChoice = Annotated[Status | None, _known(Status)]
ActChoice = Annotated[Act | None, _known(Act)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParameters:
    """Which part of the record a list is about: what was known on a day, what belongs to a topic."""

    as_of: AsOf = None
    topic: OfTopic = None

    @property
    def filter(self) -> Filter:
        """The filter that is asked for."""
        return Filter(as_of=self.as_of, topic=self.topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernParameters:
    """Whom, where and when the rows of a list concern."""

    as_of: AsOf = None
    topic: OfTopic = None
    actor: ByParty = None
    place: InCountry = None
    since: Since = None
    until: Until = None

    @property
    def filter(self) -> Filter:
        """The filter that is asked for."""
        return Filter(
            as_of=self.as_of,
            topic=self.topic,
            actor=self.actor,
            place=self.place,
            since=self.since,
            until=self.until,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesParameters(ConcernParameters):
    """The parameters of a list of changes."""

    moved: Annotated[bool, Query(description="Without the first status of new claims.")] = False
    notable: Annotated[bool, Query(description="Only what an analyst would act on.")] = False
    newest_first: NewestFirst = False

    @property
    def filter(self) -> Filter:
        """The filter that is asked for."""
        return Filter(
            as_of=self.as_of,
            topic=self.topic,
            actor=self.actor,
            place=self.place,
            since=self.since,
            until=self.until,
            status_changed=self.moved,
            notable=self.notable,
            newest_first=self.newest_first,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsParameters:
    """The parameters of a list of claims."""

    as_of: AsOf = None
    topic: OfTopic = None
    status: OfStatus = None
    actor: ByParty = None
    place: InCountry = None
    numbers: Annotated[
        Numbered | None, Query(description="Those with numbers, or with numbers that exclude each other.")
    ] = None
    notable: Annotated[bool, Query(description="Only those that matter, by rank.")] = False
    since: Since = None
    until: Until = None

    @property
    def filter(self) -> Filter:
        """The filter that is asked for."""
        return Filter(
            as_of=self.as_of,
            topic=self.topic,
            status=self.status,
            actor=self.actor,
            place=self.place,
            numbers=self.numbers,
            notable=self.notable,
            since=self.since,
            until=self.until,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchParameters:
    """The parameters of a search."""

    q: Words = ""
    as_of: AsOf = None
    topic: OfTopic = None
    actor: ByParty = None
    act: Annotated[Act | None, Query(description="What the source does by saying it, such as deny.")] = None
    place: InCountry = None
    status: OfStatus = None
    since: Since = None
    until: Until = None

    @property
    def filter(self) -> Filter:
        """The filter that is asked for."""
        return Filter(
            text=self.q,
            as_of=self.as_of,
            topic=self.topic,
            actor=self.actor,
            act=self.act,
            place=self.place,
            status=self.status,
            since=self.since,
            until=self.until,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchChoices(SearchParameters):
    """The parameters of a search as the form of the page sends them."""

    act: ActChoice = None
    status: StatusChoice = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefParameters(SearchParameters):
    """What a brief is about: a search, a topic, claims, a day; nothing for all that matters."""

    claim: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=64)], ...],
        Query(max_length=50, description="Ids of claims, or beginnings of them."),
    ] = ()
    day: Annotated[Since, Query(description="What changed on that day, as known at its end.")] = None
    case: Annotated[Word, BeforeValidator(_word), Query(description="The name of a case: what it holds.")] = None
    new_since: Annotated[Since, Query(description="Begin with what is new since that day.")] = None

    @property
    def about(self) -> BriefFilter:
        """What is asked for; claims go before a day, and a day before a search; a day or a search may be in a topic."""
        topic = None if self.claim else self.topic
        wanted = Filter(as_of=self.as_of, topic=topic) if self.claim or self.day else self.filter
        day = None if self.claim else self.day
        return BriefFilter(wanted=wanted, claims=self.claim, day=day, since=self.new_since)


Concern = Annotated[ConcernParameters, Depends()]
OfRecord = Annotated[RecordParameters, Depends()]


class Rows(TypedDict):
    """The part of a list that is asked for."""

    limit: int
    offset: int


def page_at(number: int, size: int) -> Rows:
    """The rows of the page of that number, from 1."""
    return {"limit": size, "offset": (number - 1) * size}


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a list that a program asks for."""

    rows: Rows
    request: Request
    response: Response

    def link_next(self, page: Page[object]) -> None:
        """Send a Link header to the next part, if there is one."""
        if page.more:
            query = dict(self.request.query_params) | {**self.rows, "offset": page.offset + self.rows["limit"]}
            path = quote(self.request.url.path, errors="replace")
            self.response.headers["link"] = f'<{path}?{urlencode(query, errors="replace")}>; rel="next"'


def _part(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=1000, description="Maximum number of rows.")] = 100,
    offset: Annotated[int, Query(ge=0, le=100_000_000, description="Rows to skip.")] = 0,
) -> Part:
    return Part({"limit": limit, "offset": offset}, request, response)


PartOf = Annotated[Part, Depends(_part)]


def today(as_of: date | None) -> date:
    """The day that is looked back at; if there is none, that of the clock, UTC."""
    return as_of or datetime.now(UTC).date()


def yesterday(as_of: date | None) -> date:
    """The day before that; the calendar's first day has none and stays."""
    return max(today(as_of), date.min + timedelta(days=1)) - timedelta(days=1)


def reading_at(ledger: Ledger, report_id: str, as_of: date | None) -> Reading:
    """The current reading of a report; NotFound if it was published after the end of that day, UTC."""
    reading = ledger.reading(report_id)
    published = reading.report.published_at
    if as_of and published and (on := published.astimezone(UTC).date()) > as_of:
        raise NotFound(f"report {report_id!r} was published on {on}, after {as_of}, the day that you look back at")
    return reading
