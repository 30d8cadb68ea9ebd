"""The alerts of a ledger: made, shown, muted, tried, and delivered round by round."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reportedly.alerts import Alert, AlertItem, AlertMatch, AlertQuery, DeliveryRound, QuietHours, Receiver, is_empty
from reportedly.errors import DeliveryError, NotFound, StoreError
from reportedly.ledger import deliveries
from reportedly.ledger.queries import alert_matches
from reportedly.model import Act, Stance, Status, content_id
from reportedly.store import alerts, seen_marks, topics
from reportedly.store.database import delivery_lock, snapshot, writing
from reportedly.store.search_terms import phrases_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.store.database import Engine


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
        now: datetime | None = None,
    ) -> Alert:
        """Make an alert, which finds what comes in from now on; StoreError if there is one of that name."""
        at = _now(now)
        restricted = replace(query.wanted, notable=False)
        if not is_empty(restricted) and phrases_of(restricted) is None:
            raise StoreError(f"{query.wanted.text!r} holds no word or figure to search for")
        for receiver in receivers:
            deliveries.check(receiver)
        with writing(self._engine) as connection:
            if query.wanted.topic is not None:
                topics.named(connection, query.wanted.topic)
            alert = Alert(
                name=topics.plain_name(name),
                query=query,
                by=by,
                at=at,
                receivers=tuple(replace(receiver, number=n) for n, receiver in enumerate(receivers, 1)),
                quiet=quiet,
                cursor=seen_marks.seen_number(connection),
                day=at.date() - timedelta(days=1),
            )
            alerts.insert(connection, alert)
        return alert

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


def _now(given: datetime | None) -> datetime:
    return (given or datetime.now(UTC)).replace(microsecond=0)
