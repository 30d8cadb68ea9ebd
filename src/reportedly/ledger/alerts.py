"""The alerts of a ledger: made, shown, muted, tried, and delivered round by round."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reportedly.alerts import Alert, AlertItem, AlertMatch, AlertQuery, DeliveryRound, QuietHours, Receiver, is_empty
from reportedly.errors import DeliveryError, NotFound, StoreError
from reportedly.ledger import deliveries, pending
from reportedly.ledger.queries import alert_matches
from reportedly.ledger.transfer import alert_lines
from reportedly.model import Act, Stance, Status, content_id
from reportedly.store import alerts, seen_marks, topics
from reportedly.store.database import delivery_lock, snapshot, writing
from reportedly.store.search_terms import phrases_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.ledger.transfer.alert_lines import AlertLine
    from reportedly.store.database import Connection, Engine


class Alerts:
    """The alerts of a ledger: filters saved under names, whose new matches are delivered."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Alert]:
        """All alerts in the order of their names."""
        with snapshot(self._engine) as connection:
            return alerts.rows(connection)

    def get(self, name: str) -> Alert:
        """The alert of that name, in upper or lower case; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return alerts.named(connection, name)

    def save(
        self,
        name: str,
        query: AlertQuery,
        *,
        by: str,
        receivers: Sequence[Receiver] = (),
        quiet: QuietHours | None = None,
        muted_until: datetime | None = None,
        now: datetime | None = None,
    ) -> Alert:
        """Make an alert, which finds what comes in from now on; StoreError if there is one of that name."""
        at = _now(now)
        _check(query, receivers)
        with writing(self._engine) as connection:
            _check_topic(connection, query)
            alert = Alert(
                name=topics.plain_name(name),
                query=query,
                by=by,
                at=at,
                receivers=tuple(replace(receiver, number=n) for n, receiver in enumerate(receivers, 1)),
                quiet=quiet,
                muted_until=muted_until,
                cursor=seen_marks.seen_number(connection),
                day=at.date() - timedelta(days=1),
            )
            alerts.insert(connection, alert)
        return alert

    def exported(self, *, receivers: bool = False) -> Iterator[bytes]:
        """A line of JSON for each alert, for another ledger; with `receivers` says where it sends, but no paths."""
        for alert in self.all():
            yield alert_lines.encode(alert_lines.AlertLine.made(alert, receivers=receivers))

    def add_imported(self, line: AlertLine, *, receivers: bool = False, by: str) -> bool:
        """Make the alert of a line, with its `receivers` if they are wanted; False if there is just that one.

        StoreError or NotFound if it cannot be made, as if there is another of that name, or its topic is none.
        """
        known = next((a for a in self.all() if a.name.casefold() == line.name.casefold()), None)
        if known is not None and (known.query, known.quiet) == (line.query(), line.quiet_hours()):
            return False
        if known is not None:
            raise StoreError(f"there is another alert {known.name!r}: remove one of them, or give it another name")
        sends = line.given() if receivers else ()
        quiet, muted = line.quiet_hours(), line.muted_until
        self.save(line.name, line.query(), by=by, receivers=sends, quiet=quiet, muted_until=muted)
        return True

    def edit(
        self,
        name: str,
        query: AlertQuery,
        *,
        receivers: Sequence[Receiver] = (),
        quiet: QuietHours | None = None,
        now: datetime | None = None,
    ) -> Alert:
        """Give an alert this query, these receivers and quiet hours in place of what it has.

        What came in before is looked through with the query before, what comes in later with this one. What was found
        and not delivered stays in the outbox: receivers that are named again go on where they were, and a new one takes
        the place of one of its kind that is not named any more.
        """
        at = _now(now)
        _check(query, receivers)
        while True:
            seen = self.get(name)
            able = seen.query == query or self._is_through(seen, at)
            with writing(self._engine) as connection:
                known = alerts.named(connection, name)
                _check_topic(connection, query)
                if known.query != query:
                    if known.query != seen.query or (able and _is_behind(connection, known)):
                        continue  # more has come in meanwhile, or somebody else has edited it
                    known = replace(known, query=query, day=min(known.day, at.date() - timedelta(days=1)), problem=None)
                after = deliveries.edited(known.receivers, receivers, known.matches)
                alerts.change(connection, replace(known, quiet=quiet, receivers=after))
                return alerts.named(connection, name)

    def _is_through(self, alert: Alert, now: datetime) -> bool:
        """Look through what came in so far; False if that cannot be done as the topic was removed."""
        try:
            self._collect(alert, now)
        except NotFound:
            return False
        return True

    def remove(self, name: str) -> None:
        """Delete an alert with all that it has found."""
        with writing(self._engine) as connection:
            alerts.delete(connection, name)

    def mute(self, name: str, until: datetime | None) -> Alert:
        """Keep what an alert finds until a moment, and deliver none of it; None ends that."""
        with writing(self._engine) as connection:
            alerts.mute(connection, name, until)
            return alerts.named(connection, name)

    def matches(self, name: str, *, limit: int = 100, offset: int = 0) -> list[AlertMatch]:
        """What an alert has found, the latest first."""
        with snapshot(self._engine) as connection:
            return alerts.latest(connection, alerts.named(connection, name).name, limit, offset)

    def deliver(self, *, now: datetime | None = None, desk: str | None = None) -> DeliveryRound:
        """One round: look through what came in since the last one, and deliver what waits.

        `desk` is the address of a desk of this ledger, for links. If another process is in a round, nothing is done.
        """
        if not self.all():
            return DeliveryRound()
        with delivery_lock(self._engine) as ours:
            if not ours:
                return DeliveryRound(busy=True)
            done = self.collect(now=now)
            delivered, failed = 0, list(done.problems)
            for alert in self.all():
                try:
                    taken, why = deliveries.deliver(self._engine, alert, _now(now), desk)
                    delivered, failed = delivered + taken, failed + why
                except NotFound:  # somebody has removed it meanwhile
                    continue
        return DeliveryRound(found=done.found, delivered=delivered, problems=tuple(failed))

    def test(
        self, name: str, *, now: datetime | None = None, desk: str | None = None
    ) -> list[tuple[Receiver, str | None]]:
        """Send a test to each receiver of an alert at once; each with what is wrong, or None."""
        alert = self.get(name)
        item = self._test_item(alert, _now(now))
        found: list[tuple[Receiver, str | None]] = []
        for receiver in alert.receivers:
            try:
                deliveries.hand_over(self._engine, alert, receiver, [item], desk)
                found.append((receiver, None))
            except DeliveryError as problem:
                found.append((receiver, str(problem)))
        return found

    def preview(self, query: AlertQuery, *, back: int = 200) -> list[AlertItem]:
        """What an alert would have found in the last so many reports that came in, in that order."""
        now = datetime.now(UTC).replace(microsecond=0)
        asked = Alert(name="preview", query=query, by="", at=now, cursor=0, day=now.date())
        with snapshot(self._engine) as connection:
            return alert_matches.sample(connection, asked, now, back)

    def _test_item(self, alert: Alert, now: datetime) -> AlertItem:
        """A match that says of itself that it is a test; its words are made up."""
        return AlertItem(
            id=content_id("alert test", alert.name, now.isoformat()),
            alert=alert.name,
            occasion=alert.query.occasion,
            found_at=now,
            claim="",
            wording="a test of this alert",
            status_before=None,
            status_after=Status.REPORTED,
            kind=None,
            why="sent to see that it arrives",
            statement="",
            report="",
            outlet=None,
            title=None,
            url=None,
            published=None,
            said_on=now.date(),
            source=None,
            actor=None,
            party="Reportedly",
            act=Act.ASSERT,
            stance=Stance.AFFIRM,
            words="this is a test of the alert",
            spans=(),
            test=True,
        )

    def collect(self, *, now: datetime | None = None) -> DeliveryRound:
        """Look through what came in since the last time, and put what matches into the outbox."""
        at, found, problems = _now(now), 0, []
        for alert in self.all():
            try:
                found += self._collect(alert, at)
            except NotFound as problem:  # its topic was removed
                problems.append(f"{alert.name}: {problem}")
                with writing(self._engine) as connection:
                    alerts.set_problem(connection, alert.name, str(problem))
        return DeliveryRound(found=found, problems=tuple(problems))

    def _collect(self, alert: Alert, now: datetime) -> int:
        found = 0
        while True:
            with snapshot(self._engine) as connection:
                part = alert_matches.next_part(connection, alert, now)
            if part is None:
                return found
            # What was found and how far was looked are one transaction: a process that dies loses neither.
            with writing(self._engine) as connection:
                found += alerts.advance(connection, alert, part.items, part.cursor, part.day)
            alert = replace(alert, cursor=part.cursor, day=part.day)


def _check(query: AlertQuery, receivers: Sequence[Receiver]) -> None:
    """StoreError if a query has no word to search for, or a receiver no usable target or one that another has."""
    restricted = replace(query.wanted, notable=False)
    if not is_empty(restricted) and phrases_of(restricted) is None:
        raise StoreError(f"{query.wanted.text!r} holds no word or figure to search for")
    for number, receiver in enumerate(receivers):
        deliveries.check(receiver)
        if any(deliveries.is_same(receiver, other) for other in receivers[:number]):
            raise StoreError(f"{receiver.kind} {receiver.target} is named twice")


def _check_topic(connection: Connection, query: AlertQuery) -> None:
    """NotFound if the topic of a query is none."""
    if query.wanted.topic is not None:
        topics.named(connection, query.wanted.topic)


def _is_behind(connection: Connection, alert: Alert) -> bool:
    """True if reports have come in that an alert has not looked through; StoreError if it cannot do that now."""
    if not seen_marks.arrived(connection, alert.cursor, seen_marks.seen_number(connection), 1):
        return False
    if pending.relinked_from(connection) is not None:
        raise StoreError(
            f"{alert.name}: reports wait to be linked again, and have to be looked through before what it waits for "
            "changes: give `reportedly link`, or try again when the desk or `watch` has linked them"
        )
    return True


def _now(given: datetime | None) -> datetime:
    return (given or datetime.now(UTC)).replace(microsecond=0)
