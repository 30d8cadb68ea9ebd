"""Forecasts as a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar import Calendar

from reportedly.export.icalendar import calendar
from reportedly.ledger import Ledger
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path


def test_a_report_without_a_date_is_said_to_be_undated(tmp_path: Path) -> None:
    with Ledger(shelf.filled(tmp_path)) as ledger:
        made = Calendar.from_ical(calendar(ledger.forecasts(), {}))
    described = [str(event["description"]) for event in made.walk("VEVENT")]
    assert described
    assert all("undated" in text and "1970" not in text for text in described)
