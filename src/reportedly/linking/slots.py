"""Typed slots of a statement: when, where, who, how many and which one of a series, as far as its words say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.lexicon.stems import stem
from reportedly.lexicon.word_sets import word_set
from reportedly.linking import stance
from reportedly.model import Party, Precision, PredicateClass, Stance, TimeType
from reportedly.timex import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Anchor, Place, Proposition, Quantity, Reading, Statement, Time


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included: one day, a month, a year."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSlot:
    """A place that a statement names, resolved; not one that stands for a party."""

    name: str
    geonameid: int
    country: str | None
    lat: float
    lon: float
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSlot:
    """A number that a statement gives; a bound is None if it is open."""

    low: float | None
    high: float | None
    unit: str | None
    of: tuple[str, ...]
    """Stems of the words for what is counted: "soldier kill"."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Which one of a series: the third round."""

    number: int
    noun: str
    """The stem of the word for what is numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What the words of a statement say of when, where, who, how many and which one."""

    days: tuple[Days, ...] = ()
    places: tuple[PlaceSlot, ...] = ()
    agent: Party | None = None
    """The party whose act it is about."""
    service: str | None = None
    """The local service that says it: the police of a town speak of that town."""
    seat: tuple[PlaceSlot, ...] = ()
    """The places that the words for the source name."""
    doer: str | None = None
    """The stem of the last word for who does it: "rebel" for "the rebels"."""
    target: str | None = None
    """The stem of the word for what or whom it is done to."""
    recipients: tuple[str, ...] = ()
    """Names of those to whom it is done, in lower case."""
    numbers: tuple[NumberSlot, ...] = ()
    classes: tuple[str, ...] = ()
    """The predicate classes of the words."""
    signed: tuple[PredicateClass, ...] = ()
    """Those of them that have opposites: "rose" and "fell" have opposite signs."""
    ordinals: tuple[Ordinal, ...] = ()
    predicate: str | None = None
    """The stem of the word that says what is so."""
    stance: Stance = Stance.AFFIRM
    """On its own matter, put positively."""
    negated: bool = False
    mixed: bool = False
    """True if clauses that are joined in it are of both polarities."""
    denies: bool = False
    """True if it answers an allegation with a denial."""
    ahead: bool = False
    """True if it is about what is still to come."""


def slots_of(reading: Reading, statement: Statement, agent: Party | None) -> Slots:
    """The slots of a statement; `agent` is the party whose act it is about, if it is named."""
    about, source = statement.proposition, statement.source

    def inside(anchor: Anchor) -> bool:
        return any(part.contains(anchor) for part in statement.content)

    recipients = [w for e in reading.events if e.statement == statement.id for w in e.recipients if inside(w)]
    return Slots(
        days=tuple(dict.fromkeys(d for t in reading.times if inside(t.anchor) for d in days_of(t))),
        places=tuple(dict.fromkeys(p for one in reading.places if inside(one.anchor) for p in place_slots(one))),
        agent=agent,
        service=_service(source),
        seat=tuple(p for one in reading.places if source and source.contains(one.anchor) for p in place_slots(one)),
        doer=_doer(about),
        target=stem(about.object.head.lower()) if about and about.object else None,
        recipients=tuple(dict.fromkeys(name for w in recipients for name in _names(w.exact))),
        numbers=tuple(dict.fromkeys(n for q in reading.quantities if inside(q.anchor) for n in _number(q))),
        classes=tuple(c.name for c in about.classes) if about else (),
        signed=tuple(c for c in about.classes if c.sign) if about else (),
        ordinals=tuple(dict.fromkeys(o for part in statement.content for o in _ordinals(part.exact))),
        predicate=stem(about.predicate.lower()) if about and about.predicate else None,
        stance=stance.stance_on_matter(statement),
        negated=about is not None and about.negated,
        mixed=about is not None and about.mixed,
        denies=stance.is_denial(statement),
        ahead=statement.forecast is not None or (about is not None and about.ahead),
    )


