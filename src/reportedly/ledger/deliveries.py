"""Delivering what alerts found, receiver by receiver, each match in its turn.

A receiver gets the first match that it has not taken; only when it has taken that one is this noted, and the next one
sent. So after a crash the last one may be sent once more, and none is left out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reportedly.alerts import Pace, Receiver, ReceiverKind
from reportedly.errors import DeliveryError, StoreError
from reportedly.export import wording
from reportedly.export.atom import atom
from reportedly.export.record import record_json
from reportedly.ledger.feeds import alert_feed
from reportedly.masking import password
from reportedly.store import alerts
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.alerts import Alert, AlertItem
    from reportedly.export.plain import Json
    from reportedly.store.database import Engine

AT_ONCE = 200
"""The most matches of one mail, and in memory."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
"""Between tries: the first one, doubled each time up to the longest."""
LONGEST_ASKED = timedelta(days=1)
"""The longest that a receiver can ask to be left alone."""
LONGEST_TARGET = 2_000
"""Characters of an address or path."""
TOGETHER = frozenset({ReceiverKind.MAIL, ReceiverKind.FEED})
"""Receivers that take several matches at once."""


def check(receiver: Receiver) -> None:
    """StoreError if a receiver has no usable target."""
    from reportedly.delivery import mail

    if receiver.kind is ReceiverKind.MAIL and not mail.is_address(receiver.target):
        raise StoreError(f"{receiver.target!r} is not a mail address, such as ann@example.org")
    if receiver.kind is ReceiverKind.WEBHOOK:
        url = wording.link(receiver.target)
        if url is None or password(url):
            raise StoreError(f"{receiver.target[:200]!r} is not an http or https address without a password")
    if not receiver.target.isprintable() or len(receiver.target) > LONGEST_TARGET:
        raise StoreError(f"{receiver.target[:200]!r} cannot be a target: it is too long, or has unprintable characters")


def deliver(engine: Engine, alert: Alert, now: datetime, desk: str | None) -> tuple[int, list[str]]:
    """Deliver what an alert found to each of its receivers; how many matches were taken, and what failed."""
    if alert.is_muted(now) or (alert.quiet is not None and alert.quiet.hold(now)):
        return 0, []
    delivered, problems = 0, []
    for receiver in alert.receivers:
        if receiver.disabled or (receiver.next_at is not None and now < receiver.next_at):
            continue
        taken, problem = _deliver(engine, alert, receiver, now, desk)
        delivered += taken
        problems += [f"{alert.name}: {receiver.kind}: {problem}"] if problem else []
    return delivered, problems


def _deliver(
    engine: Engine, alert: Alert, receiver: Receiver, now: datetime, desk: str | None
) -> tuple[int, DeliveryError | None]:
    """Deliver what waits for a receiver until one fails; how many it took, and what failed."""
    sent, delivered = receiver.sent, 0
    while True:
        with snapshot(engine) as connection:
            found = alerts.waiting(connection, alert.name, sent, AT_ONCE)
        if not found or (delivered == 0 and not _is_time(found[0].item, receiver.pace, alert, now)):
            return delivered, None
        for together in [found] if receiver.kind in TOGETHER else [[match] for match in found]:
            try:
                hand_over(engine, alert, receiver, [match.item for match in together], desk)
            except DeliveryError as problem:
                next_at = None if problem.gone else now + _wait(receiver, problem)
                with writing(engine) as connection:
                    known = alerts.named(connection, alert.name).receivers
                    current = next((c for c in known if is_same(c, receiver) and c.number == receiver.number), None)
                    if current is not None:  # else somebody has edited the alert meanwhile
                        alerts.mark_failed(connection, alert.name, current, str(problem), next_at)
                return delivered, problem
            sent = together[-1].number
            with writing(engine) as connection:
                known_still = alerts.mark_sent(connection, alert.name, receiver, sent, now)
            delivered += len(together)
            if not known_still:  # somebody has edited the alert meanwhile: the next round goes by that
                return delivered, None
            receiver = replace(receiver, tries=0)


def is_same(one: Receiver, other: Receiver) -> bool:
    """True if two receivers have one kind and target."""
    return one.kind is other.kind and one.target == other.target


def _fresh(receiver: Receiver) -> Receiver:
    """A receiver as if it had not failed."""
    return replace(receiver, tries=0, next_at=None, problem=None, disabled=False)


def edited(known: Sequence[Receiver], wanted: Sequence[Receiver], matches: int) -> tuple[Receiver, ...]:
    """The receivers of an alert that has so many matches, once these are wanted in place of those known.

    One that is named again goes on where it was. A new one takes the place of one of its kind that is not wanted any
    more, with what waits for that one; without such a one it gets what is found from now on.
    """
    left = [one for one in known if not any(is_same(one, other) for other in wanted)]
    free = max((one.number for one in known), default=0) + 1
    made: list[Receiver] = []
    for receiver in wanted:
        same = next((one for one in known if is_same(one, receiver)), None)
        before = same or next((one for one in left if one.kind is receiver.kind), None)
        if same is not None:
            known_again = _fresh(same) if same.disabled else same  # whoever names it again wants it tried again
            made.append(replace(known_again, pace=receiver.pace))
        elif before is not None:
            left.remove(before)
            made.append(replace(_fresh(before), target=receiver.target, pace=receiver.pace))
        else:
            made.append(replace(receiver, number=free, sent=matches))
            free += 1
    return tuple(sorted(made, key=lambda one: one.number))


def hand_over(engine: Engine, alert: Alert, receiver: Receiver, items: Sequence[AlertItem], desk: str | None) -> None:
    """Give a receiver these matches; DeliveryError unless it takes them."""
    from reportedly.delivery import jsonl_file, mail, webhook

    if receiver.kind is ReceiverKind.MAIL:
        mail.send(receiver.target, alert.name, items, desk)
    elif receiver.kind is ReceiverKind.FEED:
        with snapshot(engine) as connection:
            latest = alerts.latest(connection, alert.name, AT_ONCE)
        jsonl_file.replace(Path(receiver.target), atom(alert_feed(alert, latest), desk=desk))
    for item in items if receiver.kind not in TOGETHER else ():
        if receiver.kind is ReceiverKind.WEBHOOK:
            webhook.send(receiver.target, item_json(item, desk))
        else:
            jsonl_file.append(Path(receiver.target), item_json(item, desk))


def item_json(item: AlertItem, desk: str | None) -> Json:
    """A match as programs get it, with a link to the desk if its address is known."""
    from reportedly.delivery.wording import path

    return {**record_json(item), "link": desk.rstrip("/") + path(item) if desk else None}


def _is_time(first: AlertItem, pace: Pace, alert: Alert, now: datetime) -> bool:
    """True if the hour or the day is over in which the first match was found that waits."""
    if pace is Pace.ONCE:
        return True
    zone = ZoneInfo(alert.quiet.zone if alert.quiet else "UTC")
    shape = "%Y-%m-%d" if pace is Pace.DAY else "%Y-%m-%d %H %z"
    return format(now.astimezone(zone), shape) != format(first.found_at.astimezone(zone), shape)


def _wait(receiver: Receiver, problem: DeliveryError) -> timedelta:
    """How long a receiver is left alone after a failure."""
    asked = timedelta(seconds=min(problem.wait or 0.0, LONGEST_ASKED.total_seconds()))
    return max(asked, min(FIRST_WAIT * (1 << min(receiver.tries, 20)), LONGEST_WAIT))
