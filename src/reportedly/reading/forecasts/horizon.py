"""The horizon of a forecast: the last day of the latest future time that it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import TimeType
from reportedly.timex import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.model import Anchor, Time

_DAY_OR_WEEK = re.compile(r"\d{4}-(?:\d{2}-\d{2}|W\d{2})")
FARTHEST = 6
REACH = 1500
"""Sentences and characters within which a day named before counts, in the same paragraph."""
_BESIDE = 14
"""Characters before a duration in which a word may put it ahead."""


def horizon_in(times: Sequence[Time], spans: Sequence[Anchor], text: str, today: date | None) -> date | None:
    """The last day of the latest future time within these spans; durations count if a word puts them ahead."""
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
    """The last future day that the same paragraph names before `start`, within a few sentences."""
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
    """Whether a duration is one to come: "the next two weeks", "within ten days"."""
    before = text[max(0, time.anchor.start - _BESIDE) : time.anchor.start]
    return bool(_words_ahead().search(time.anchor.exact) or _words_ahead().search(before))


@cache
def _words_ahead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(word_set('before a duration ahead')))})\b", re.IGNORECASE)
