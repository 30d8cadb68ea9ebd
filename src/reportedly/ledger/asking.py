"""Numbers by who gives them, and what is dated, in order: questions that go across all claims."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.ledger import view
from reportedly.ledger.marks import Marks
from reportedly.linking import numbers as ranges
from reportedly.model import Anchor
from reportedly.record import Moment, NumberRecord
from reportedly.store import claims as claim_store
from reportedly.store import links

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy as sa

    from reportedly.model import EventMention, Reading
    from reportedly.record import Claim, ClaimNumber

_DATED = re.compile(r"\d{4}(?:-(?:\d{2}|W\d{2})(?:-\d{2})?)?(?=$|[T/])")
"""A TIMEX3 value of which at least the year is known; of an interval the beginning."""


def numbers(connection: sa.Connection, as_of: date | None, claim: str | None = None) -> list[NumberRecord]:
    """Numbers claim by claim (or of one claim), of one thing together, oldest first."""
    found: list[NumberRecord] = []
    for one in view.claims(connection, as_of, claim):
        said = {s.id: s for s in one.statements}
        kinds: dict[tuple[str | None, str | None], list[ClaimNumber]] = {}
        for number in sorted(one.numbers, key=lambda n: n.date):
            if (number.low, number.high) != (None, None):
                kinds.setdefault((number.of, number.unit), []).append(number)
        for given in kinds.values():
            found += _numbers(one, given, {key: (s.party, s.report) for key, s in said.items()})
    return found


def _numbers(claim: Claim, given: list[ClaimNumber], told: dict[str, tuple[str, str]]) -> Iterator[NumberRecord]:
    plain = [
        ranges.Given(party=told[n.statement][0], said_on=n.date, statement=n.statement, low=n.low, high=n.high)
        for n in given
    ]
    for n, last, apart in zip(given, ranges.latest(plain), ranges.excluded(plain), strict=True):
        yield NumberRecord(
            claim=claim.id,
            wording=claim.wording,
            of=n.of,
            unit=n.unit,
            low=n.low,
            high=n.high,
            party=told[n.statement][0],
            actor=n.actor,
            statement=n.statement,
            report=told[n.statement][1],
            date=n.date,
            latest=last,
            excludes=apart,
        )


def timeline(
    connection: sa.Connection, as_of: date | None, *, since: date | None = None, until: date | None = None
) -> list[Moment]:
    """What is dated, in order: when statements were made, when things are said to happen; within these days."""
    until_known = view.end_of(as_of)
    standing = links.standing(connection, until_known)
    read = view.read_of(connection, {row.reading for row in standing})
    placed = {row.statement: row for row in claim_store.rows(connection, until_known)}
    wrong = Marks(connection).wrong
    found = [m for row in standing for m in _moments(read[row.reading], placed) if m.statement not in wrong]
    first, last = (day.isoformat() if day else None for day in (since, until))
    return sorted(
        (m for m in found if (not first or m.date >= first[: len(m.date)]) and (not last or m.date[:10] <= last)),
        key=lambda m: (m.date, m.report, m.words),
    )


def _moments(reading: Reading, placed: dict[str, Any]) -> Iterator[Moment]:
    for s in reading.statements:
        row = placed.get(s.id)
        if row is not None:
            words = Anchor.of(reading.report.text, s.content[0].start, s.content[-1].end)
            yield Moment(
                date=row.said_on,
                kind="said",
                report=reading.report.id,
                statement=s.id,
                claim=row.claim,
                words=words,
                source=s.source,
                actor=s.actor,
                type=None,
                factuality=None,
            )
    said = {s.id: s for s in reading.statements}
    for event in reading.events:
        when = _dated(event, reading)
        teller = said.get(event.statement or "")
        row = placed.get(event.statement or "")
        if when is None:
            continue
        parts = [event.trigger, *event.actors, *event.recipients, *([event.place] if event.place else [])]
        yield Moment(
            date=when,
            kind="happened",
            report=reading.report.id,
            statement=event.statement,
            claim=row.claim if row is not None else None,
            words=Anchor.of(reading.report.text, min(p.start for p in parts), max(p.end for p in parts)),
            source=teller.source if teller else None,
            actor=teller.actor if teller else None,
            type=event.type,
            factuality=event.factuality,
        )


def _dated(event: EventMention, reading: Reading) -> str | None:
    """When something is said to happen, as far as its time names at least a year."""
    times = {t.anchor: t for t in reading.times}
    time = times.get(event.time) if event.time else None
    value = _DATED.match(time.value) if time and time.value else None
    return value[0] if value else None
