"""What cannot be in a reading: anchors that do not fit, references that lead nowhere, values out of range."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.lexicon.gazetteer import country_codes
from reportedly.model import statement_id
from reportedly.timex import MODIFIERS, first_day, is_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Anchor, EventMention, Place, Proposition, Quantity, Reading, Statement, Time

LOWEST, HIGHEST = -3, 3
"""Of factuality."""
FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Of publication and of speaking. Days near the ends of the calendar cannot be counted on from."""
PLAINEST = 100
"""Of plainness, either way; it is between about -4 and 3."""
LARGEST_ID = 2**31 - 1
"""Of a place in GeoNames."""
SOUGHT = 500
"""The most words of wordings that are sought letter by letter in a text that does not have them as words."""
_WORD = re.compile(r"\w+")
_DROPPED = re.compile(r"[\"“”‘’()`']")
"""What a wording leaves out where its other half is missing, so that "said“no" becomes one word."""
_FOOTNOTE = re.compile(r"\[\d{1,3}(?:\]|$)")


def problems(reading: Reading) -> Iterator[str]:
    """What is wrong with a reading, one sentence each."""
    report = reading.report.id
    for problem in _problems(reading):
        yield f"report {report}: {problem}"


def _problems(reading: Reading) -> Iterator[str]:
    yield from _wrong_anchors(reading)
    yield from _wrong_ids(reading)
    yield from _wrong_relations(reading)
    yield from _unwritten_wordings(reading)
    codes = country_codes() if reading.run.lexicon == lexicon.digest() else None
    for s in reading.statements:
        for what, value in _statement_values(s, reading.report.id):
            yield f"statement {s.id}: {what} cannot be {value!r}"
    for t in reading.times:
        for what, value in _time_values(t):
            yield f"time {t.anchor.exact!r}: {what} cannot be {value!r}"
    for p in reading.places:
        for what, value in _place_values(p, codes):
            yield f"place {p.name!r}: {what} cannot be {value!r}"
    for q in reading.quantities:
        for what, value in _quantity_values(q):
            yield f"quantity {q.anchor.exact!r}: {what} cannot be {value!r}"
    for e in reading.events:
        for what, value in _event_values(e):
            yield f"event {e.trigger.exact!r}: {what} cannot be {value!r}"
    if reading.failure is not None and (not reading.failure.strip() or any(_parts(reading))):
        yield "its reading failed, but something was found, or no reason is given"


def _parts(reading: Reading) -> Iterator[tuple[object, ...]]:
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


def _wrong_relations(reading: Reading) -> Iterator[str]:
    """What is there twice, out of order, or related to itself."""
    starts = [s.content[0].start for s in reading.statements if s.content]
    if starts != sorted(starts):
        yield "its statements are not in text order"
    answers = {s.id: s.answers for s in reading.statements}
    for s in reading.statements:
        seen: set[str] = set()
        answered = s.answers
        while answered is not None and answered not in seen and answered != s.id:
            seen.add(answered)
            answered = answers.get(answered)
        if answered == s.id:
            yield f"statement {s.id} answers itself"
        if any(one.end > other.start for one, other in pairwise(s.content)):
            yield f"the content of statement {s.id} is not in text order"
    for parts in _parts(reading):
        if len(set(parts)) != len(parts):
            yield "something is there twice"
    pairs = [(c.first, c.second) for c in reading.contradictions]
    if len(set(pairs)) != len(pairs) or any(first == second for first, second in pairs):
        yield "two statements contradict each other twice, or one itself"


def _unwritten_wordings(reading: Reading) -> Iterator[str]:
    """Wordings with words outside brackets that the text does not have, in whatever order."""
    text = reading.report.text
    known = set(_WORD.findall(text))
    sought: list[str] = []
    forms: tuple[str, ...] = ()
    for s in reading.statements:
        wording = s.proposition.wording if s.proposition is not None else ""
        for word in _WORD.findall(_outside_brackets(wording)):
            if word in known or len(sought) == SOUGHT:
                continue
            sought.append(word)
            forms = forms or _forms(text)
            if not any(word in form for form in forms):  # also as a part of another: "17" in "17kg"
                yield f"the wording of statement {s.id} has {word!r}, the text does not"
                break
            known.add(word)


def _outside_brackets(wording: str) -> str:
    """A wording without what is in square brackets; nothing if a bracket of the text has no other half."""
    depth, kept = 0, []
    for char in wording:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return ""
        kept.append(" " if depth or char == "]" else char)
    return "" if depth else "".join(kept)


def _forms(text: str) -> tuple[str, ...]:
    """A text as it is, and without marks between the parts of its words."""
    return text, _DROPPED.sub("", text), _DROPPED.sub("", _FOOTNOTE.sub("", text))


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
        for anchor in (q.anchor, q.whole, *q.times, *q.places):
            if anchor:
                yield "a quantity", anchor


