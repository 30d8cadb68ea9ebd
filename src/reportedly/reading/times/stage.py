"""Times: time expressions as TIMEX3, with the time that each value is anchored on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Anchor, Anchoring, Time, TimeType
from reportedly.reading.times.calendar import Grain
from reportedly.reading.times.names import without_names
from reportedly.reading.times.patterns import expressions
from reportedly.reading.times.ranges import Found, merge_range
from reportedly.reading.times.tense import side_at
from reportedly.reading.times.terms import Basis, Setting
from reportedly.reading.times.values import value_of

if TYPE_CHECKING:
    from datetime import date

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.lexer import Tokens
    from reportedly.reading.times.terms import Value


def find_times(parsed: Parsed, published: date | None) -> tuple[Time, ...]:
    """All time expressions in text order; relative ones have no value where `published` is None."""
    tokens = parsed.tokens
    setting = Setting(tokens, published, side=lambda i: side_at(parsed, tokens.starts[i]))
    setting.named = setting.named_day = setting.today()
    found: list[Found] = []
    last: dict[str, tuple[int, int]] = {}
    """Tokens of the time named last, by the kind of value that is anchored on it."""
    for expression in without_names(parsed, expressions(tokens)):
        value = value_of(expression, setting)
        on = last.get(_kind(value)) if value.basis is Basis.NAMED_BEFORE else None
        one = Found.of(expression, value, on)
        both = merge_range(found[-1], one, tokens) if found else None
        if both:
            found[-1] = both
        else:
            found.append(one)
            for kind in _remember(setting, one):
                last[kind] = (one.first, one.end)
    return tuple(_time(tokens, f) for f in found)


def _kind(value: Value) -> str:
    """Which time named before a value is anchored on: the last day, the last quarter, or the last of any kind."""
    grain = value.period.grain if value.period else ""
    return "day" if grain == Grain.DAY else "quarter" if grain in {Grain.QUARTER, Grain.HALF} else "any"


def _remember(setting: Setting, found: Found) -> tuple[str, ...]:
    """Set what later times are anchored on; the kinds of value that are anchored on this one."""
    period = found.value.period
    if found.value.value == "P9M" or (found.rule == "recount" and found.value.value == "P6M"):
        setting.compared = setting.today(Grain.YEAR)  # companies report on these besides quarters
    if period is None:
        if setting.published is None and found.value.type is TimeType.DATE and found.value.value is None:
            setting.named = setting.named_day = None  # "a day earlier" is anchored on this one, which is unknown
        return ()
    if found.rule == "quarterago" or (period.grain in {Grain.QUARTER, Grain.HALF} and found.rule in {"ago", "shift"}):
        return ()  # a comparison; the text goes on with the period that is compared
    setting.named = period
    if period.grain is Grain.DAY:
        setting.named_day = period
        return "any", "day"
    if period.grain in {Grain.QUARTER, Grain.HALF}:
        if setting.published and period.first > setting.published:
            return ("any",)  # an outlook; the figures of "a year earlier" are compared with a quarter that is over
        setting.quarter = setting.compared = period
        return "any", "quarter"
    return ("any",)


def _time(tokens: Tokens, found: Found) -> Time:
    value, on = found.value, found.on
    return Time(
        anchor=Anchor.of(tokens.text, tokens.starts[found.first], tokens.ends[found.end - 1]),
        type=value.type,
        value=value.value,
        mod=value.mod,
        anchored=_anchored(found),
        anchored_on=Anchor.of(tokens.text, tokens.starts[on[0]], tokens.ends[on[1] - 1])
        if on and value.value
        else None,
        made_by=f"rule:{found.rule}",
    )


def _anchored(found: Found) -> Anchoring | None:
    if found.value.value is None or found.value.basis is Basis.VAGUE:
        return None
    if found.value.basis is Basis.STATED:
        return Anchoring.FULL
    return Anchoring.TEXT if found.on else Anchoring.PUBLICATION
