"""What an address may ask: the day to look back at, the page of a list, the ledger behind it all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.model import Reading
from reportedly.web.record_at import Record

Row = TypeVar("Row")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _ledger(request: Request) -> Ledger:
    found = request.app.state.ledger
    assert isinstance(found, Ledger)
    return found


def _given(value: object) -> object:
    if isinstance(value, str) and value and not _DAY.fullmatch(value):
        raise ValueError("is no day")  # a number would count as seconds since 1970
    return value or None


Kept = Annotated[Ledger, Depends(_ledger)]
AsOf = Annotated[
    date | None,
    BeforeValidator(_given),
    Query(
        description="What could be known at the end of that day, UTC; everything where it is empty or left out.",
        json_schema_extra={"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]},
    ),
]
Day = Annotated[date | None, BeforeValidator(_given)]


def _record(request: Request, as_of: AsOf = None) -> Record:
    found = request.app.state.records.at(as_of)
    assert isinstance(found, Record)
    return found


Known = Annotated[Record, Depends(_record)]
Word = Annotated[str, Query(max_length=200)]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000, description="Of the list, from 1.")]


def reading_at(ledger: Ledger, report_id: str, as_of: date | None) -> Reading:
    """The current reading of a report; NotFound where it was published after the end of that day, UTC."""
    reading = ledger.reading(report_id)
    published = reading.report.published_at
    if as_of and published and (on := published.astimezone(UTC).date()) > as_of:
        raise NotFound(f"report {report_id!r} was published on {on}, after {as_of}, the day that you look back at")
    return reading


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """One page of a list."""

    rows: Sequence[Row]
    number: int
    pages: int
    total: int

    @classmethod
    def of(cls, everything: Sequence[Row], number: int, size: int) -> Slice[Row]:
        """The page of that number; the last one where there are fewer."""
        pages = max(1, -(-len(everything) // size))
        number = min(number, pages)
        return cls(everything[(number - 1) * size : number * size], number, pages, len(everything))
