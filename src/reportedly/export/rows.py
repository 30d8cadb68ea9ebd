"""The sheet of one report as rows of plain words; terminal and page print the same rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.model import Act, Anchor, EventMention, Place, Quantity, Quote, Reading, Statement, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One statement in plain words."""

    number: int
    """The number of its note on the page; 0 in the outlet's own voice."""
    id: str
    who: str | None
    words: str | None
    """The source's words if they differ from the actor's name."""
    speaks_for: str | None
    anonymous: bool
    act: Act
    does: str
    traits: tuple[str, ...]
    what: str
    via: tuple[str, ...]
    when: date | None
    sure: str | None
    quote: Quote | None
    answers: int | None
    """Number of the statement that this one answers."""
    confidence: float
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A quantity: its words, its value, and who says so."""

    words: str
    value: str
    whole: str | None
    """The words for the number that it is a part of."""
    who: str | None
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """A time: its words, its value, and what the value depends on."""

    words: str
    value: str | None
    how: str
    times: int
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place: its words and what they resolve to."""

    words: str
    name: str | None
    """None if it is unresolved."""
    country: str | None
    precision: str | None
    """point, city, region or country; None if it is unresolved."""
    party: bool
    times: int
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """A forecast: what is to happen, by when, how likely, and who says so."""

    number: int
    id: str
    what: str
    due: str | None
    likelihood: str
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A typed event: who does it to whom, where, when, and how sure outlet and source are."""

    type: str
    mode: str | None
    trigger: str
    actors: str
    recipients: str
    place: str | None
    time: str | None
    outlet_says: str
    source_says: str | None
    who: str | None
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionRow:
    """Two statements that cannot both hold, and why."""

    first: StatementRow
    second: StatementRow
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The sheet of one report."""

    statements: tuple[StatementRow, ...]
    own_voice: tuple[StatementRow, ...]
    numbers: tuple[NumberRow, ...]
    times: tuple[TimeRow, ...]
    places: tuple[PlaceRow, ...]
    forecasts: tuple[ForecastRow, ...]
    events: tuple[EventRow, ...]
    contradictions: tuple[ContradictionRow, ...]

    @property
    def sources(self) -> int:
        """The number of different sources."""
        return len(self.by_source())

    def by_source(self) -> list[tuple[str | None, list[StatementRow]]]:
        """The statements of each source, in the order in which the sources first speak."""
        said: dict[str, list[StatementRow]] = {}
        for row in self.statements:
            said.setdefault((row.who or "").casefold(), []).append(row)
        return [(rows[0].who, rows) for rows in said.values()]


def rows_of(reading: Reading) -> Rows:
    """The rows of a Reading; statements numbered in text order."""
    ordered = text_order(reading.statements)
    spoken = [s for s in ordered if not own_voice(s)]
    numbers = {s.id: n for n, s in enumerate(spoken, start=1)}
    statements = {s.id: _statement(s, numbers) for s in ordered}
    inner = _Innermost(spoken)
    return Rows(
        statements=tuple(statements[s.id] for s in spoken),
        own_voice=tuple(statements[s.id] for s in ordered if own_voice(s)),
        numbers=tuple(_number(q, inner) for q in reading.quantities),
        times=_times(reading.times),
        places=_places(reading.places),
        forecasts=tuple(_forecast(s, statements[s.id]) for s in ordered if s.forecast),
        events=tuple(_event(e, statements) for e in reading.events if e.type),
        contradictions=tuple(
            ContradictionRow(first=statements[c.first], second=statements[c.second], reason=wording.plain(c.reason))
            for c in reading.contradictions
            if c.first in statements and c.second in statements
        ),
    )


def text_order(statements: Iterable[Statement]) -> list[Statement]:
    """The statements in the order of the text, which is that of their numbers."""
    return sorted(statements, key=lambda s: (s.content[0].start, s.content[-1].end))


def own_voice(s: Statement) -> bool:
    """True if the outlet speaks in its own voice."""
    return s.source is None and s.cue is None


