"""Explanations of a reading, line by line."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from reportedly.export.explain import explain
from reportedly.model import Report
from reportedly.reading import read

pytestmark = pytest.mark.model

TEXT = (
    "The mayor of Oslo said on Friday that 600 of the 4,700 wounded had been killed in Vikmark. "
    "A day earlier, on 3 May 2022, Moscow denied it."
)


def explained(published: datetime | None) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(explain(read(Report(id="r", text=TEXT, published_at=published))))
    return out.getvalue()


def test_tells_what_a_time_hangs_on() -> None:
    out = explained(datetime(2025, 4, 28, tzinfo=UTC))
    assert "Friday → 2025-04-25 · from the day of publication · rule:weekday" in out
    assert "3 May 2022 → 2022-05-03 · stated in full" in out
    assert "A day earlier" in out


def test_says_where_a_time_hangs_on_an_unknown_date() -> None:
    assert "Friday → unresolved · depends on an unknown date" in explained(None)


def test_tells_how_a_place_was_resolved() -> None:
    out = explained(None)
    assert "Oslo → Oslo · GeoNames 3143244, NO, city" in out
    assert "as a party" in out


def test_tells_the_whole_of_a_part() -> None:
    assert "600 → 600 to 600 people" in explained(None)
    assert "part of “4,700”" in explained(None)
