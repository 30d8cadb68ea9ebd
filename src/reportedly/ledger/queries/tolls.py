"""Tolls of Events: every figure by source and day, which replace which, and which exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger.queries import events, readings
from reportedly.linking import numbers as ranges
from reportedly.linking import tolls
from reportedly.model import Act, Stance
from reportedly.record import EventTolls, NumberRecord, Toll
from reportedly.store import claim_days, claim_statements
from reportedly.store import events as event_store
from reportedly.store import tolls as toll_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from reportedly.linking.tolls import Counted
    from reportedly.listing import Filter
    from reportedly.model import TollKind
    from reportedly.record import EventRecord
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.tolls import TollRow

MOST = 400
"""Figures of one Event, the latest: a running story may have thousands."""
_TELLING = frozenset({Act.ASSERT, Act.CONFIRM, Act.ESTIMATE, Act.ACCUSE})
_Figures = list[tuple["TollRow", "ClaimStatementRow", "Counted"]]


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[EventTolls]:
    """The tolls of a page of Events, Event by Event, those first of whom a figure was given last."""
    listed = toll_store.events_with(connection, wanted, tolls.toll_words(), limit, offset)
    found = events.of_ids(connection, wanted.as_of, listed, events.ENDS)
    return [_of_event(connection, wanted.as_of, event) for event in found]


def of_event(connection: Connection, as_of: date | None, event: str) -> EventTolls:
    """The tolls of an Event; NotFound if there is no such Event at that date."""
    known = events.by_id(connection, as_of, event_store.starting_with(connection, event), limit=0, offset=0)
    return _of_event(connection, as_of, known)


def _of_event(connection: Connection, as_of: date | None, event: EventRecord) -> EventTolls:
    by_kind: dict[TollKind, _Figures] = {}
    for figure in _figures(connection, as_of, event):
        by_kind.setdefault(figure[2].kind, []).append(figure)
    claims = {statement.claim for figures in by_kind.values() for _, statement, _ in figures}
    wordings = {claim: day.wording for claim, day in claim_days.latest(connection, as_of, sorted(claims)).items()}
    found = [Toll(kind=kind, figures=_compared(figures, wordings)) for kind, figures in by_kind.items()]
    return EventTolls(
        event=event.id,
        title=event.title,
        day=event.day,
        place=event.place,
        country=event.country,
        tolls=tuple(sorted(found, key=lambda toll: -len(toll.figures))),
    )


def _figures(
    connection: Connection, as_of: date | None, event: EventRecord
) -> Iterator[tuple[TollRow, ClaimStatementRow, Counted]]:
    """The figures of an Event in order of time, each once for all copies of a text."""
    rows = toll_store.of_event(connection, as_of, event.id, tolls.toll_words(), MOST)
    said = {s.statement: s for s in claim_statements.by_ids(connection, as_of, [row.statement for row in rows])}
    read = readings.by_ids(connection, {row.reading for row in rows})
    seen = set()
    for row in rows:
        statement, what = said[row.statement], tolls.counted(row.of)
        if what is None or not _tells(statement, event):
            continue
        if tolls.is_of_another(read[row.reading], row.position, first=event.first, country=event.country):
            continue
        whose = (statement.party, statement.origin, statement.said_on, what, row.low, row.high)
        if whose not in seen:
            seen.add(whose)
            yield row, statement, what


def _tells(statement: ClaimStatementRow, event: EventRecord) -> bool:
    """True if a statement tells how many it were: it denies nothing, is of its Event's time, not of what is to come."""
    if statement.said_on < event.first - tolls.LONG_BEFORE or statement.ahead:
        return False
    return statement.act in _TELLING and statement.stance is not Stance.DENY


def _compared(figures: _Figures, wordings: Mapping[str, str]) -> tuple[NumberRecord, ...]:
    """The figures of one toll, oldest first; those of other people ("soldiers", "children") are not compared."""
    found: dict[int, NumberRecord] = {}
    for who in dict.fromkeys(what.who for _, _, what in figures):
        mine = [i for i, (_, _, what) in enumerate(figures) if what.who == who]
        given = [_given(*figures[i][:2]) for i in mine]
        for i, latest, excludes in zip(mine, ranges.latest(given), ranges.excluded(given), strict=True):
            row, statement, _ = figures[i]
            found[i] = NumberRecord(
                claim=statement.claim,
                wording=wordings[statement.claim],
                of=row.of,
                unit=row.unit,
                low=row.low,
                high=row.high,
                party=statement.party,
                actor=statement.actor_name,
                statement=row.statement,
                report=row.report,
                date=statement.said_on,
                latest=latest,
                excludes=excludes,
            )
    return tuple(found[i] for i in sorted(found))


def _given(row: TollRow, statement: ClaimStatementRow) -> ranges.PartyNumber:
    return ranges.PartyNumber(
        party=statement.party, said_on=statement.said_on, statement=row.statement, low=row.low, high=row.high
    )
