"""What linking keeps for the pages: claims day by day, accounts of sources, what is dated, what is named."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportedly.ledger import claim_numbers, claim_state
from reportedly.linking.scoring import square
from reportedly.model import Anchor, Likelihood, Outcome
from reportedly.store import (
    claim_days,
    claim_statements,
    daily_counts,
    dated_items,
    forecasts,
    links,
    numbers,
    readings,
    source_stats,
)
from reportedly.store import claims as claim_store
from reportedly.store.timestamps import stamp
from reportedly.timex import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Row

    from reportedly.model import EventMention, Place, Reading, Statement
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.numbers import NumberRow
    from reportedly.store.pending import Pending

_DATED = re.compile(r"\d{4}(?:-(?:\d{2}|W\d{2})(?:-\d{2})?)?(?=$|[T/])")
"""A TIMEX3 value of which at least the year is known; of an interval the beginning."""


class Growth:
    """By how much accounts of sources and tallies grow by one report; put down at its end."""

    def __init__(self) -> None:
        self.accounts: dict[str, Counter[str]] = defaultdict(Counter)
        self.statuses: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()

    def forecast(self, source: str | None, likelihood: str, outcome: str, by: int = 1) -> None:
        """A forecast comes, or goes."""
        self.outcomes[f"{likelihood}/{outcome}"] += by
        if source is not None:
            own = self.accounts[source]
            own["forecasts"] += by
            self._settled(own, likelihood, outcome, by)

    def settle(self, source: str | None, likelihood: str, outcome: Outcome) -> None:
        """A forecast that was open has its outcome."""
        self.outcomes[f"{likelihood}/{Outcome.OPEN}"] -= 1
        self.outcomes[f"{likelihood}/{outcome}"] += 1
        if source is not None:
            self._settled(self.accounts[source], likelihood, outcome, 1)

    def _settled(self, own: Counter[str], likelihood: str, outcome: str, by: int) -> None:
        if outcome == Outcome.OPEN:
            return
        own["settled"] += by
        distance = square(Likelihood(likelihood), Outcome(outcome))
        if distance is not None:
            own["scored"] += by
            own["squares"] += by * distance

    def keep(self, connection: Connection, day: str, told: Mapping[str, Any]) -> None:
        """Put it down for a day."""
        source_stats.add(connection, day, self.accounts, told)
        daily_counts.add(connection, daily_counts.STATUS, day, self.statuses)
        daily_counts.add(connection, daily_counts.OUTCOME, day, self.outcomes)


def keep_days(connection: Connection, claims: Sequence[str], day: str, growth: Growth) -> None:
    """Put down where claims stand after a report of a day, and what that adds to accounts."""
    given: dict[str, list[NumberRow]] = defaultdict(list)
    for number in numbers.of_claims(connection, claims):
        given[number.claim].append(number)
    status = claim_days.standing(connection, claims, day)
    shares = source_stats.of_claims(connection, claims)
    rows, concerned = [], []
    changed: list[dict[str, Any]] = []
    for claim, own in groupby(claim_statements.of_claims(connection, None, claims), key=lambda r: r.claim):
        said = list(own)
        state = claim_state.state_of(said)
        now, before = status.get(claim, (None, None))
        row: dict[str, Any] = {
            "claim": claim,
            "day": day,
            "status": state.status.value,
            "why": state.why,
            "wording": claim_state.wording(said),
            "statements": [s.statement for s in claim_state.counting(said) if s.known_at.date().isoformat() == day],
            "number": said[0].number,
            "numbers": claim_numbers.kind_of(claim_numbers.compared(said, given[claim])),
            "several": len(said) > 1,
            "before": before,
            "moved": before is not None and before != state.status.value,
        }
        rows.append(row)
        told = {"claim": claim, "day": day, "number": said[0].number}
        concerned += [{**told, "kind": k, "name": n} for k, n in _concerned(said, set(row["statements"]))]
        growth.statuses[row["status"]] += 1
        if now is not None:
            growth.statuses[now] -= 1
        changed += _changed_shares(claim, day, said, shares.get(claim, {}), growth)
    claim_days.keep(connection, rows, concerned)
    source_stats.keep_claims(connection, changed)


def _concerned(rows: Sequence[ClaimStatementRow], statements: set[str]) -> list[tuple[str, str]]:
    """The parties and countries of these statements."""
    spoken = [r for r in rows if r.statement in statements]
    parties = {str(r.party) for r in spoken if r.party.report is None}
    parties |= {r.actor_name for r in spoken if r.named and r.actor_name}
    named = {country for r in spoken for country in r.countries}
    return [(claim_days.PARTY, name) for name in sorted(parties)] + [
        (claim_days.COUNTRY, code) for code in sorted(named)
    ]


def _changed_shares(
    claim: str, day: str, rows: Sequence[ClaimStatementRow], before: Mapping[str, Row[Any]], growth: Growth
) -> Iterator[dict[str, Any]]:
    """What a claim adds to the accounts of its sources, where that has changed."""
    shares: dict[str, dict[str, int]] = {}
    counted = [r for r in rows if not (r.superseded or r.wrong)]
    affirmed, denied = claim_state.affirmed_and_denied(counted)
    for row in counted:
        if row.source_key is not None:
            own = shares.setdefault(row.source_key, dict.fromkeys(source_stats.BY_CLAIM, 0))
            own["statements"] += 1
            own["affirmed"] += row.statement in affirmed
            own["denied"] += row.statement in denied
    for source in sorted({*shares, *before}):
        known = before.get(source)
        own = shares.get(source, dict.fromkeys(source_stats.BY_CLAIM, 0))
        more = {name: own[name] - (getattr(known, name) if known is not None else 0) for name in source_stats.BY_CLAIM}
        if any(more.values()):
            growth.accounts[source].update(more)
            yield {"claim": claim, "source": source, "day": day, **own}


def heard_in(connection: Connection, report: str) -> dict[str, dict[str, Any]]:
    """The sources of a report that are accounted for, with name, party and whether each is the outlet itself."""
    return {
        row.source: {"name": row.name or row.party, "party": row.party, "outlet": row.actor is None}
        for row in claim_store.of_sources(connection, report)
    }


def count_reports(
    connection: Connection, report: str, origin: str, supersedes: str | None, told: Iterable[str], growth: Growth
) -> None:
    """Reports and origins that sources speak in: one more by this report, one less by what it takes the place of."""
    now = set(told)
    for source in now:
        growth.accounts[source]["reports"] += 1
    others = claim_store.speaking(connection, origin, now, without=report)
    if supersedes:
        gone, place = set(heard_in(connection, supersedes)), links.origin_of(connection, supersedes)
        left = claim_store.speaking(connection, place, gone, without=report)
        if place == origin:
            others, left = others | gone, left | now
        for source in gone:
            growth.accounts[source]["reports"] -= 1
            growth.accounts[source]["origins"] -= source not in left
    for source in now - others:
        growth.accounts[source]["origins"] += 1


def number_rows(claim: str, known_at: str, reading: Reading, statement: Statement) -> list[dict[str, Any]]:
    """The numbers in what a statement says, as they are put to its claim."""
    return [
        {
            "statement": statement.id,
            "position": position,
            "claim": claim,
            "known_at": known_at,
            "said_on": readings.said_on(statement, known_at),
            "of": q.of,
            "low": q.low,
            "high": q.high,
            "unit": q.unit,
        }
        for position, q in enumerate(reading.quantities)
        if any(part.contains(q.anchor) for part in statement.content)
    ]


def countries(reading: Reading, statement: Statement) -> list[str]:
    """The codes of the countries that what is said names, or names a place in."""
    return sorted(
        {p.country for p in reading.places if p.country and any(part.contains(p.anchor) for part in statement.content)}
    )


def keep_dated(connection: Connection, reading: Reading, pending: Pending, wrong: set[str], placed: set[str]) -> None:
    """Put down what is dated in a report, and what it names as places."""
    known_at = stamp(pending.known_at)
    found = list(_moments(reading, known_at, wrong, placed))
    said = Counter(str(row["date"]) for row in found if row["kind"] == dated_items.SAID)
    daily_counts.add(connection, daily_counts.SAID, known_at[:10], said)
    dated_items.keep(
        connection,
        [{**row, "report": pending.report, "position": n, "known_at": known_at} for n, row in enumerate(found)],
    )
    named: list[Place] = [p for p in reading.places if not p.as_actor and p.precision is not None]
    once = {(p.name, p.geonameid, p.country, p.precision): p for p in reversed(named)}
    dated_items.keep_places(
        connection,
        [
            {
                "report": pending.report,
                "position": n,
                "known_at": known_at,
                "name": p.name,
                "geonameid": p.geonameid,
                "country": p.country,
                "lat": p.lat,
                "lon": p.lon,
                "precision": p.precision,
            }
            for n, p in enumerate(reversed(once.values()))
        ],
    )


def _moments(reading: Reading, known_at: str, wrong: set[str], placed: set[str]) -> Iterator[dict[str, Any]]:
    for s in reading.statements:
        if s.id in placed and s.id not in wrong:
            yield {
                "date": readings.said_on(s, known_at),
                "kind": dated_items.SAID,
                "statement": s.id,
                "start": s.content[0].start,
                "end": s.content[-1].end,
                "type": None,
                "factuality": None,
                "ahead": False,
            }
    for event in reading.events:
        when = _dated(event, reading)
        if when is None or event.statement in wrong or (event.type is None and event.statement is None):
            continue
        parts: list[Anchor] = [event.trigger, *event.actors, *event.recipients]
        parts += [event.place] if event.place else []
        yield {
            "date": when,
            "kind": dated_items.HAPPENED,
            "statement": event.statement,
            "start": min(p.start for p in parts),
            "end": max(p.end for p in parts),
            "type": event.type,
            "factuality": event.factuality,
            "ahead": when > known_at[:10],
        }


def _dated(event: EventMention, reading: Reading) -> str | None:
    """When something is said to happen, as far as its time names at least a year."""
    times = {t.anchor: t for t in reading.times}
    time = times.get(event.time) if event.time else None
    value = _DATED.match(time.value) if time and time.value else None
    return value[0] if value else None


def forecast_row(
    statement: Statement, place: tuple[int, int], pending: Pending, position: int, source: str | None
) -> dict[str, Any]:
    """A forecast as it waits for its outcome; `place` is its number and its cell."""
    assert statement.forecast is not None
    due = last_day(statement.forecast.horizon)
    return {
        "statement": statement.id,
        **dict(zip(("number", "cell"), place, strict=True)),
        "report": pending.report,
        "position": position,
        "known_at": stamp(pending.known_at),
        "source": source,
        "horizon": statement.forecast.horizon,
        "due": due.isoformat() if due else None,
        "likelihood": statement.forecast.likelihood.value,
        "outcome": forecasts.OPEN,
    }
