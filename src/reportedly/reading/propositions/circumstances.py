"""When and where it is so: the places and times that a content names."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reportedly.model import TimeType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.model import Anchor, Place, Time
    from reportedly.reading.text.syntax import Syntax

_POINTS = frozenset({TimeType.DATE, TimeType.TIME})


class Circumstances:
    """The places and times of one report."""

    __slots__ = ("_place_starts", "_places", "_syntax", "_time_starts", "_times", "published")

    def __init__(
        self, syntax: Syntax, places: Sequence[Place], times: Sequence[Time], published: date | None = None
    ) -> None:
        self._syntax = syntax
        self.published = published
        self._places = [p for p in places if p.geonameid is not None and not p.as_actor]
        self._times = [t for t in times if t.type in _POINTS and t.value is not None]
        self._place_starts = [p.anchor.start for p in self._places]
        self._time_starts = [t.anchor.start for t in self._times]

    def place(self, content: Sequence[Anchor]) -> int | None:
        """GeoNames id of the place of a content: the first that it names, or else the only one of its sentence."""
        inside = [p for part in content for p in self._between(part.start, part.end)]
        if inside:
            return inside[0].geonameid
        s, first, last = self._syntax, content[0], content[-1]
        begin = s.starts[s.sent[min(s.token_at(first.start), s.n - 1)]]
        end = s.sentence_end(s.sent[min(s.token_at(last.end - 1), s.n - 1)])
        around = {p.geonameid for p in self._between(s.char[begin], s.end[end - 1])}
        return next(iter(around)) if len(around) == 1 else None

    def times(self, content: Sequence[Anchor]) -> Iterator[Time]:
        """The dates and times with a value that a content names, in text order."""
        for part in content:
            for i in range(bisect_left(self._time_starts, part.start), len(self._times)):
                if self._times[i].anchor.end > part.end:
                    break
                yield self._times[i]

    def _between(self, start: int, end: int) -> Iterator[Place]:
        for i in range(bisect_left(self._place_starts, start), len(self._places)):
            if self._places[i].anchor.end > end:
                break
            yield self._places[i]
