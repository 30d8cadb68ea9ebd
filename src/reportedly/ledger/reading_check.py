"""What cannot be in a reading: anchors that do not fit, references that lead nowhere, values out of range."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reportedly.model import statement_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Anchor, EventMention, Place, Proposition, Quantity, Reading, Statement

LOWEST, HIGHEST = -3, 3
"""Of factuality."""
FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Of publication and of speaking. Days near the ends of the calendar cannot be counted on from."""
LARGEST_ID = 2**31 - 1
"""Of a place in GeoNames."""


def problems(reading: Reading) -> Iterator[str]:
    """What is wrong with a reading, one sentence each."""
    report = reading.report.id
    for problem in _problems(reading):
        yield f"report {report}: {problem}"


def _problems(reading: Reading) -> Iterator[str]:
    yield from _wrong_anchors(reading)
    yield from _wrong_ids(reading)
    for s in reading.statements:
        for what, value in _statement_values(s):
            yield f"statement {s.id}: {what} cannot be {value!r}"
    for p in reading.places:
        for what, value in _place_values(p):
            yield f"place {p.name!r}: {what} cannot be {value!r}"
    for q in reading.quantities:
        for what, value in _quantity_values(q):
            yield f"quantity {q.anchor.exact!r}: {what} cannot be {value!r}"
    for e in reading.events:
        for what, value in _event_values(e):
            yield f"event {e.trigger.exact!r}: {what} cannot be {value!r}"
    if reading.failure is not None and (not reading.failure.strip() or any(_parts(reading))):
        yield "its reading failed, but something was found, or no reason is given"


def _parts(reading: Reading) -> Iterator[object]:
    yield from (reading.statements, reading.times, reading.places)
    yield from (reading.quantities, reading.events, reading.contradictions)


def _wrong_anchors(reading: Reading) -> Iterator[str]:
    text = reading.report.text
    for what, anchor in anchors(reading):
        if not anchor.holds_in(text):
            yield f"{what} says {anchor.exact!r} at {anchor.start}, the text does not"


def _wrong_ids(reading: Reading) -> Iterator[str]:
    known: set[str] = set()
    for s in reading.statements:
        if not s.content:
            yield f"statement {s.id} has no content"
        if s.id != statement_id(reading.report, s.source, s.cue, s.content):
            yield f"statement {s.id} has an id that is not that of its places"
        if s.id in known:
            yield f"statement {s.id} is there twice"
        known.add(s.id)
    for what, wanted in _references(reading):
        if wanted not in known:
            yield f"{what} refers to statement {wanted}, which is not there"


def _references(reading: Reading) -> Iterator[tuple[str, str]]:
    """Every statement that a part of the reading refers to."""
    for s in reading.statements:
        if s.answers is not None:
            yield f"statement {s.id}", s.answers
    for q in reading.quantities:
        if q.statement is not None:
            yield "a quantity", q.statement
    for e in reading.events:
        if e.statement is not None:
            yield "an event", e.statement
    for c in reading.contradictions:
        yield "a contradiction", c.first
        yield "a contradiction", c.second


def anchors(reading: Reading) -> Iterator[tuple[str, Anchor]]:
    """Every anchor of a reading, with what it belongs to."""
    for s in reading.statements:
        for anchor in (s.source, s.cue, *s.content, *s.via):
            if anchor:
                yield f"statement {s.id}", anchor
        if s.proposition:
            yield from ((f"the proposition of statement {s.id}", anchor) for anchor in _anchors(s.proposition))
    for e in reading.events:
        for anchor in (e.trigger, *e.actors, *e.recipients, e.place, e.time, *e.quantities):
            if anchor:
                yield "an event", anchor
    for t in reading.times:
        for anchor in (t.anchor, t.anchored_on):
            if anchor:
                yield "a time", anchor
    for p in reading.places:
        yield "a place", p.anchor
    for q in reading.quantities:
        for anchor in (q.anchor, q.whole):
            if anchor:
                yield "a quantity", anchor


def _anchors(proposition: Proposition) -> Iterator[Anchor]:
    agent, thing = proposition.agent, proposition.object
    for anchor in (agent.words if agent else None, thing.words if thing else None):
        if anchor:
            yield anchor
    for mention in proposition.parties:
        yield mention.anchor


def _statement_values(s: Statement) -> Iterator[tuple[str, object]]:
    if not 0 <= s.confidence <= 1:
        yield "confidence", s.confidence
    if s.said_at is not None and not FIRST_YEAR <= s.said_at.year <= LAST_YEAR:
        yield "said_at", s.said_at.isoformat()
    if s.actor is not None and not s.actor.name.strip():
        yield "the name of the actor", s.actor.name
    if s.proposition is None:
        return
    if not math.isfinite(s.proposition.plainness):
        yield "plainness", s.proposition.plainness
    if not _is_geonames_id(s.proposition.place):
        yield "place", s.proposition.place
    for found in s.proposition.classes:
        if found.sign not in {-1, 0, 1}:
            yield "the sign of a predicate class", found.sign


def _place_values(p: Place) -> Iterator[tuple[str, object]]:
    if not _is_geonames_id(p.geonameid):
        yield "geonameid", p.geonameid
    if p.lat is not None and not -90 <= p.lat <= 90:
        yield "lat", p.lat
    if p.lon is not None and not -180 <= p.lon <= 180:
        yield "lon", p.lon
    if (p.lat is None) != (p.lon is None):
        yield "lat and lon", (p.lat, p.lon)
    if p.country is not None and not (len(p.country) == 2 and p.country.isascii() and p.country.isupper()):
        yield "country", p.country
    if not p.name.strip():
        yield "the name", p.name


def _quantity_values(q: Quantity) -> Iterator[tuple[str, object]]:
    for what, value in (("low", q.low), ("high", q.high)):
        if value is not None and not math.isfinite(value):
            yield what, value
    if q.low is not None and q.high is not None and q.low > q.high:
        yield "low and high", (q.low, q.high)


def _event_values(e: EventMention) -> Iterator[tuple[str, object]]:
    for what, value in (("factuality", e.factuality), ("said_factuality", e.said_factuality)):
        if value is not None and not LOWEST <= value <= HIGHEST:
            yield what, value


def _is_geonames_id(value: int | None) -> bool:
    return value is None or 0 < value <= LARGEST_ID
