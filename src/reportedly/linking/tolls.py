"""Tolls: which of the numbers that reports of one Event give count its dead, its injured, its missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.linking.slots import days_of, place_slots
from reportedly.linking.vetoes import NIGHT, may_be_one, meet
from reportedly.model import Precision, TollKind
from reportedly.timex import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.linking.slots import Days, PlaceSlot
    from reportedly.model import EventType, Reading

LONG_BEFORE = timedelta(days=30)
"""How long before the first report of an Event the day of another happening ends, at least."""
TOWN = 15.0
"""Kilometres that two towns may lie apart and still be where one thing happened."""
_TOWNS = frozenset({Precision.POINT, Precision.CITY})
_AHEAD_OR_BOTH = frozenset({"be", "and", "or"})
"""Words before the last one in "to be evacuated" and in "killed or injured", which is neither toll."""
_ANYBODY = frozenset({"people", "person", "persons", "others", "other", ""})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number of a toll counts."""

    kind: TollKind
    who: str
    """Who is counted, in words of the report: "soldiers", "people"."""


def counted(of: str | None) -> Counted | None:
    """What a number counts by the words for what is counted: dead soldiers for "soldiers killed"; None if no toll."""
    *who, last = (of or "").split(" ")
    kind = toll_words().get(last)
    if kind is None or (who and who[-1] in _AHEAD_OR_BOTH):
        return None
    named = " ".join(who)
    return Counted(kind, "people" if named in _ANYBODY else named)


@cache
def toll_words() -> dict[str, TollKind]:
    """The toll of each word for what happened to people: "killed" is of the dead."""
    return {row["word"]: TollKind(row["toll"]) for row in table("tolls.tsv")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """When and where something happened, as far as words say; an Event may be told of with others beside it."""

    days: tuple[Days, ...] = ()
    places: tuple[PlaceSlot, ...] = ()

    def may_be(self, other: Happening) -> bool:
        """True if neither the days nor the places exclude that two are one."""
        return self._shares_days(other) is not False and self._shares_places(other) is not False

    def is_with(self, other: Happening) -> bool:
        """True if two may be one, and a day or a place says so."""
        return self.may_be(other) and True in (self._shares_days(other), self._shares_places(other))

    def is_before(self, day: date) -> bool:
        """True if it was over before a day."""
        return bool(self.days) and all(d.last < day - NIGHT for d in self.days)

    def filled(self, other: Happening) -> Happening:
        """With the days and places of another that it is, or may be where nothing is known of it."""
        if self != Happening() and not self.is_with(other):
            return self
        return Happening(days=self.days or other.days, places=self.places or other.places)

    def began_by(self, day: date) -> bool:
        """True if it may have been told of on a day: it had begun, or nobody says when it did."""
        return not self.days or min(d.first for d in self.days) <= day + NIGHT

    def likeness(self, other: Happening) -> tuple[bool, bool, bool]:
        """How much says that two are one, to compare by: one and the same place, a day, a place in another."""
        named = {p.geonameid for p in self.places} & {p.geonameid for p in other.places}
        return bool(named), self._shares_days(other) is True, self._shares_places(other) is True

    def _shares_days(self, other: Happening) -> bool | None:
        """Whether two share a day; None if one has none."""
        if not self.days or not other.days:
            return None
        return any(meet(a, b) for a in self.days for b in other.days)

    def _shares_places(self, other: Happening) -> bool | None:
        if not self.places or not other.places:
            return None
        return any(may_be_one(a, b, TOWN) for a in self.places for b in other.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedHappening:
    """What words around a figure, or the first words of its report, say of its happening, and when they were said."""

    happening: Happening
    said_on: date


def beside_event(told: Sequence[CountedHappening], event: Happening) -> list[Happening | None]:
    """For each figure the happening that it is of: one beside the Event, or None for that of the Event.

    Figures without a day are of the happening that fits best, of several the latest that had begun when they were
    given. A place of the Event that no figure is of counts for nothing: "the US strike" was not in the US.
    """
    if not any(event.likeness(one.happening)[2] for one in told):
        event = replace(event, places=())
    found: list[Happening | None] = [None] * len(told)
    beside: list[Happening] = []
    for i in sorted(range(len(told)), key=lambda i: not told[i].happening.days):  # those with days first
        mine, unknown = told[i].happening, told[i].happening == Happening()
        fits = [h for h in (event, *beside) if mine.may_be(h) and h.began_by(told[i].said_on)]
        fits = [h for h in fits if h is event or unknown or mine.is_with(h)]
        if fits:
            best = max(fits, key=lambda h: (mine.likeness(h), not mine.days and _latest(h), h is event))
            found[i] = None if best is event else best
        elif not unknown:
            beside.append(mine)
            found[i] = mine
    return found


def _latest(happening: Happening) -> date:
    return max((d.first for d in happening.days), default=date.min)


def happening_of(reading: Reading, number: int) -> Happening:
    """When and where it was that those whom a quantity counts were killed, hurt ..., by the words around it."""
    quantity = reading.quantities[number]
    mentions = [m for m in reading.events if quantity.anchor in m.quantities]
    places = {*quantity.places, *(m.place for m in mentions)}
    return Happening(
        days=tuple(dict.fromkeys(d for t in reading.times if t.anchor in quantity.times for d in days_of(t))),
        places=_exact(slot for p in reading.places if p.anchor in places for slot in place_slots(p)),
    )


def lead_happening(reading: Reading, end: int, kind: EventType | None) -> Happening:
    """When and where the mentions of that type happened that are in a report's first words, which end at `end`."""
    mentions = [m for m in reading.events if m.type is kind and m.trigger.end <= end]
    times, places = {m.time for m in mentions}, {m.place for m in mentions}
    return Happening(
        days=tuple(dict.fromkeys(d for t in reading.times if t.anchor in times for d in days_of(t))),
        places=_exact(slot for p in reading.places if p.anchor in places for slot in place_slots(p)),
    )


def _exact(places: Iterable[PlaceSlot]) -> tuple[PlaceSlot, ...]:
    """The places without those that only say where another one is: "Bergen, Norway" is Bergen."""
    known = dict.fromkeys(places)
    if any(p.precision in _TOWNS for p in known):
        return tuple(p for p in known if p.precision in _TOWNS)
    return tuple(p for p in known if p.precision is not Precision.COUNTRY) or tuple(known)


def is_of_past(reading: Reading, number: int, first: date) -> bool:
    """True if a quantity tells of long before the `first` report of an Event, or of what did not happen."""
    quantity = reading.quantities[number]
    if any(m.factuality < 0 for m in reading.events if quantity.anchor in m.quantities):
        return True
    if any(True for t in reading.times if t.anchor in quantity.times for _ in days_of(t)):
        return False  # the words around it say when it was
    around = [part for s in reading.statements for part in s.content if part.contains(quantity.anchor)]
    return any(_was_before(t.value, first) for t in reading.times if any(p.contains(t.anchor) for p in around))


def _was_before(time: str | None, first: date) -> bool:
    day = last_day(time)
    return day is not None and day < first - LONG_BEFORE
