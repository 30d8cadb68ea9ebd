"""Tolls of Events: every figure by source and day, which replace which, and which exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger.queries import events, readings
from reportedly.linking import numbers as ranges
from reportedly.linking import tolls
from reportedly.linking.slots import Days
from reportedly.linking.tolls import CountedHappening, Happening
from reportedly.model import Act, Stance
from reportedly.reading.text.lead import lead_of
from reportedly.record import EventTolls, NumberRecord, Toll
from reportedly.store import claim_days, claim_statements
from reportedly.store import events as event_store
from reportedly.store import tolls as toll_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from reportedly.linking.tolls import Counted
    from reportedly.listing import Filter
    from reportedly.model import Reading
    from reportedly.record import EventRecord
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.tolls import TollRow

MOST = 400
"""Figures of one Event, the latest: a running story may have thousands."""
_TELLING = frozenset({Act.ASSERT, Act.CONFIRM, Act.ESTIMATE, Act.ACCUSE})
_Figure = tuple["TollRow", "ClaimStatementRow", "Counted", "Happening | None"]
_Figures = list[_Figure]


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
    figures = list(_figures(connection, as_of, event))
    claims = sorted({statement.claim for _, statement, _, _ in figures})
    wordings = {claim: day.wording for claim, day in claim_days.latest(connection, as_of, claims).items()}
    return EventTolls(
        event=event.id,
        title=event.title,
        day=event.day,
        place=event.place,
        country=event.country,
        tolls=tuple(sorted(_tolls(figures, wordings), key=lambda toll: (toll.beside, -len(toll.figures)))),
    )


def _tolls(figures: _Figures, wordings: Mapping[str, str]) -> Iterator[Toll]:
    """The figures by happening and kind; those of the Event have no happening of their own."""
    for happening in dict.fromkeys(figure[3] for figure in figures):
        mine = [figure for figure in figures if figure[3] == happening]
        for kind in dict.fromkeys(what.kind for _, _, what, _ in mine):
            yield Toll(
                kind=kind,
                figures=_compared([figure for figure in mine if figure[2].kind is kind], wordings),
                beside=happening is not None,
                day=happening.days[0].first if happening and happening.days else None,
                place=happening.places[0].name if happening and happening.places else None,
            )


def _figures(connection: Connection, as_of: date | None, event: EventRecord) -> Iterator[_Figure]:
    """The figures of an Event in order of time, each once for all copies of a text."""
    rows = toll_store.of_event(connection, as_of, event.id, tolls.toll_words(), MOST)
    said = {s.statement: s for s in claim_statements.by_ids(connection, as_of, [row.statement for row in rows])}
    read = readings.by_ids(connection, {row.reading for row in rows})
    leads = {key: tolls.lead_happening(one, len(lead_of(one.report.text)), event.type) for key, one in read.items()}
    told: list[tuple[TollRow, ClaimStatementRow, Counted, CountedHappening]] = []
    for row in rows:
        statement, what, reading = said[row.statement], tolls.counted(row.of), read[row.reading]
        if what is None or not _tells(statement, event) or not _is_whole(reading, row):
            continue
        happening = tolls.happening_of(reading, row.position).filled(leads[row.reading])
        past = happening.is_before(event.first - tolls.LONG_BEFORE)
        if not past and not tolls.is_of_past(reading, row.position, event.first):
            told.append((row, statement, what, CountedHappening(happening=happening, said_on=statement.said_on)))
    own = _happening(event, leads.values())
    seen = set[tuple[object, ...]]()
    beside = tolls.beside_event([one for *_, one in told], own)
    for (row, statement, what, _), other in zip(told, beside, strict=True):
        whose = (statement.party, statement.origin, statement.said_on, what, row.low, row.high, other)
        if whose not in seen:
            seen.add(whose)
            yield row, statement, what, other


def _happening(event: EventRecord, leads: Iterable[Happening]) -> Happening:
    """When and where an Event happened, as most of its mentions say."""
    slots = dict.fromkeys(slot for lead in leads for slot in lead.places if slot.name == event.place)
    running = event.day is not None and event.first - tolls.LONG_BEFORE <= event.day <= event.last
    days = (Days(event.day, event.day),) if event.day is not None and running else ()
    return Happening(days=days, places=tuple(slots))


def _is_whole(reading: Reading, row: TollRow) -> bool:
    """True if a number counts people, all that its source counts now, and the words for it are nobody else's."""
    quantity = reading.quantities[row.position]
    innermost = quantity.statement in (None, row.statement)
    return innermost and quantity.counting is None and quantity.unit in (None, "people")


def _tells(statement: ClaimStatementRow, event: EventRecord) -> bool:
    """True if a statement tells how many it were: it denies nothing, is of its Event's time, not of what is to come."""
    if statement.said_on < event.first - tolls.LONG_BEFORE or statement.ahead:
        return False
    return statement.act in _TELLING and statement.stance is not Stance.DENY


def _compared(figures: _Figures, wordings: Mapping[str, str]) -> tuple[NumberRecord, ...]:
    """The figures of one toll, oldest first; those of other people ("soldiers", "children") are not compared."""
    found: dict[int, NumberRecord] = {}
    for who in dict.fromkeys(what.who for _, _, what, _ in figures):
        mine = [i for i, (_, _, what, _) in enumerate(figures) if what.who == who]
        given = [_given(*figures[i][:2]) for i in mine]
        for i, latest, excludes in zip(mine, ranges.latest(given), ranges.excluded(given), strict=True):
            row, statement, *_ = figures[i]
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