def _anchors(proposition: Proposition) -> Iterator[Anchor]:
    agent, thing = proposition.agent, proposition.object
    for anchor in (agent.words if agent else None, thing.words if thing else None):
        if anchor:
            yield anchor
    for mention in proposition.parties:
        yield mention.anchor


def _statement_values(s: Statement, report: str) -> Iterator[tuple[str, object]]:
    if not 0 <= s.confidence <= 1:
        yield "confidence", s.confidence
    if s.said_at is not None and not FIRST_YEAR <= s.said_at.year <= LAST_YEAR:
        yield "said_at", s.said_at.isoformat()
    if s.actor is not None and not s.actor.name.strip():
        yield "the name of the actor", s.actor.name
    if s.actor is not None and s.actor.of is not None and (not s.actor.of.strip() or s.actor.of == s.actor.name):
        yield "the party of the actor", s.actor.of
    if (s.quote is None) != (s.source is None and s.cue is None):
        yield "quote", s.quote
    if not s.made_by.strip():
        yield "made_by", s.made_by
    horizon = s.forecast.horizon if s.forecast is not None else None
    day = first_day(horizon)
    if horizon is not None and (not is_value(horizon) or (day is not None and day.year < FIRST_YEAR)):
        yield "the horizon of the forecast", horizon
    if s.proposition is not None:
        yield from _proposition_values(s.proposition, report)


def _proposition_values(p: Proposition, report: str) -> Iterator[tuple[str, object]]:
    if not p.wording.strip():
        yield "wording", p.wording
    if not abs(p.plainness) <= PLAINEST:
        yield "plainness", p.plainness
    if not _is_geonames_id(p.place):
        yield "place", p.place
    for value in p.times:
        if not is_value(value):
            yield "a time of the proposition", value
    if len({found.name for found in p.classes}) != len(p.classes) or any(not c.name.strip() for c in p.classes):
        yield "the predicate classes", [c.name for c in p.classes]
    for found in p.classes:
        if found.sign not in {-1, 0, 1}:
            yield "the sign of a predicate class", found.sign
    head = p.object.head if p.object is not None else None
    for name, word in (("predicate", p.predicate), ("doer", p.doer), ("the head of the object", head)):
        if word is not None and not word.strip():
            yield name, word
    if p.agent is not None and p.agent.words is None and p.agent.party is None and not p.agent.speaker:
        yield "the agent", "nobody"
    parties = [m.party for m in p.parties] + [x.party for x in (p.agent, p.object) if x is not None and x.party]
    for party in parties:
        if party is not None and (not party.name.strip() or party.report not in {None, report}):
            yield "a party", str(party)


def _time_values(t: Time) -> Iterator[tuple[str, object]]:
    if t.value is not None and not is_value(t.value):
        yield "value", t.value
    if t.mod is not None and t.mod not in MODIFIERS:
        yield "mod", t.mod
    if t.anchored is None and t.anchored_on is not None:
        yield "anchored_on", t.anchored_on.exact
    if t.value is None and t.anchored is not None:
        yield "anchored", t.anchored.value


def _place_values(p: Place, codes: frozenset[str] | None) -> Iterator[tuple[str, object]]:
    if not _is_geonames_id(p.geonameid):
        yield "geonameid", p.geonameid
    if p.lat is not None and not -90 <= p.lat <= 90:
        yield "lat", p.lat
    if p.lon is not None and not -180 <= p.lon <= 180:
        yield "lon", p.lon
    if (p.lat is None) != (p.lon is None):
        yield "lat and lon", (p.lat, p.lon)
    if p.country is not None and not _is_country(p.country, codes):
        yield "country", p.country
    if not p.name.strip():
        yield "the name", p.name


def _is_country(code: str, codes: frozenset[str] | None) -> bool:
    """True if a code is one of these; without them, as other tables may have others, if it is two capital letters."""
    return code in codes if codes is not None else len(code) == 2 and code.isascii() and code.isupper()


def _quantity_values(q: Quantity) -> Iterator[tuple[str, object]]:
    for what, value in (("low", q.low), ("high", q.high)):
        if value is not None and not math.isfinite(value):
            yield what, value
    if q.low is not None and q.high is not None and q.low > q.high:
        yield "low and high", (q.low, q.high)
    for what, words in (("unit", q.unit), ("of", q.of)):
        if words is not None and not words.strip():
            yield what, words


def _event_values(e: EventMention) -> Iterator[tuple[str, object]]:
    for what, value in (("factuality", e.factuality), ("said_factuality", e.said_factuality)):
        if value is not None and not LOWEST <= value <= HIGHEST:
            yield what, value
    if e.said_factuality is not None and e.statement is None:
        yield "said_factuality", e.said_factuality
    if e.mode is not None and (e.type is None or not e.mode.strip()):
        yield "mode", e.mode


def _is_geonames_id(value: int | None) -> bool:
    return value is None or 0 < value <= LARGEST_ID
