"""The values of time expressions on a given day of publication and a given tense side, without a parse."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.reading.text.lexer import tokenize
from reportedly.reading.times.patterns import expressions
from reportedly.reading.times.tense import TenseSide
from reportedly.reading.times.terms import Basis, Setting
from reportedly.reading.times.values import value_of

MONDAY = date(2025, 4, 28)
PAST, FUTURE = TenseSide.PAST, TenseSide.FUTURE


def valued(text: str, side: TenseSide = TenseSide.UNKNOWN, published: date | None = MONDAY) -> tuple[str | None, Basis]:
    tokens = tokenize(text)
    setting = Setting(tokens, published, side=lambda _: side)
    setting.named = setting.named_day = setting.today()
    [expression] = expressions(tokens)
    value = value_of(expression, setting)
    return value.value, value.basis


@pytest.mark.parametrize(
    ("text", "side", "value"),
    [
        ("on Friday", PAST, "2025-04-25"),
        ("on Friday", FUTURE, "2025-05-02"),
        ("on Friday", TenseSide.UNKNOWN, "2025-04-25"),
        ("on Monday", PAST, "2025-04-28"),
        ("last Monday", FUTURE, "2025-04-21"),
        ("next Monday", PAST, "2025-05-05"),
        ("this Friday", PAST, "2025-05-02"),
        ("in March", PAST, "2025-03"),
        ("in March", FUTURE, "2026-03"),
        ("last April", FUTURE, "2024-04"),
        ("on 3 August", PAST, "2024-08-03"),
        ("on 3 August", FUTURE, "2025-08-03"),
        ("on 3 May", PAST, "2025-05-03"),
        ("on 3/5/2024", PAST, "2024-03-05"),
        ("on 25/3/2024", PAST, "2024-03-25"),
        ("on 3.5.2024", PAST, "2024-05-03"),
        ("the day after tomorrow", PAST, "2025-04-30"),
        ("between 8 and 13 October 2023", PAST, "2023-10-08/2023-10-13"),
    ],
)
def test_days(text: str, side: TenseSide, value: str) -> None:
    assert valued(text, side)[0] == value


@pytest.mark.parametrize(
    ("text", "side", "value"),
    [
        ("on Friday evening", PAST, "2025-04-25TEV"),
        ("at 5 p.m. on Friday", FUTURE, "2025-05-02T17:00"),
        ("at 12:30 a.m.", PAST, "2025-04-28T00:30"),
        ("at 17:30 GMT", PAST, "2025-04-28T17:30Z"),
        ("at 5 p.m. Moscow time on 3 July 2024", PAST, "2024-07-03T17:00+03:00"),
        ("at 10 a.m. Eastern time on 3 July 2024", PAST, "2024-07-03T10:00-04:00"),
        ("at 10 a.m. Eastern time on 3 January 2024", PAST, "2024-01-03T10:00-05:00"),
        ("at noon", PAST, "2025-04-28T12:00"),
    ],
)
def test_clock_times(text: str, side: TenseSide, value: str) -> None:
    assert valued(text, side)[0] == value


@pytest.mark.parametrize(
    ("text", "side", "value"),
    [
        ("on Christmas", PAST, "2024-12-25"),
        ("on Christmas", FUTURE, "2025-12-25"),
        ("last Thanksgiving", FUTURE, "2024-11-28"),
        ("Easter 2024", PAST, "2024-03-31"),
    ],
)
def test_holidays(text: str, side: TenseSide, value: str) -> None:
    assert valued(text, side)[0] == value


@pytest.mark.parametrize(
    ("text", "side", "value"),
    [
        ("last week", PAST, "2025-W17"),
        ("last weekend", PAST, "2025-W17-WE"),
        ("at the weekend", FUTURE, "2025-W18-WE"),
        ("the 1990s", PAST, "199"),
        ("the nineties", PAST, "199"),
        ("the 19th century", PAST, "18"),
        ("the first quarter", PAST, "2025-Q1"),
        ("the first quarter", FUTURE, "2025-Q1"),
        ("the third quarter", FUTURE, "2025-Q3"),
        ("the second half of 2024", PAST, "2024-H2"),
        ("next summer", PAST, "2025-SU"),
        ("last summer", PAST, "2024-SU"),
        ("this autumn", PAST, "2025-FA"),
        ("in the winter", PAST, "2024-WI"),
        ("in the winter", FUTURE, "2025-WI"),
        ("the following year", PAST, "2026"),
        ("the end of the month", PAST, "2025-04"),
        ("2014-22", PAST, "2014/2022"),
    ],
)
def test_periods(text: str, side: TenseSide, value: str) -> None:
    assert valued(text, side)[0] == value


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("two days ago", "2025-04-26", Basis.PUBLICATION),
        ("two days later", "2025-04-30", Basis.NAMED_BEFORE),
        ("three weeks from now", "2025-W21", Basis.PUBLICATION),
        ("a century ago", "1925", Basis.PUBLICATION),
        ("80 years", "P80Y", Basis.STATED),
        ("half a year", "P6M", Basis.STATED),
        ("a few days", "PXD", Basis.STATED),
        ("years ago", "PAST_REF", Basis.VAGUE),
        ("the coming weeks", "FUTURE_REF", Basis.VAGUE),
        ("every Monday", "XXXX-WXX-1", Basis.STATED),
        ("every second week", "P2W", Basis.STATED),
        ("daily", "P1D", Basis.STATED),
        ("now", "PRESENT_REF", Basis.VAGUE),
    ],
)
def test_distances_durations_and_sets(text: str, value: str, basis: Basis) -> None:
    assert valued(text) == (value, basis)


@pytest.mark.parametrize("text", ["on Friday", "last week", "two days ago", "next summer", "on Christmas", "today"])
def test_relative_times_need_a_day_of_publication(text: str) -> None:
    assert valued(text, published=None)[0] is None
