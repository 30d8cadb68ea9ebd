"""Distances, durations, repetitions and vague references: "two days ago", "80 years", "every Monday", "now"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Stretch, around
from reportedly.reading.times.terms import (
    GRAINS,
    Setting,
    Value,
    count_of,
    dated,
    duration_value,
    mod_of,
    number_at,
    unit_of,
    word_at,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.reading.times.patterns import Expression


def _moved(base: Stretch | None, count: float | None, unit: str, step: int) -> Stretch | None:
    """The stretch so many units away, in the grain of the unit."""
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
    if count > 20_000_000:
        return None
    return around(base.first, grain).on(step * int(count))


def ago(e: Expression, s: Setting) -> Value:
    unit, count, mod = unit_of(e, s), count_of(s, e.span("count")), mod_of(e, s)
    if count is None:
        return Value(TimeType.DATE, "PAST_REF", mod, None, "vague")
    if unit == "P-Y" and count == 1 and s.compared and not e.at("count2"):
        return dated(s.compared.on_by(-1, Grain.YEAR), "named before", mod)
    mod = "APPROX" if e.at("count2") else mod
    if unit.startswith("PT"):
        return Value(TimeType.DURATION, duration_value(count, unit), mod)
    return dated(_moved(s.today(), count, unit, -1), "published", mod)


def shift(e: Expression, s: Setting) -> Value:
    unit = unit_of(e, s)
    side = {s.words.lower(i) for i in e.span("side")}
    count = count_of(s, e.span("count")) if e.at("count") is not None else 1.0
    step = -1 if side & {"earlier", "before"} else 1
    if count is None:
        return Value(TimeType.DURATION, duration_value(None, unit), mod_of(e, s), None, "vague")
    if unit.startswith("PT"):  # "an hour later": the calendar has no stretches as short as that
        return Value(TimeType.DURATION, duration_value(count, unit), mod_of(e, s))
    if "from" in side or "hence" in side:
        return dated(_moved(s.today(), count, unit, step), "published", mod_of(e, s))
    if unit == "P-Y" and count == 1 and s.compared and step < 0:
        return dated(s.compared.on_by(-1, Grain.YEAR), "named before", mod_of(e, s))
    return dated(_moved(s.named_day if unit == "P-D" else s.named, count, unit, step), "named before", mod_of(e, s))


def lasting(e: Expression, s: Setting) -> Value:
    count = count_of(s, e.span("count"))
    mod = mod_of(e, s)
    if _some_day(e, s):
        return Value(TimeType.DATE, "PAST_REF" if s.side(e.first) == "past" else "FUTURE_REF", None, None, "vague")
    second = count_of(s, e.span("count2")) if e.at("count2") is not None else None
    if second is not None and count is not None and second > count:
        return Value(TimeType.DURATION, duration_value(count, unit_of(e, s)), mod or "EQUAL_OR_MORE")
    return Value(TimeType.DURATION, duration_value(count, unit_of(e, s), half=e.at("half") is not None), mod)


def _some_day(e: Expression, s: Setting) -> bool:
    """ "He will one day return", "One day, he left", but not "in one day", "one day after the vote"."""
    if [s.words.lower(i) for i in range(e.first, e.end)] != ["one", "day"]:
        return False
    after = s.words.lower(e.end) if e.end < len(s.words.classes) else ""
    return after not in {"after", "before", "of"} and (e.first == 0 or s.words.lower(e.first - 1) in _SOME_DAY_AFTER)


_SOME_DAY_AFTER = frozenset(
    [
        *("will", "would", "could", "can", "may", "might", "should"),
        *("he", "she", "it", "they", "we", "i", "that", ",", ".", '"', "“"),
    ]
)


def bare(e: Expression, s: Setting) -> Value:
    return Value(TimeType.DURATION, duration_value(None, str(s.words.values[e.first])), None, None, "vague")


def long_value(e: Expression, s: Setting) -> Value:
    plural = s.words.lower(e.span("unit")[0]).endswith("s")
    return Value(TimeType.DURATION, duration_value(None if plural else 1.0, unit_of(e, s)))


def vague(e: Expression, s: Setting) -> Value:
    said = word_at(s, e.at("rel"))
    if said in {"these", "those"}:
        return Value(TimeType.DATE, "PRESENT_REF", None, None, "vague")
    ahead = said in {"coming", "next", "following", "upcoming", "forthcoming"} or e.at("ahead") is not None
    if not said and not ahead:
        return Value(TimeType.DURATION, duration_value(None, unit_of(e, s)), None, None, "vague")
    return Value(TimeType.DATE, "FUTURE_REF" if ahead else "PAST_REF", None, None, "vague")


# Again and again, and without a date


def set_value(e: Expression, s: Setting) -> Value:
    if e.at("weekday") is not None:
        part = s.words.values[e.at("dayparts") or 0] if e.at("dayparts") is not None else ""
        day = int(number_at(s.words, e.at("weekday")) or 0) + 1
        return Value(TimeType.SET, f"XXXX-WXX-{day}" + (f"T{part}" if part else ""))
    at = e.at("what")
    assert at is not None
    value, kind = s.words.values[at], s.words.lower(at)
    count = 2.0 if word_at(s, e.at("n")) in {"another", "other", "second"} else number_at(s.words, e.at("n")) or 1.0
    if isinstance(value, str) and value.startswith("P"):
        return Value(TimeType.SET, duration_value(count, value))
    if kind == "weekend":
        return Value(TimeType.SET, "XXXX-WXX-WE")
    if isinstance(value, str) and value in {"MO", "AF", "EV", "NI"}:
        return Value(TimeType.SET, f"XXXX-XX-XXT{value}")
    if isinstance(value, str) and value in {"SP", "SU", "FA", "WI"}:
        return Value(TimeType.SET, f"XXXX-{value}")
    number = int(number_at(s.words, at) or 0)
    if kind.endswith("day"):
        part = e.at("daypart")
        return Value(TimeType.SET, f"XXXX-WXX-{number + 1}" + (f"T{s.words.values[part]}" if part is not None else ""))
    return Value(TimeType.SET, f"XXXX-{number:02}")


def often(e: Expression, s: Setting) -> Value:
    return Value(TimeType.SET, str(s.words.values[e.at("how") or 0]))


def reference(value: str) -> Callable[[Expression, Setting], Value]:
    return lambda _e, _s: Value(TimeType.DATE, value, None, None, "vague")
