"""Which reports are about one Event: the happening that their first words tell of.

Reports are taken in order of publication. Each joins the Event whose closer half of reports is nearest on
average, or begins one of its own: by the cosine of their leads, and by the names that both use
there. Two happenings of a kind (one actor's arrest, another's) differ in little but names.
Only reports of the last days are looked at: what is told again later is another Event.
"""

from __future__ import annotations

import math
import re
from collections import deque
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from reportedly import encoder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

LEAD = 90
"""Words at the head of a report that tell what it is about."""
SHARED_NAMES = 0.3
SAME_EVENT = 0.6
"""The least likeness; both were chosen on one half of the topics of ECB+ (docs/accuracy.md)."""
DAYS = 14
"""After so many days without a report an Event is over."""
MOST = 20_000
"""Reports of these days that are looked at, the latest."""
_NEAR = SAME_EVENT - SHARED_NAMES - 0.01
"""The least cosine to one of an Event's reports at least; the margin is for rounding."""

_HEAD = re.compile(rf"(?:\S+\s+){{0,{LEAD - 1}}}\S+")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_SMALL = re.compile(r"\b[a-z][\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What the head of a report tells: its vector (unit length, rounded as the store keeps it) and the names in it."""

    report: str
    names: frozenset[str]
    vector: NDArray[np.float32]


def head(text: str) -> str:
    """The words at the head of a report, as far as they tell what it is about."""
    found = _HEAD.match(text, len(text) - len(text.lstrip()))
    return text[: found.end()] if found else ""


def leads(texts: Mapping[str, str]) -> list[Lead]:
    """The leads of reports, given as texts by report id."""
    heads = [" ".join(head(text).split()) for text in texts.values()]
    vectors = encoder.embed(heads).astype(np.float16).astype(np.float32)
    return [
        Lead(report=report, names=names(words), vector=vector)
        for report, words, vector in zip(texts, heads, vectors, strict=True)
    ]


def names(text: str) -> frozenset[str]:
    """The words that a text writes with a capital and never without."""
    small = set(_SMALL.findall(text))
    found = (word.lower().removesuffix("'s").removesuffix("’s") for word in _CAPITAL.findall(text))
    return frozenset(word for word in found if word not in small)


def likeness(one: Lead, other: Lead) -> float:
    """How far two reports are about one happening; about 0 for strangers, at most 1 + SHARED_NAMES."""
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
        """The Event that a report of a day goes on with; None where it begins one."""
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