class Opposition(StrEnum):
    """What the slots of two statements on one matter say of the sides that they take."""

    OPEN = "open"
    """Nothing: an adjudicator tells whether the one is the contrary of the other."""
    SAME = "same"
    """They are on the same side."""
    CONTRARY = "contrary"
    """They are on opposite sides."""
    UNLIKE = "unlike"
    """They cannot be on the same side, and nothing shows that they are on opposite ones."""


def opposition(one: Slots, other: Slots) -> Opposition:
    """Whether two statements on one matter are on opposite sides of it.

    A denial is against what others affirm, and so are opposite words ("rose", "fell"), but not both together. What is
    negative never affirms what is positive: with the same predicate it is the contrary ("has doubled", "had not
    doubled"), with the opposite one the same ("has not risen", "fell"); with another one nobody knows. Nor does anybody
    where joined clauses are of both polarities, and no denial: the other statement may be about either.
    """
    mixed = one.mixed or other.mixed
    signs = {c.name: c.sign for c in one.signed}
    opposite = any(signs.get(c.name, 0) * c.sign < 0 for c in other.signed)
    if Stance.UNCERTAIN in {one.stance, other.stance} or one.stance is other.stance:
        if opposite and one.negated == other.negated:
            return Opposition.CONTRARY
        denied = one.stance is other.stance is Stance.DENY and not mixed
        return Opposition.SAME if denied else Opposition.OPEN
    if one.denies != other.denies:
        return Opposition.OPEN if opposite and one.negated == other.negated else Opposition.CONTRARY
    if opposite or mixed:
        return Opposition.OPEN
    same = one.predicate is not None and one.predicate == other.predicate
    return Opposition.CONTRARY if same else Opposition.UNLIKE


def days_of(time: Time) -> Iterator[Days]:
    """The days of a time that is on the calendar and exact."""
    first, last = first_day(time.value), last_day(time.value)
    if time.type in _ON_THE_CALENDAR and time.mod is None and first is not None and last is not None:
        yield Days(first, last)


def place_slots(place: Place) -> Iterator[PlaceSlot]:
    """The place, if it is resolved and no party."""
    if place.as_actor or place.geonameid is None or place.precision is None:
        return
    if place.lat is not None and place.lon is not None:
        yield PlaceSlot(
            name=place.name,
            geonameid=place.geonameid,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            precision=place.precision,
        )


def _service(source: Anchor | None) -> str | None:
    """The local service that a source is: "police" for "the police in Leeds"."""
    words = f" {' '.join(_WORD.findall(source.exact.lower()))} " if source else ""
    return next((name for name in sorted(word_set("local services")) if f" {name} " in words), None)


def _doer(about: Proposition | None) -> str | None:
    if about is not None and about.doer is not None:
        return stem(about.doer.lower())
    agent = about.agent if about else None
    if agent is None or agent.words is None or agent.speaker:
        return None
    words = _WORD.findall(agent.words.exact.lower())
    return stem(words[-1]) if words else None


def _number(quantity: Quantity) -> Iterator[NumberSlot]:
    if (quantity.low, quantity.high) != (None, None):
        of = tuple(stem(w) for w in _WORD.findall((quantity.of or "").lower()))
        yield NumberSlot(low=quantity.low, high=quantity.high, unit=quantity.unit, of=of)


def _names(words: str) -> Iterator[str]:
    """The names in the words for a participant; a description without a name gives none."""
    for name in _NAME.findall(words):
        yield name.lower()


def _ordinals(words: str) -> Iterator[Ordinal]:
    for found in _NUMBERED.finditer(words.lower()):
        number = _ordinal_numbers().get(found[1]) or (int(found[2]) if found[2] else None)
        if number is not None:
            yield Ordinal(number, stem(found[3]))


@cache
def _ordinal_numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in table("numbers.tsv") if row["kind"] == "ordinal"}


_ON_THE_CALENDAR = frozenset({TimeType.DATE, TimeType.TIME})
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
_NUMBERED = re.compile(r"\b([a-z]+|(\d+)(?:st|nd|rd|th))[ -](?=([a-z]{3,}))")
