"""TIMEX3 values on the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.times.calendar import Grain, period_of
from reportedly.timex import first_day, is_value, last_day

TODAY = date(2031, 3, 10)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-05-09", date(2031, 5, 9)),
        ("2031-05-09T12:00", date(2031, 5, 9)),
        ("2031-05-09TEV", date(2031, 5, 9)),
        ("2031-05-XX", date(2031, 5, 31)),
        ("2031-02", date(2031, 2, 28)),
        ("2032-02", date(2032, 2, 29)),
        ("2031", date(2031, 12, 31)),
        ("2031-XX-XX", date(2031, 12, 31)),
        ("2031-W01", date(2031, 1, 5)),
        ("2031-W01-WE", date(2031, 1, 5)),
        ("2031-W01-3", date(2031, 1, 1)),
        ("2031-Q2", date(2031, 6, 30)),
        ("2031-H1", date(2031, 6, 30)),
        ("2031-SU", date(2031, 8, 31)),
        ("2031-WI", date(2032, 2, 29)),
        ("203", date(2039, 12, 31)),
        ("203X", date(2039, 12, 31)),
        ("20", date(2099, 12, 31)),
        ("20XX", date(2099, 12, 31)),
        ("2031-05-01/2031-06", date(2031, 6, 30)),
        ("2031-05-01/P2W", date(2031, 5, 15)),
        ("P3D", date(2031, 3, 13)),
        ("PXW", date(2031, 4, 30)),
        ("PXD", date(2031, 3, 14)),
        ("PT5H", None),
        ("2031-13", None),
        ("2031-02-30", None),
        ("2031-W60", None),
        ("9999-WI", None),
        ("P99999999Y", None),
        ("PRESENT_REF", None),
        ("XXXX-WXX-WE", None),
        ("2", None),
        ("20X", None),
        ("", None),
        (None, None),
    ],
)
def test_the_last_day_of_a_value(value: str | None, day: date | None) -> None:
    assert last_day(value, TODAY) == day


def test_a_duration_alone_has_no_end() -> None:
    assert last_day("P3D") is None


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.sampled_from(list(Grain)))
def test_it_is_the_last_day_of_what_was_read(day: date, grain: Grain) -> None:
    period = period_of(day, grain)
    assert period is not None
    assert last_day(period.value) == period.last


@given(st.text(st.sampled_from("0123456789-/WQHSUXPTDMY"), max_size=14))
def test_nothing_raises(value: str) -> None:
    last_day(value, TODAY)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-03-02", date(2031, 3, 2)),
        ("2031-03-02T09:00", date(2031, 3, 2)),
        ("2031-03", date(2031, 3, 1)),
        ("2031-W10", date(2031, 3, 3)),
        ("2031-Q2", date(2031, 4, 1)),
        ("2031-WI", date(2031, 12, 1)),
        ("2031", date(2031, 1, 1)),
        ("203", date(2030, 1, 1)),
        ("2031-03-02/2031-03-05", date(2031, 3, 2)),
        ("P3D", None),
        ("2031-13", None),
        (None, None),
    ],
)
def test_the_first_day_of_a_value(value: str | None, day: date | None) -> None:
    assert first_day(value) == day


@pytest.mark.parametrize(
    "value",
    [
        *(
            "2031",
            "203",
            "20XX",
            "2031-03",
            "2031-03-07",
            "2031-W09",
            "2031-W09-WE",
            "2031-W09-3",
            "2031-Q2",
            "2031-SU",
        ),
        *("2031-03-07TMO", "2031-03-07T14:30", "2031-03-07T14:30Z", "XXXX-WXX-1", "XXXX-XX-XXTNI", "XXXX-12-25"),
        *("P2W", "PXD", "PT40M", "P1.5Y", "P1e+17Y", "PRESENT_REF", "2031-03-01/2031-03-05", "2031/P2Y"),
    ],
)
def test_values(value: str) -> None:
    assert is_value(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "Monday",
        "2031-13",
        "2031-00",
        "2031-02-32",
        "2031-W60",
        "P",
        "PT",
        "1/2/3",
        "2031-03-01/",
        "<b>",
        "NOW_REF",
    ],
)
def test_what_is_no_value(value: str) -> None:
    assert not is_value(value)
