"""Days that are counted from another: "a week on Friday", "Sunday week", "the week after next", "in two days' time"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Period, period_of
from reportedly.reading.times.days import deictic_of, step_to
from reportedly.reading.times.distances import moved
from reportedly.reading.times.tense import TenseSide
from reportedly.reading.times.terms import (
    GRAINS,
    Basis,
    Setting,
    Value,
    count_of,
    dated,
    duration_value,
    mod_of,
    number_at,
    part_words,
    unit_of,
)

if TYPE_CHECKING:
    from reportedly.reading.times.patterns import Expression


def week_on(e: Expression, s: Setting) -> Value:
    """ "a week on Friday", "Sunday week", "a fortnight today", "a week last Friday", "a week ago yesterday"."""
    side = part_words(e, s, "side")
    step = -1 if side else 1
    count = count_of(s, e.span("count")) if e.at("count") is not None else 1.0
    base = deictic_of(e, s) if e.at("deictic") is not None else _weekday(e, s, step)
    weeks = int((count or 1) * (2 if unit_of(e, s) == "P-F" else 1))
    return dated(base.shifted_by(step * weeks, Grain.WEEK) if base else None, Basis.PUBLICATION)


def _weekday(e: Expression, s: Setting, step: int) -> Period | None:
    """The first such weekday after the day of publication, or before it where `step` is -1."""
    now = s.today()
    return step_to(now.shifted(step), int(number_at(s.tokens, e.at("weekday")) or 0), step) if now else None


def second_next(e: Expression, s: Setting) -> Value:
    """ "the week after next", "the Friday before last"."""
    step = -1 if "before" in part_words(e, s, "side") else 1
    if e.at("weekday") is not None:
        day = _weekday(e, s, step)
        return dated(day.shifted_by(step, Grain.WEEK) if day else None, Basis.PUBLICATION)
    grain, now = GRAINS.get(unit_of(e, s)), s.today()
    return dated(period_of(now.first, grain).shifted(2 * step) if now and grain else None, Basis.PUBLICATION)


def in_time(e: Expression, s: Setting) -> Value:
    """ "in two days' time", "in a week's time"."""
    count, unit = count_of(s, e.span("count")), unit_of(e, s)
    if count is None or unit.startswith("PT"):
        return Value(TimeType.DURATION, duration_value(count, unit), mod_of(e, s))
    return dated(moved(s.today(), count, unit, 1), Basis.PUBLICATION, mod_of(e, s))


def fortnight(e: Expression, s: Setting) -> Value:
    """ "will be back in a fortnight"; "was built in a fortnight" is how long it took."""
    if s.side(e.first) is TenseSide.PAST:
        return Value(TimeType.DURATION, duration_value(count_of(s, e.span("count")), unit_of(e, s)))
    return in_time(e, s)
