"""The record a page at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.ledger import asking, view
from reportedly.ledger import sources as source_view
from reportedly.lexicon import actors as roster
from reportedly.model import Likelihood, Outcome, Status
from reportedly.record import DayRecord, Numbered, PlaceRecord
from reportedly.store import links
from reportedly.timex import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    import sqlalchemy as sa

    from reportedly.record import (
        Change,
        Claim,
        ForecastRecord,
        Moment,
        NumberRecord,
        Origin,
        SourceAccount,
        SourceRecord,
    )


def _known(actor: str) -> str:
    entry = roster.canonical(actor)
    return entry.name if entry else actor


class _Named:
    """Which party speaks in each statement, and which countries it names."""

    def __init__(self, connection: sa.Connection, as_of: date | None) -> None:
        self.parties: dict[str, set[str]] = {}
        self.countries: dict[str, set[str]] = {}
        self.days: dict[str, str] = {}
        for claim in view.claims(connection, as_of):
            for said in claim.statements:
                names = (said.party, said.actor.name if said.actor else "")
                self.parties[said.id] = {n for n in names if n and " @ " not in n}
        for reading in view.standing(connection, as_of):
            for s in reading.statements:
                self.days[s.id] = reading.report.published_at.isoformat()[:10] if reading.report.published_at else ""
                self.countries[s.id] = {
                    p.country for p in reading.places if p.country and any(c.contains(p.anchor) for c in s.content)
                }

    def fits(self, statement: str, actor: str | None, place: str | None) -> bool:
        return (actor is None or _known(actor) in self.parties.get(statement, ())) and (
            place is None or place in self.countries.get(statement, ())
        )


def _page(found: list, limit: int | None, offset: int) -> list:  # type: ignore[type-arg]
    return found[offset : None if limit is None else offset + limit]


def claims(
    connection: sa.Connection,
    as_of: date | None,
    actor: str | None,
    place: str | None,
    status: Status | None,
    numbers: Numbered | None,
    since: date | None,
    until: date | None,
    *,
    limit: int | None,
    offset: int,
) -> list[Claim]:
    found = view.claims(connection, as_of)
    if actor or place:
        names = _Named(connection, as_of)
        found = [c for c in found if any(names.fits(s.id, actor, place) for s in c.statements)]
    if numbers:
        apart = {n.claim for n in asking.numbers(connection, as_of) if numbers is Numbered.SOME or n.excludes}
        found = [c for c in found if c.id in apart]
    wanted = [
        c
        for c in found
        if (status is None or c.status is status)
        and (since is None or c.last >= since)
        and (until is None or c.last <= until)
    ]
    return _page(wanted, limit, offset)


def claims_of(connection: sa.Connection, as_of: date | None, statements: Iterable[str]) -> dict[str, Claim]:
    wanted = set(statements)
    return {s.id: c for c in view.claims(connection, as_of) for s in c.statements if s.id in wanted}


def statuses(connection: sa.Connection, as_of: date | None) -> dict[Status, int]:
    return dict(Counter(c.status for c in view.claims(connection, as_of)))


def changes(
    connection: sa.Connection,
    as_of: date | None,
    claim: str | None,
    actor: str | None,
    place: str | None,
    since: date | None,
    until: date | None,
    *,
    moved: bool,
    newest_first: bool,
    limit: int | None,
    offset: int,
) -> list[Change]:
    found = view.changes(connection, as_of)
    if actor or place:
        names = _Named(connection, as_of)
        found = [c for c in found if any(names.fits(s, actor, place) for s in c.statements)]
    wanted = [
        c
        for c in (reversed(found) if newest_first else found)
        if (claim is None or c.claim == claim)
        and (since is None or c.date >= since)
        and (until is None or c.date <= until)
        and not (moved and c.before is None)
    ]
    return _page(wanted, limit, offset)


def origins(
    connection: sa.Connection, as_of: date | None, *, copied: bool, limit: int | None, offset: int
) -> list[Origin]:
    found = [o for o in view.origins(connection, as_of) if not copied or len(o.reports) > 1]
    return _page(found[::-1], limit, offset)


def origins_of(connection: sa.Connection, as_of: date | None, reports: Iterable[str]) -> dict[str, Origin]:
    wanted = set(reports)
    return {r: o for o in view.origins(connection, as_of) for r in o.reports if r in wanted}


def forecasts(
    connection: sa.Connection,
    as_of: date | None,
    outcome: Outcome | None,
    due_since: date | None,
    due_until: date | None,
    *,
    newest_first: bool,
    limit: int | None,
    offset: int,
) -> list[ForecastRecord]:
    found = [replace(f, due=last_day(f.horizon)) for f in view.forecasts(connection, as_of)]
    if due_since or due_until:
        found = sorted(
            (f for f in found if f.due and (due_since or date.min) <= f.due <= (due_until or date.max)),
            key=lambda f: f.due or date.min,
        )
    wanted = [f for f in found if outcome is None or f.outcome is outcome]
    return _page(wanted[::-1] if newest_first else wanted, limit, offset)


def outcomes(connection: sa.Connection, as_of: date | None) -> dict[tuple[Likelihood, Outcome], int]:
    return dict(Counter((f.likelihood, f.outcome) for f in view.forecasts(connection, as_of)))


def numbers(
    connection: sa.Connection,
    as_of: date | None,
    claim: str | None,
    *,
    newest_first: bool,
    limit: int | None,
    offset: int,
) -> list[NumberRecord]:
    found = asking.numbers(connection, as_of, claim)
    if newest_first:
        found = sorted(found, key=lambda n: (n.date, n.statement), reverse=True)
    return _page(found, limit, offset)


def timeline(
    connection: sa.Connection,
    as_of: date | None,
    since: date | None,
    until: date | None,
    kind: str | None,
    *,
    newest_first: bool,
    limit: int | None,
    offset: int,
) -> list[Moment]:
    found = [m for m in asking.timeline(connection, as_of, since=since, until=until) if kind in (None, m.kind)]
    return _page(found[::-1] if newest_first else found, limit, offset)


def days(connection: sa.Connection, as_of: date | None, since: date | None, until: date | None) -> list[DayRecord]:
    said = Counter(
        date.fromisoformat(m.date)
        for m in asking.timeline(connection, as_of, since=since, until=until)
        if m.kind == "said"
    )
    moved = Counter(
        c.date
        for c in view.changes(connection, as_of)
        if c.before and (since or date.min) <= c.date <= (until or date.max)
    )
    return [DayRecord(day=d, statements=said[d], changes=moved[d]) for d in sorted(said | moved)]


def latest_day(connection: sa.Connection, as_of: date | None) -> date | None:
    rows = links.standing(connection, view.end_of(as_of))
    return date.fromisoformat(rows[-1].known_at[:10]) if rows else None


def places(connection: sa.Connection, as_of: date | None, since: date | None, until: date | None) -> list[PlaceRecord]:
    known: dict[object, tuple[object, dict[str, None]]] = {}
    records: dict[object, PlaceRecord] = {}
    for reading in reversed(view.standing(connection, as_of)):
        on = reading.report.published_on
        if on and not (since or date.min) <= on <= (until or date.max):
            continue
        for p in reading.places:
            if p.as_actor or p.precision is None:
                continue
            key = (p.name, p.geonameid, p.country, p.precision)
            known.setdefault(key, (p, {}))[1][reading.report.id] = None
            records[key] = PlaceRecord(
                name=p.name,
                geonameid=p.geonameid,
                country=p.country,
                lat=p.lat,
                lon=p.lon,
                precision=p.precision,
                reports=tuple(known[key][1]),
            )
    return sorted(records.values(), key=lambda r: (-len(r.reports), r.name))


def heard(connection: sa.Connection, as_of: date | None, days: int, limit: int) -> list[str]:
    last = latest_day(connection, as_of) or date.max
    first = (last - timedelta(days=days)).isoformat() if last != date.max else ""
    names = _Named(connection, as_of)
    tally = Counter(p for s, ps in names.parties.items() if names.days.get(s, "") >= first for p in ps)
    return [n for n, _ in tally.most_common(limit)]


def named(connection: sa.Connection, as_of: date | None, days: int, limit: int) -> list[str]:
    last = latest_day(connection, as_of) or date.max
    first = (last - timedelta(days=days)).isoformat() if last != date.max else ""
    names = _Named(connection, as_of)
    tally = Counter(c for s, cs in names.countries.items() if names.days.get(s, "") >= first for c in cs)
    return [n for n, _ in tally.most_common(limit)]


def sources(connection: sa.Connection, as_of: date | None, *, limit: int | None, offset: int) -> list[SourceRecord]:
    return _page(source_view.sources(connection, as_of), limit, offset)


def source(
    connection: sa.Connection, name: str, as_of: date | None, *, limit: int | None, offset: int
) -> SourceAccount:
    found = source_view.source(connection, name, as_of)
    said, told = list(found.statements[::-1]), list(found.forecasts[::-1])
    return replace(found, statements=tuple(_page(said, limit, offset)), forecasts=tuple(_page(told, limit, offset)))
