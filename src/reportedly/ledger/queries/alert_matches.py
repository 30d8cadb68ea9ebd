"""What newly matches an alert: the reports that came in after its cursor, one after another, as each of them came.

The state of a claim before a report is that from all statements that had come in before, whenever they were published,
and after it that with the report's own. So matches depend neither on how many reports came between two rounds, nor on
whether everything was linked again meanwhile, and a report that comes late is compared with what had been known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.alerts import AlertItem, Occasion, is_empty
from reportedly.export import wording
from reportedly.ledger import bearing, pending
from reportedly.ledger.queries.claim_history import ClaimHistory
from reportedly.linking.changes import kind_of_change, why_new
from reportedly.listing import EVERYTHING, Filter
from reportedly.model import Outcome
from reportedly.store import (
    alerts,
    claim_days,
    claim_statements,
    forecasts,
    found_statements,
    memberships,
    numbers,
    reports,
    seen_marks,
)
from reportedly.store.search_terms import phrases_of
from reportedly.store.supersession import replaced_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from reportedly.alerts import Alert, AlertQuery
    from reportedly.linking.status import ClaimStatus
    from reportedly.model import Status
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.numbers import NumberRow

REPORTS = 100
"""The most new reports that are looked through at a time."""
_TOGETHER = 100
"""Claims in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMatches:
    """What a part of the new reports brings, and how far that part goes."""

    items: tuple[AlertItem, ...]
    cursor: int
    """The last entry of the hash chain that was looked through."""
    day: date
    """The day up to which forecasts that fall due were looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """A statement that matches, with what came in."""

    row: ClaimStatementRow
    arrived: int
    """The entry of the hash chain of the report that brought it."""
    what: tuple[object, ...] = ()
    """What tells it from other matches by the same statement."""
    number: NumberRow | None = None
    due: date | None = None
    outcome: Outcome | None = None
    why: str | None = None


def next_part(connection: Connection, alert: Alert, now: datetime) -> NewMatches | None:
    """The matches in the next reports that came in; None if nothing is new, or if something has to be linked again."""
    if pending.relinked_from(connection) is not None:
        return None
    until, today = seen_marks.seen_number(connection), now.date()
    if until <= alert.cursor and today <= alert.day:
        return None
    arrived = seen_marks.arrived(connection, alert.cursor, until, REPORTS)
    whole = len(arrived) < REPORTS
    cursor = max(until, alert.cursor) if whole else max(arrived.values())
    day = max(today, alert.day) if whole else alert.day
    found = _Search(connection, alert, arrived, cursor, now)
    return NewMatches(items=tuple(found.items()), cursor=cursor, day=day)


def sample(connection: Connection, alert: Alert, now: datetime, back: int) -> list[AlertItem]:
    """What an alert would have found in the last so many reports that came in."""
    order = seen_marks.order(connection)[-back:]
    if not order or pending.relinked_from(connection) is not None:
        return []
    started = replace(alert, cursor=order[0][1] - 1)
    return list(_Search(connection, started, dict(order), order[-1][1], now).items())


class _Search:
    """Looks for matches of one alert in reports that came in."""

    def __init__(
        self, connection: Connection, alert: Alert, arrived: Mapping[str, int], until: int, now: datetime
    ) -> None:
        self._connection, self._alert, self._arrived, self._now = connection, alert, arrived, now
        self._query: AlertQuery = alert.query
        self._until = until

    def items(self) -> Iterator[AlertItem]:
        """The matches, in the order in which they came in."""
        ways = {
            Occasion.STATEMENT: self._statements,
            Occasion.NUMBER: self._numbers,
            Occasion.FIRST: self._first_words,
            Occasion.STATUS: self._statuses,
            Occasion.DUE: self._due,
            Occasion.MISSED: self._missed,
        }
        found = list(ways[self._query.occasion]())
        found.sort(key=lambda match: (match.arrived, match.row.position, match.row.statement, match.row.claim))
        for start in range(0, len(found), _TOGETHER):
            yield from self._items_of(found[start : start + _TOGETHER])

    def _statements(self) -> Iterator[_Match]:
        """The statements that are found, without those that repeat what their party said in the same text."""
        rows = self._rows(self._found(self._query.wanted, list(self._arrived)))
        for histories, own in self._histories({row.claim for row in rows}):
            yield from (
                _Match(row=row, arrived=self._arrived[row.report])
                for row in rows
                if row.claim in own and not histories.is_repeated(row)
            )

    def _numbers(self) -> Iterator[_Match]:
        matches = list(self._statements())
        given = numbers.of_claims(self._connection, sorted({match.row.claim for match in matches}))
        for match in matches:
            own = (n for n in given.get(match.row.claim, ()) if n.statement == match.row.statement)
            number = next((n for n in own if _is_above(n, self._query)), None)
            if number is not None:
                yield replace(match, number=number)

    def _first_words(self) -> Iterator[_Match]:
        brought = self._brought()
        rows = [row for row in self._rows(brought) if row.named]
        chosen = self._of_claims({row.claim for row in rows})
        for history, own in self._histories(chosen):
            yield from (
                _Match(row=row, arrived=self._arrived[row.report], what=(str(row.party),))
                for row in rows
                if row.claim in own and history.is_first_word(row)
            )

    def _statuses(self) -> Iterator[_Match]:
        brought = self._brought()
        touched = bearing.touched(self._connection, self._claims_touched())
        for history, own in self._histories(self._of_claims(touched)):
            for claim in own:
                for number in history.steps(claim, self._alert.cursor, self._until):
                    became = self._became(history.state(claim, number - 1), history.state(claim, number))
                    rows = history.brought_by(claim, number) if became else ()
                    chosen = next((row for row in rows if brought is None or row.statement in brought), None)
                    if chosen is not None:
                        yield _Match(row=chosen, arrived=number, what=(chosen.founder, became))

    def _became(self, before: ClaimStatus | None, after: ClaimStatus | None) -> Status | None:
        """The new status of a claim, if that is asked for: a first one only by its name."""
        if after is None or (before is not None and before.status is after.status):
            return None
        was, wanted = before.status if before else None, self._query
        asked = wanted.after is after.status or (wanted.after is None and was is not None)
        return after.status if asked and wanted.before in (None, was) else None

    def _due(self) -> Iterator[_Match]:
        first, today = self._alert.day, self._now.date()
        wanted = Filter(outcome=Outcome.OPEN, due_since=self._alert.at.date(), due_until=today)
        found = {
            f.statement: f
            for f in forecasts.page(self._connection, wanted, None, 0)
            if f.due is not None and (f.due > first or f.report in self._arrived)
        }
        chosen = self._found(self._query.wanted, sorted({f.report for f in found.values()}))
        for row in self._rows(chosen & found.keys()):
            forecast = found[row.statement]
            why = "the forecast falls due, and nothing on record tells its outcome"
            yield _Match(row=row, arrived=self._until, due=forecast.due, outcome=Outcome.OPEN, why=why)

    def _missed(self) -> Iterator[_Match]:
        told = dict(forecasts.missed_by(self._connection, list(self._arrived)))
        by = {row.statement: row for row in self._rows(frozenset(told.values()))}
        rows = self._rows(frozenset(told))
        chosen = self._found(self._query.wanted, sorted({row.report for row in rows}))
        due = {f.statement: f.due for f in forecasts.of_statements(self._connection, None, told)}
        for row in rows:
            teller = by.get(told[row.statement])
            if row.statement in chosen and teller is not None:
                who = teller.actor_name or wording.plain(teller.party.name)
                why = f"it did not come true: {who} said “{wording.content_text(teller.content)}”"
                arrived = self._arrived[teller.report]
                yield _Match(
                    row=row, arrived=arrived, due=due.get(row.statement), outcome=Outcome.DID_NOT_HAPPEN, why=why
                )

    def _found(self, wanted: Filter, among: Sequence[str]) -> frozenset[str]:
        """The statements of these reports that a filter finds."""
        restricted = replace(wanted, notable=False)
        phrases = () if is_empty(restricted) else phrases_of(restricted)
        if phrases is None or not among:
            return frozenset()
        return found_statements.found_in(self._connection, phrases, restricted, among)

    def _brought(self) -> frozenset[str] | None:
        """The new statements by the actor and of the act that are asked for; None if neither is."""
        wanted = Filter(actor=self._query.wanted.actor, act=self._query.wanted.act)
        if wanted == EVERYTHING and self._query.occasion is Occasion.STATUS:
            return None
        return self._found(wanted, list(self._arrived))

    def _of_claims(self, claims: set[str]) -> set[str]:
        """Those of these claims that the rest of the filter finds."""
        wanted = replace(self._query.wanted, actor=None, act=None, notable=False)
        if is_empty(wanted):
            return claims
        phrases = phrases_of(wanted)
        if phrases is None:
            return set()
        return set(found_statements.claims_with(self._connection, phrases, wanted, sorted(claims)))

    def _claims_touched(self) -> set[str]:
        """The claims that the new reports have statements in, or that reports had which they replace."""
        replaced = replaced_by(self._connection, list(self._arrived))
        return set(memberships.claims_of_reports(self._connection, {*self._arrived, *replaced}))

    def _rows(self, statements: frozenset[str] | None) -> list[ClaimStatementRow]:
        """These statements in their claims, without those that were read wrong."""
        rows = claim_statements.by_ids(self._connection, None, sorted(statements or ()))
        if self._query.wanted.notable:
            days = claim_days.latest(self._connection, None, sorted({row.claim for row in rows}))
            rows = [row for row in rows if row.claim in days and days[row.claim].shown]
        return [row for row in rows if not row.wrong]

    def _histories(self, claims: set[str]) -> Iterator[tuple[ClaimHistory, Sequence[str]]]:
        """The history of these claims, a part of them at a time."""
        if self._query.wanted.notable:
            days = claim_days.latest(self._connection, None, sorted(claims))
            claims = {claim for claim in claims if claim in days and days[claim].shown}
        ids = sorted(claims)
        for start in range(0, len(ids), _TOGETHER):
            part = ids[start : start + _TOGETHER]
            yield ClaimHistory(self._connection, part), part

    def _items_of(self, found: Sequence[_Match]) -> Iterator[AlertItem]:
        claims = sorted({match.row.claim for match in found})
        history, days = ClaimHistory(self._connection, claims), claim_days.latest(self._connection, None, claims)
        texts = reports.by_ids(self._connection, {match.row.report for match in found})
        for match in found:
            row, text = match.row, texts[match.row.report]
            before = history.state(row.claim, match.arrived - 1)
            after = history.state(row.claim, match.arrived)
            if after is None:
                continue
            was = before.status if before else None
            kind = kind_of_change(was, after.status, figures=False, sure=after.sure)
            number = match.number
            yield AlertItem(
                id=alerts.item_id(self._alert, self._query.occasion, row.statement, *match.what),
                alert=self._alert.name,
                occasion=self._query.occasion,
                found_at=self._now.replace(microsecond=0),
                claim=row.claim,
                wording=days[row.claim].wording,
                status_before=was,
                status_after=after.status,
                kind=kind,
                why=match.why or why_new(kind, was, after.why, affirm=(), deny=(), origins=0),
                statement=row.statement,
                report=row.report,
                outlet=text.outlet,
                title=text.title,
                url=text.url,
                published=text.published_at,
                said_on=row.said_on,
                source=row.source.exact if row.source else None,
                actor=row.actor_name,
                party=str(row.party),
                act=row.act,
                stance=row.stance,
                words=wording.content_text(row.content),
                spans=tuple((anchor.start, anchor.end) for anchor in row.content),
                low=number.low if number else None,
                high=number.high if number else None,
                unit=number.unit if number else None,
                of=number.of if number else None,
                due=match.due,
                outcome=match.outcome,
            )


def _is_above(number: NumberRow, query: AlertQuery) -> bool:
    """True if all that a number can be is above the bound, and it counts what is asked for."""
    if query.above is None or number.low is None:
        return False
    above = number.low > query.above or (number.low == query.above and number.high is None)
    unit = query.unit is None or (number.unit or "").casefold() == query.unit.casefold()
    counted = f"{number.of or ''} {number.unit or ''}".casefold()
    return above and unit and (query.of is None or query.of.casefold() in counted)
