"""Which numbers of different parties exclude each other, and which have moved. Nothing is averaged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.model import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyNumber:
    """A number that a party gives of one thing in one claim."""

    party: Party
    said_on: date
    statement: str
    low: float | None
    high: float | None


def latest(numbers: Sequence[PartyNumber]) -> list[bool]:
    """For each number, whether its party gave it on the last day on which the party gave any."""
    last: dict[Party, date] = {}
    for n in numbers:
        last[n.party] = max(last.get(n.party, n.said_on), n.said_on)
    return [n.said_on == last[n.party] for n in numbers]


def excluded(numbers: Sequence[PartyNumber]) -> list[tuple[str, ...]]:
    """For each latest number, the statements with latest numbers of other parties that exclude it; for others none.

    A higher number of a later day is an update of a count that grows, and excludes nothing.
    """
    counting = [n for n, last in zip(numbers, latest(numbers), strict=True) if last]
    return [
        tuple(dict.fromkeys(o.statement for o in counting if o.party != n.party and _excludes(n, o)))
        if n in counting
        else ()
        for n in numbers
    ]


def moves(numbers: Sequence[PartyNumber]) -> list[tuple[PartyNumber, PartyNumber]]:
    """The latest number of each party that has moved, each with the one before it; `numbers` are of one thing.

    A range that another one makes more exact has not moved.
    """
    found = []
    for party in dict.fromkeys(n.party for n in numbers):
        own = sorted((n for n in numbers if n.party == party), key=lambda n: n.said_on)
        if len(own) > 1 and own[-2].said_on < own[-1].said_on and exclude_each_other(own[-2], own[-1]):
            found.append((own[-2], own[-1]))
    return found


def _excludes(one: PartyNumber, other: PartyNumber) -> bool:
    earlier, later = (one, other) if one.said_on <= other.said_on else (other, one)
    grown = earlier.said_on < later.said_on and _low(later) > _high(earlier)
    return exclude_each_other(one, other) and not grown


class Range(Protocol):
    """A range; a bound is None if it is open."""

    @property
    def low(self) -> float | None:
        """The lowest value."""

    @property
    def high(self) -> float | None:
        """The highest value."""


def exclude_each_other(one: Range, other: Range) -> bool:
    """True if two ranges have no number in common, or only the bound of "under 80" and "over 80"."""
    if _low(one) > _high(other) or _low(other) > _high(one):
        return True
    under, over = (one, other) if one.low is None else (other, one)
    return under.low is None and over.high is None and under.high is not None and under.high == over.low


def _low(n: Range) -> float:
    return -math.inf if n.low is None else n.low


def _high(n: Range) -> float:
    return math.inf if n.high is None else n.high