class _Innermost:
    """Who says the words at a place in the text: the statement with the shortest content around it."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._spans = sorted((c.start, c.end, n) for n, s in enumerate(statements) for c in s.content)
        self._statements = statements
        self._starts = [start for start, _, _ in self._spans]
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))

    def at(self, anchor: Anchor) -> str | None:
        around = []
        n = bisect_right(self._starts, anchor.start) - 1
        while n >= 0 and self._reach[n] >= anchor.end:
            start, end, which = self._spans[n]
            if end >= anchor.end:
                around.append((end - start, which))
            n -= 1
        if not around:
            return None
        inner = self._statements[min(around)[1]]
        return wording.name_of(inner.actor, inner.source)


def _statement(s: Statement, numbers: dict[str, int]) -> StatementRow:
    who = wording.name_of(s.actor, s.source)
    words = wording.plain(s.source.exact) if s.source else None
    return StatementRow(
        number=numbers.get(s.id, 0),
        id=s.id,
        who=who,
        words=None if words is None or _same(words, who) else words,
        speaks_for=wording.plain(s.actor.of) if s.actor and s.actor.of and s.actor.of != s.actor.name else None,
        anonymous=s.anonymous,
        act=s.act,
        does=wording.DOES[s.act],
        traits=wording.traits(s),
        what=wording.content_text(s.content).removeprefix("that "),
        via=tuple(wording.plain(v.exact) for v in s.via),
        when=s.said_at,
        sure=wording.sure(s.certainty),
        quote=s.quote,
        answers=numbers.get(s.answers) if s.answers else None,
        confidence=s.confidence,
        made_by=wording.plain(s.made_by),
    )


def _same(words: str, name: str | None) -> bool:
    """True if the words plainly name this actor, so that they need not be shown beside the name."""
    said, known = (_bare(w) for w in (words, name or ""))
    return said in known or (bool(known) and known in said)


def _bare(name: str) -> str:
    letters = "".join(c for c in normalize("NFKD", name) if not combining(c))
    return letters.casefold().removeprefix("the ").removesuffix("’s").removesuffix("'s")


def _number(q: Quantity, inner: _Innermost) -> NumberRow:
    return NumberRow(
        words=wording.plain(q.anchor.exact),
        value=wording.quantity(q),
        whole=wording.plain(q.whole.exact) if q.whole else None,
        who=inner.at(q.anchor),
        made_by=q.made_by,
    )


def _times(found: Sequence[Time]) -> tuple[TimeRow, ...]:
    counted = Counter(
        (wording.plain(t.anchor.exact), wording.time_value(t), wording.anchored(t), t.made_by) for t in found
    )
    return tuple(
        TimeRow(words=words, value=value, how=how, times=n, made_by=made_by)
        for (words, value, how, made_by), n in counted.items()
    )


def _places(found: Sequence[Place]) -> tuple[PlaceRow, ...]:
    """First the places, then the names that stand for a party, each in text order."""
    counted = Counter(
        (
            wording.plain(p.anchor.exact),
            wording.plain(p.name) if p.precision is not None or p.country is not None else None,
            wording.country(p.country),
            p.precision.value if p.precision else None,
            p.as_actor,
            p.made_by,
        )
        for p in sorted(found, key=lambda p: p.as_actor)
    )
    return tuple(
        PlaceRow(words=words, name=name, country=country, precision=precision, party=party, times=n, made_by=made_by)
        for (words, name, country, precision, party, made_by), n in counted.items()
    )


def _forecast(s: Statement, row: StatementRow) -> ForecastRow:
    assert s.forecast is not None
    return ForecastRow(
        number=row.number,
        id=s.id,
        what=row.what,
        due=wording.plain(s.forecast.horizon) if s.forecast.horizon else None,
        likelihood=s.forecast.likelihood.value,
        who=row.who,
    )


def _event(e: EventMention, statements: dict[str, StatementRow]) -> EventRow:
    assert e.type is not None
    statement = statements.get(e.statement) if e.statement else None
    return EventRow(
        type=e.type.value,
        mode=wording.plain(e.mode) if e.mode else None,
        trigger=wording.plain(e.trigger.exact),
        actors="; ".join(wording.plain(a.exact) for a in e.actors),
        recipients="; ".join(wording.plain(a.exact) for a in e.recipients),
        place=wording.plain(e.place.exact) if e.place else None,
        time=wording.plain(e.time.exact) if e.time else None,
        outlet_says=wording.factuality(e.factuality),
        source_says=None if e.said_factuality is None else wording.factuality(e.said_factuality),
        who=statement.who if statement else None,
        made_by=e.made_by,
    )
