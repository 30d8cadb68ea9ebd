"""Which reports are about one Event, judged by their leads.

Reports are taken in order of publication. A report joins the Event of the last days that it is nearest to, or founds
one of its own. How near it is to an Event is its mean likeness to the closer half of the Event's reports. Likeness is
the cosine of two leads, and more for names that both use: two arrests differ in little but names.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from reportedly import encoder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SHARED_NAMES = 0.3
SAME_EVENT = 0.6
"""The least likeness of a report to an Event that it joins. Both were chosen on half of the topics of ECB+
(docs/accuracy.md)."""
DAYS = 14
"""Days after which a report no longer draws others to its Event."""
MOST = 20_000
"""Reports of these days that are compared with, the latest."""
_NEAR = SAME_EVENT - SHARED_NAMES - 0.01
"""The least cosine at which two reports can be of one Event; the margin is for rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The first words of a report: their vector (unit length, rounded as the store keeps it) and the names in them."""

    report: str
    names: frozenset[str]
    vector: NDArray[np.float32]


def likeness(one: Lead, other: Lead) -> float:
    """How far two reports are about one event: about 0 for unrelated ones, at most 1 + SHARED_NAMES."""
    size = math.sqrt(len(one.names) * len(other.names))
    shared = len(one.names & other.names) / size if size else 0.0
    return float(one.vector @ other.vector) + SHARED_NAMES * shared


class EventClusters:
    """The Events of the last days with their reports, which are added in order of publication."""

    def __init__(self) -> None:
        self._reports: deque[tuple[date, str, Lead]] = deque()
        self._events: dict[str, list[Lead]] = {}
        self._vectors = np.zeros((64, encoder.WIDTH), dtype=np.float32)
        self._first = self._end = 0

    def event_of(self, lead: Lead, day: date) -> str | None:
        """The Event that a report of a day joins; None if it founds one."""
        self._forget(day - timedelta(days=DAYS), MOST)
        near = np.flatnonzero(self._vectors[self._first : self._end] @ lead.vector >= _NEAR)
        best, value = None, SAME_EVENT
        for event in dict.fromkeys(self._reports[i][1] for i in near.tolist()):
            fit = _fit(lead, self._events[event])
            if fit > value or (best is None and fit >= SAME_EVENT):
                best, value = event, fit
        return best

    def put(self, event: str, lead: Lead, day: date) -> None:
        """Add a report to an Event."""
        if self._end == len(self._vectors):
            kept = self._vectors[self._first : self._end]
            self._vectors = np.concatenate([kept, np.zeros((max(len(kept), 64), encoder.WIDTH), dtype=np.float32)])
            self._first, self._end = 0, len(kept)
        self._vectors[self._end] = lead.vector
        self._end += 1
        self._reports.append((day, event, lead))
        self._events.setdefault(event, []).append(lead)

    def _forget(self, since: date, most: int) -> None:
        while self._reports and (self._reports[0][0] < since or len(self._reports) > most):
            _, event, _lead = self._reports.popleft()
            self._first += 1
            self._events[event].pop(0)  # the oldest of all is the oldest of its Event
            if not self._events[event]:
                del self._events[event]


def events(given: Iterable[Lead]) -> list[list[str]]:
    """The ids of reports of one day that share an Event, Event by Event, in the order given."""
    clusters, found = EventClusters(), dict[str, list[str]]()
    for lead in given:
        event = clusters.event_of(lead, date.min + timedelta(days=DAYS)) or lead.report
        clusters.put(event, lead, date.min + timedelta(days=DAYS))
        found.setdefault(event, []).append(lead.report)
    return list(found.values())


def _fit(lead: Lead, event: list[Lead]) -> float:
    values = sorted((likeness(lead, other) for other in event), reverse=True)
    closer = values[: (len(values) + 1) // 2]
    return sum(closer) / len(closer)
