"""What an address may ask: the day to look back at, the page of a list, the ledger behind it all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, TypedDict

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator, Field

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.model import Reading

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _ledger(request: Request) -> Ledger:
    found = request.app.state.ledger
    assert isinstance(found, Ledger)
    return found


def _given(value: object) -> object:
    if isinstance(value, str) and value and not _DAY.fullmatch(value):
        raise ValueError("is no day")  # a number would count as seconds since 1970
    return value or None


def _word(value: object) -> object:
    return value.strip() or None if isinstance(value, str) else value


_EMPTY_OR_DAY = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}

Kept = Annotated[Ledger, Depends(_ledger)]
AsOf = Annotated[
    date | None,
    BeforeValidator(_given),
    Query(
        description="What could be known at the end of that day, UTC; everything where it is empty or left out.",
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
Words = Annotated[str, Query(max_length=500, description="Words of a statement or of its source.")]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000, description="Of the list, from 1.")]


def today(as_of: date | None) -> date:
    """The day that is looked back at; where none is, that of the clock, UTC."""
    return as_of or datetime.now(UTC).date()


def yesterday(as_of: date | None) -> date:
    """The day before that; the calendar's first day has none and stays."""
    return max(today(as_of), date.min + timedelta(days=1)) - timedelta(days=1)


def reading_at(ledger: Ledger, report_id: str, as_of: date | None) -> Reading:
    """The current reading of a report; NotFound where it was published after the end of that day, UTC."""
    reading = ledger.reading(report_id)
    published = reading.report.published_at
    if as_of and published and (on := published.astimezone(UTC).date()) > as_of:
        raise NotFound(f"report {report_id!r} was published on {on}, after {as_of}, the day that you look back at")
    return reading


class Rows(TypedDict):
    """Which rows of a list are asked for."""

    limit: int
    offset: int


def page_at(number: int, size: int) -> Rows:
    """The rows of the page of that number, from 1."""
    return {"limit": size, "offset": (number - 1) * size}
