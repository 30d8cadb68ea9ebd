"""Times of publication as pages and feeds write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from reportedly.intake.dates import clock_of, moment_of

NINE = datetime(2023, 11, 20, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("2023-11-20T09:30:00Z", NINE),
        ("2023-11-20 09:30", NINE),
        ("1700472600", NINE),
        ("1700472600000", NINE),
        ("Mon, 20 Nov 2023 09:30:00 GMT", NINE),
        ("Mon, 20 Nov 2023 04:30:00 EST", NINE),
        ("20.11.2023 09:30", NINE),
        ("20/11/2023 09:30", NINE),
        ("11/20/2023, 9:30 AM", NINE),
        ("November 20, 2023, 9:30 am", NINE),
        ("Nov. 20, 2023 9:30 p.m. UTC", NINE + timedelta(hours=12)),
        ("Monday, 20th November 2023", NINE.replace(hour=0, minute=0)),
        ("20231120T093000Z", NINE),
        ("20 novembre 2023", NINE.replace(hour=0, minute=0)),
        ("20. November 2023, 09:30 Uhr", NINE),
        ("20 de noviembre de 2023 09:30", NINE),
        ("20 listopadu 2023", NINE.replace(hour=0, minute=0)),
        ("20 ноября 2023", NINE.replace(hour=0, minute=0)),
        ("20 Nov 2023 11:30 +02:00", NINE.astimezone(timezone(timedelta(hours=2)))),
    ],
)
def test_a_time_is_read(words: str, when: datetime) -> None:
    assert moment_of(words) == when


@pytest.mark.parametrize(
    "words", ["", "yesterday", "05/06/2023", "17004726", "31.02.2023", "12", "99999999999999", "20 listopada 2023"]
)
def test_what_names_no_day_or_two_is_none(words: str) -> None:
    """Listopad is November in Polish and October in Croatian."""
    assert moment_of(words) is None


def test_a_clock_is_of_the_given_day() -> None:
    assert clock_of("9.30 GMT", date(2023, 11, 20)) == NINE
    assert clock_of("An hour ago", date(2023, 11, 20)) is None
