"""Tolls: which of the numbers that reports of one Event give count its dead, its injured, its missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.model import TollKind
from reportedly.timex import last_day

if TYPE_CHECKING:
    from datetime import date

    from reportedly.model import EventMention, Reading

LONG_BEFORE = timedelta(days=30)
"""How long before the first report of an Event the day of another happening ends, at least."""
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
    if kind is None:
        return None
    named = " ".join(who)
    return Counted(kind, "people" if named in _ANYBODY else named)


@cache
def toll_words() -> dict[str, TollKind]:
    """The toll of each word for what happened to people: "killed" is of the dead."""
    return {row["word"]: TollKind(row["toll"]) for row in table("tolls.tsv")}


def is_of_another(reading: Reading, number: int, *, first: date, country: str | None) -> bool:
    """True if the quantity of that number belongs to another happening than the Event that a report is about.

    It does if the words around it name a day long before the `first` report of the Event, or if its event mention lies
    in another country than the Event or is said not to have happened.
    """
    place = reading.quantities[number].anchor
    mentions = [mention for mention in reading.events if place in mention.quantities]
    around = [part for s in reading.statements for part in s.content if part.contains(place)]
    return any(m.factuality < 0 or _is_elsewhere(reading, m, country) for m in mentions) or any(
        _was_before(t.value, first) for t in reading.times if any(part.contains(t.anchor) for part in around)
    )


def _was_before(time: str | None, first: date) -> bool:
    day = last_day(time)
    return day is not None and day < first - LONG_BEFORE


def _is_elsewhere(reading: Reading, mention: EventMention, country: str | None) -> bool:
    places = (p.country for p in reading.places if p.anchor == mention.place)
    return country is not None and any(place not in (None, country) for place in places)
