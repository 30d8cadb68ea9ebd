"""When it falls due: the last day of the latest future time that a forecast names."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reportedly.model import TimeType
from reportedly.timex import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.model import Anchor, Time

_DAY_OR_WEEK = re.compile(r"\d{4}-(?:\d{2}-\d{2}|W\d{2})")
AHEAD = re.compile(r"\b(?:next|coming|within|in|over|after)\b", re.IGNORECASE)
FARTHEST = 6
REACH = 1500
"""Sentences and characters back in the same paragraph that a day may have been named in."""


def horizon_in(times: Sequence[Time], spans: Sequence[Anchor], text: str, today: date | None) -> date | None:
    """The latest future day named inside these words."""
    found = []
    for time in (t for span in spans for t in _inside(times, span)):
        if time.type is TimeType.SET:
            continue
        if time.type is TimeType.DURATION and not _ahead(time, text):
            continue
        day = last_day(time.value, today)
        if day is not None and (today is None or day > today):
            found.append(day)
    return max(found, default=None)


def horizon_before(times: Sequence[Time], start: int, text: str, today: date | None) -> date | None:
    """The latest future day that the same paragraph has named before `start`, in the last few sentences."""
    paragraph = text.rfind("\n", 0, start) + 1
    for i in range(bisect_left(times, start, key=_start) - 1, -1, -1):
        time = times[i]
        anchor = time.anchor
        if anchor.start < paragraph or start - anchor.end > REACH or text.count(". ", anchor.end, start) > FARTHEST:
            return None
        end = (time.value or "").rsplit("/", 1)[-1]
        if time.type is not TimeType.DATE or not _DAY_OR_WEEK.match(end):
            continue
        day = last_day(time.value, today)
        if day is not None and today is not None and day > today:
            return day
    return None


def _start(time: Time) -> int:
    return time.anchor.start


def _inside(times: Sequence[Time], span: Anchor) -> Iterator[Time]:
    """The times within a span; `times` are in text order."""
    for i in range(bisect_left(times, span.start, key=_start), len(times)):
        if times[i].anchor.start >= span.end:
            return
        if span.contains(times[i].anchor):
            yield times[i]


def _ahead(time: Time, text: str) -> bool:
    return bool(
        AHEAD.search(time.anchor.exact) or AHEAD.search(text[max(0, time.anchor.start - 14) : time.anchor.start])
    )
