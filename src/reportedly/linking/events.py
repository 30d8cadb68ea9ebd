"""Which reports are about one Event: the happening that their first words tell of.

Reports are taken in order. Each joins the Event whose closer half of reports is nearest on average,
or begins one of its own: by the cosine of their leads, and by the names that both use
there. Two happenings of a kind (one actor's arrest, another's) differ in little but names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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

_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_SMALL = re.compile(r"\b[a-z][\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What the head of a report tells: its vector (unit length) and the names in it."""

    report: str
    names: frozenset[str]
    vector: NDArray[np.float32]


def leads(texts: Mapping[str, str]) -> list[Lead]:
    """The leads of reports, given as texts by report id."""
    heads = [" ".join(text.split()[:LEAD]) for text in texts.values()]
    vectors = encoder.embed(heads)
    return [
        Lead(report=report, names=names(head), vector=vector)
        for report, head, vector in zip(texts, heads, vectors, strict=True)
    ]


def names(text: str) -> frozenset[str]:
    """The words that a text writes with a capital and never without."""
    small = set(_SMALL.findall(text))
    found = (word.lower().removesuffix("'s").removesuffix("’s") for word in _CAPITAL.findall(text))
    return frozenset(word for word in found if word not in small)


def likeness(one: Lead, other: Lead) -> float:
    """How far two reports are about one happening; about 0 for strangers, at most 1 + SHARED_NAMES."""
    size = float(np.sqrt(len(one.names) * len(other.names)))
    shared = len(one.names & other.names) / size if size else 0.0
    return float(one.vector @ other.vector) + SHARED_NAMES * shared


def events(given: Iterable[Lead]) -> list[list[str]]:
    """The ids of reports that share an Event, Event by Event, in the order given; the n-th asks for n comparisons."""
    found: list[list[Lead]] = []
    for lead in given:
        fits = [_fit(lead, event) for event in found]
        best = max(range(len(fits)), key=fits.__getitem__, default=None)
        if best is not None and fits[best] >= SAME_EVENT:
            found[best].append(lead)
        else:
            found.append([lead])
    return [[lead.report for lead in event] for event in found]


def _fit(lead: Lead, event: list[Lead]) -> float:
    values = sorted((likeness(lead, other) for other in event), reverse=True)
    closer = values[: (len(values) + 1) // 2]
    return sum(closer) / len(closer)
