"""The meaning of a time expression: its TIMEX3 type, value and modifier, and what it is anchored on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reading.times.clock import clock, daypart
from reportedly.reading.times.day_numbers import day_of_week, edge, nth, nth_weekday
from reportedly.reading.times.days import date_value, dayafter, dayin, dayspan, deictic, month_value, stated, weekday
from reportedly.reading.times.distances import (
    ago,
    bare,
    lasting,
    long_value,
    often,
    reference,
    set_value,
    shift,
    vague,
)
from reportedly.reading.times.holidays import holiday
from reportedly.reading.times.measured_days import fortnight, in_time, second_next, week_on
from reportedly.reading.times.periods import (
    century,
    decade,
    half,
    quarter,
    quarterago,
    relative,
    season,
    the_value,
    weekend,
    year_value,
    yearend,
    yearspan,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.reading.times.patterns import Expression
    from reportedly.reading.times.terms import Setting, Value


def value_of(expression: Expression, setting: Setting) -> Value:
    """The meaning of an expression in its setting, by the function for the rule that matched it."""
    return _RULES[expression.rule](expression, setting)


_RULES: dict[str, Callable[[Expression, Setting], Value]] = {
    "stated": stated,
    "date": date_value,
    "month": month_value,
    "weekday": weekday,
    "dayafter": dayafter,
    "dayin": dayin,
    "dayspan": dayspan,
    "listed": date_value,
    "dayofweek": day_of_week,
    "nth": nth,
    "edge": edge,
    "nthweekday": nth_weekday,
    "weekon": week_on,
    "second": second_next,
    "intime": in_time,
    "fortnight": fortnight,
    "holiday": holiday,
    "daypart": daypart,
    "clock": clock,
    "noon": clock,
    "military": clock,
    "year": year_value,
    "yearspan": yearspan,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "quarterago": quarterago,
    "half": half,
    "relative": relative,
    "yearend": yearend,
    "the": the_value,
    "vague": vague,
    "recount": lasting,
    "ago": ago,
    "shift": shift,
    "duration": lasting,
    "hyphenated": lasting,
    "long": long_value,
    "bare": bare,
    "set": set_value,
    "often": often,
    "season": season,
    "weekend": weekend,
    "deictic": deictic,
    "present": reference("PRESENT_REF"),
    "pastref": reference("PAST_REF"),
    "future": reference("FUTURE_REF"),
}
