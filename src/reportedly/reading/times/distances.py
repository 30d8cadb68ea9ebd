"""Distances, durations, repetitions and vague references: "two days ago", "80 years", "every Monday", "now"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Period, period_of
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
    word_at,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.reading.times.patterns import Expression


def moved(base: Period | None, count: float | None, unit: str, step: int) -> Period | None:
    """The period so many units later (earlier where `step` is -1), in the grain of the unit."""
    grain = GRAINS.get(unit)
    if base is None or grain is None or count is None:
        return None
    if unit == "P-F":
        count *= 2
    if grain is Grain.DECADE:
        count, grain = count * 10, Grain.YEAR
    if grain is Grain.CENTURY:
        count, grain = count * 100, Grain.YEAR
    if count % 1:
        if grain is not Grain.YEAR:
            return None
        count, grain = count * 12, Grain.MONTH
    if count > _FARTHEST:
        return None
    return period_of(base.first, grain).shifted(step * int(count))


_FARTHEST = 20_000_000
"""Units beyond which no calendar goes."""


def ago(e: Expression, s: Setting) -> Value:
    """ "two days ago", "a year ago", "years ago"."""
    unit, count, mod = unit_of(e, s), count_of(s, e.span("count")), mod_of(e, s)
    if count is None:
        return Value(TimeType.DATE, "PAST_REF", mod, None, Basis.VAGUE)
    if unit == "P-Y" and count == 1 and s.compared and not e.at("count2"):
        return dated(s.compared.shifted_by(-1, Grain.YEAR), Basis.NAMED_BEFORE, mod)
    mod = "APPROX" if e.at("count2") else mod
    if unit.startswith("PT"):
        return Value(TimeType.DURATION, duration_value(count, unit), mod)
    return dated(moved(s.today(), count, unit, -1), Basis.PUBLICATION, mod)


def shift(e: Expression, s: Setting) -> Value:
    """ "two days later", "a year earlier", "three weeks from now", "the day before"."""
    unit = unit_of(e, s)
    side = part_words(e, s, "side")
    count = count_of(s, e.span("count")) if e.at("count") is not None else 1.0
    step = -1 if side & {"earlier", "before"} else 1
    if count is None:
        return Value(TimeType.DURATION, duration_value(None, unit), mod_of(e, s), None, Basis.VAGUE)
    if unit.startswith("PT"):  # "an hour later": the calendar has no periods as short as that
        return Value(TimeType.DURATION, duration_value(count, unit), mod_of(e, s))
    if "from" in side or "hence" in side:
        return dated(moved(s.today(), count, unit, step), Basis.PUBLICATION, mod_of(e, s))
    if unit == "P-Y" and count == 1 and s.compared and step < 0:
        return dated(s.compared.shifted_by(-1, Grain.YEAR), Basis.NAMED_BEFORE, mod_of(e, s))
    return dated(moved(s.named_day if unit == "P-D" else s.named, count, unit, step), Basis.NAMED_BEFORE, mod_of(e, s))


def lasting(e: Expression, s: Setting) -> Value:
    """ "two years", "three to five days", "the last six months", "a 10-day"; "one day" may be some day."""
    count = count_of(s, e.span("count"))
    mod = mod_of(e, s)
    if _some_day(e, s):
        return Value(
            TimeType.DATE, "PAST_REF" if s.side(e.first) is TenseSide.PAST else "FUTURE_REF", None, None, Basis.VAGUE
        )
    second = count_of(s, e.span("count2")) if e.at("count2") is not None else None
    if second is not None and count is not None and second > count:
        return Value(TimeType.DURATION, duration_value(count, unit_of(e, s)), mod or "EQUAL_OR_MORE")
    return Value(TimeType.DURATION, duration_value(count, unit_of(e, s), half=e.at("half") is not None), mod)


def _some_day(e: Expression, s: Setting) -> bool:
    """ "He will one day return", "One day, he left", but not "in one day", "one day after the vote"."""
    if [s.tokens.lower(i) for i in range(e.first, e.end)] != ["one", "day"]:
        return False
    after = s.tokens.lower(e.end) if e.end < len(s.tokens.classes) else ""
    if after in {"after", "before", "of"}:
        return False
    return e.first == 0 or s.tokens.lower(e.first - 1) in word_set("before some day")


def bare(e: Expression, s: Setting) -> Value:
    """ "years earlier", "for weeks"."""
    return Value(TimeType.DURATION, duration_value(None, str(s.tokens.values[e.first])), None, None, Basis.VAGUE)


def long_value(e: Expression, s: Setting) -> Value:
    """ "week-long", "decades-long"."""
    plural = s.tokens.lower(e.span("unit")[0]).endswith("s")
    return Value(TimeType.DURATION, duration_value(None if plural else 1.0, unit_of(e, s)))


def vague(e: Expression, s: Setting) -> Value:
    """ "recent weeks", "the coming days", "the months ahead"."""
    rel = word_at(s, e.at("rel"))
    if rel in {"these", "those"}:
        return Value(TimeType.DATE, "PRESENT_REF", None, None, Basis.VAGUE)
    ahead = rel in word_set("vague future") or e.at("ahead") is not None
    if not rel and not ahead:
        return Value(TimeType.DURATION, duration_value(None, unit_of(e, s)), None, None, Basis.VAGUE)
    return Value(TimeType.DATE, "FUTURE_REF" if ahead else "PAST_REF", None, None, Basis.VAGUE)


def set_value(e: Expression, s: Setting) -> Value:
    """ "every Monday", "each year", "every second week", "Mondays"."""
    if e.at("weekday") is not None:
        part = s.tokens.values[e.at("dayparts") or 0] if e.at("dayparts") is not None else ""
        day = int(number_at(s.tokens, e.at("weekday")) or 0) + 1
        return Value(TimeType.SET, f"XXXX-WXX-{day}" + (f"T{part}" if part else ""))
    at = e.at("what")
    assert at is not None
    value, kind = s.tokens.values[at], s.tokens.lower(at)
    count = 2.0 if word_at(s, e.at("n")) in {"another", "other", "second"} else number_at(s.tokens, e.at("n")) or 1.0
    if isinstance(value, str) and value.startswith("P"):
        return Value(TimeType.SET, duration_value(count, value))
    if kind == "weekend":
        return Value(TimeType.SET, "XXXX-WXX-WE")
    if value in {"MO", "AF", "EV", "NI"}:
        return Value(TimeType.SET, f"XXXX-XX-XXT{value}")
    if value in {"SP", "SU", "FA", "WI"}:
        return Value(TimeType.SET, f"XXXX-{value}")
    number = int(number_at(s.tokens, at) or 0)
    if kind.endswith("day"):
        part = e.at("daypart")
        return Value(TimeType.SET, f"XXXX-WXX-{number + 1}" + (f"T{s.tokens.values[part]}" if part is not None else ""))
    return Value(TimeType.SET, f"XXXX-{number:02}")


def often(e: Expression, s: Setting) -> Value:
    """ "daily", "annually"."""
    return Value(TimeType.SET, str(s.tokens.values[e.at("how") or 0]))


def reference(value: str) -> Callable[[Expression, Setting], Value]:
    """The rule for words that always have this value: PRESENT_REF, PAST_REF, FUTURE_REF."""
    return lambda _e, _s: Value(TimeType.DATE, value, None, None, Basis.VAGUE)
