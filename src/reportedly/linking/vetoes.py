"""Reasons why two statements cannot say the same: their typed slots have values that exclude each other.

A value that is missing on one side excludes nothing, nor does a more exact one: a town in the country that the other
names, a day in the month that the other names. Day and place exclude only where both statements tell of one kind of
happening, as words that are about other circumstances name other days and places, too.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from reportedly.lexicon.actors import same_side
from reportedly.linking.numbers import exclude_each_other
from reportedly.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.linking.slots import Days, NumberSlot, PlaceSlot, Slots

NEAR = {Precision.POINT: 50.0, Precision.CITY: 50.0, Precision.REGION: 400.0}
"""Kilometres; places of that precision may be one place, or one in the other, up to this distance."""
NIGHT = timedelta(days=1)
"""What the ends of two stretches of days may lie apart and still mean one night."""
_EARTH = 6371.0
"""The radius of the Earth in kilometres."""


def vetoes(one: Slots, other: Slots) -> tuple[str, ...]:
    """Why two statements cannot say the same, a reason for each slot that excludes it; empty if nothing does."""
    alike = not set(one.classes).isdisjoint(other.classes)
    return (
        *(_days(one, other) if alike else ()),
        *(_places(one.places, other.places) if alike else ()),
        *(_places(one.seat, other.seat) if one.service and one.service == other.service else ()),
        *_agents(one, other),
        *(_swapped(one, other) if alike else ()),
        *_recipients(one, other),
        *_numbers(one, other),
        *_ordinals(one, other),
    )


def _days(one: Slots, other: Slots) -> Iterator[str]:
    # With two times in one statement nobody knows which is that of the happening.
    if len(one.days) == len(other.days) == 1 and not meet(one.days[0], other.days[0]):
        yield f"another day: {_span(one.days[0])}, not {_span(other.days[0])}"


def meet(one: Days, other: Days) -> bool:
    """True if two stretches share a day, or follow each other: the night to Sunday is that of Saturday."""
    return one.first - NIGHT <= other.last and other.first - NIGHT <= one.last


def _span(days: Days) -> str:
    return days.first.isoformat() if days.first == days.last else f"{days.first} to {days.last}"


def _places(mine: Sequence[PlaceSlot], theirs: Sequence[PlaceSlot]) -> Iterator[str]:
    if mine and theirs and not any(may_be_one(a, b) for a in mine for b in theirs):
        yield f"another place: {mine[0].name}, not {theirs[0].name}"


def may_be_one(one: PlaceSlot, other: PlaceSlot, near: float | None = None) -> bool:
    """True if two places are one, or one may lie in the other; two towns if they lie within `near` kilometres."""
    if one.geonameid == other.geonameid:
        return True
    if Precision.COUNTRY in {one.precision, other.precision}:
        return one.country == other.country or None in {one.country, other.country}
    farthest = max(NEAR[one.precision], NEAR[other.precision])
    towns = Precision.REGION not in {one.precision, other.precision}
    return _distance(one, other) <= (near if near is not None and towns else farthest)


def _distance(one: PlaceSlot, other: PlaceSlot) -> float:
    """Kilometres between two places (haversine formula)."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(half))


def _agents(one: Slots, other: Slots) -> Iterator[str]:
    mine, theirs = one.agent, other.agent
    if mine is None or theirs is None or mine.report is not None or theirs.report is not None:
        return
    if not same_side(mine.name, theirs.name):
        yield f"another agent: {mine.name}, not {theirs.name}"


def _swapped(one: Slots, other: Slots) -> Iterator[str]:
    """Who does it in the one is whom it is done to in the other."""
    if one.doer is None or other.doer is None or one.doer == other.doer:
        return
    if one.doer == other.target or other.doer == one.target:
        yield f"roles swapped: done by {one.doer}, not by {other.doer}"


def _recipients(one: Slots, other: Slots) -> Iterator[str]:
    if one.recipients and other.recipients and set(one.recipients).isdisjoint(other.recipients):
        yield f"done to another: {one.recipients[0]}, not {other.recipients[0]}"


def _numbers(one: Slots, other: Slots) -> Iterator[str]:
    pairs = [(a, b) for a in one.numbers for b in other.numbers if _one_thing(a, b)]
    if pairs and all(exclude_each_other(a, b) for a, b in pairs):
        yield f"another number: {_bounds(pairs[0][0])}, not {_bounds(pairs[0][1])}"


def _one_thing(one: NumberSlot, other: NumberSlot) -> bool:
    return one.unit is not None and (one.unit, one.of) == (other.unit, other.of)


def _bounds(number: NumberSlot) -> str:
    """A range in words: "17", "at least 10000", "20 to 30"."""
    if number.low is None or number.high is None:
        return f"at most {number.high:g}" if number.low is None else f"at least {number.low:g}"
    return f"{number.low:g}" if number.low == number.high else f"{number.low:g} to {number.high:g}"


def _ordinals(one: Slots, other: Slots) -> Iterator[str]:
    for mine in one.ordinals:
        theirs = [o for o in other.ordinals if o.noun == mine.noun]
        if theirs and all(o.number != mine.number for o in theirs):
            yield f"another {mine.noun}: number {mine.number}, not {theirs[0].number}"
            return
