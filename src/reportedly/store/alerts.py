"""Alerts as rows: what was saved, how far each has looked and delivered, and the outbox."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.alerts import (
    LONGEST,
    Alert,
    AlertItem,
    AlertMatch,
    AlertQuery,
    Occasion,
    Pace,
    QuietHours,
    Receiver,
    ReceiverKind,
)
from reportedly.errors import NotFound, StoreError
from reportedly.listing import Filter
from reportedly.model import Act, ChangeKind, Outcome, Stance, Status, content_id
from reportedly.store.database import insert_new
from reportedly.store.schema import alert_matches, alert_receivers, alerts
from reportedly.store.timestamps import stamp
from reportedly.store.topics import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Row

_FILTER: dict[str, Any] = {"act": Act, "status": Status, "since": date.fromisoformat, "until": date.fromisoformat}
_QUERY: dict[str, Any] = {"occasion": Occasion, "before": Status, "after": Status}
_ITEM: dict[str, Any] = {
    "occasion": Occasion,
    "found_at": datetime.fromisoformat,
    "status_before": Status,
    "status_after": Status,
    "kind": ChangeKind,
    "published": datetime.fromisoformat,
    "said_on": date.fromisoformat,
    "act": Act,
    "stance": Stance,
    "due": date.fromisoformat,
    "outcome": Outcome,
    "spans": lambda spans: tuple((start, end) for start, end in spans),
}
"""How fields are read that JSON has no type for."""


def key_of(name: str) -> str:
    """What an alert is known by: its name without case."""
    return plain_name(name).casefold()


def insert(connection: sa.Connection, new: Alert) -> None:
    """Add an alert; StoreError if its name is not usable or taken, or if nobody's name is given."""
    if not new.name or new.name != plain_name(new.name) or not new.name.isprintable() or len(new.name) > LONGEST:
        raise StoreError(f"{new.name!r} is no name for an alert: words on one line, at most {LONGEST} characters")
    if not new.by.strip():
        raise StoreError("an alert needs the name of who saves it: --by NAME")
    row = {
        "key": key_of(new.name),
        "name": new.name,
        "query": query_json(new.query),
        "by": new.by,
        "at": stamp(new.at),
        "quiet": None if new.quiet is None else str(new.quiet),
        "muted_until": new.muted_until and stamp(new.muted_until),
        "cursor": new.cursor,
        "day": new.day.isoformat(),
    }
    if not insert_new(connection, alerts, [row]):
        raise StoreError(f"there is an alert {new.name!r} already: `alert edit` changes it, `alert remove` ends it")
    _insert_receivers(connection, key_of(new.name), new.receivers)


def change(connection: sa.Connection, alert: Alert) -> None:
    """Give an alert this query, quiet hours and receivers, and the day up to which it has looked; the rest stays."""
    key = key_of(alert.name)
    values = {
        "query": query_json(alert.query),
        "quiet": None if alert.quiet is None else str(alert.quiet),
        "day": alert.day.isoformat(),
        "problem": alert.problem,
    }
    connection.execute(sa.update(alerts).where(alerts.c.key == key).values(values))
    connection.execute(sa.delete(alert_receivers).where(alert_receivers.c.alert == key))
    _insert_receivers(connection, key, alert.receivers)


def _insert_receivers(connection: sa.Connection, key: str, receivers: Sequence[Receiver]) -> None:
    rows = [
        {
            "alert": key,
            "number": receiver.number,
            "kind": receiver.kind.value,
            "target": receiver.target,
            "pace": receiver.pace.value,
            "sent": receiver.sent,
            "sent_at": receiver.sent_at and stamp(receiver.sent_at),
            "tries": receiver.tries,
            "next_at": receiver.next_at and stamp(receiver.next_at),
            "problem": receiver.problem,
            "disabled": receiver.disabled,
        }
        for receiver in receivers
    ]
    insert_new(connection, alert_receivers, rows)


def delete(connection: sa.Connection, name: str) -> None:
    """Delete an alert with its outbox."""
    key = key_of(named(connection, name).name)
    for table in (alert_matches, alert_receivers):
        connection.execute(sa.delete(table).where(table.c.alert == key))
    connection.execute(sa.delete(alerts).where(alerts.c.key == key))


def rows(connection: sa.Connection) -> list[Alert]:
    """All alerts in the order of their names."""
    return _alerts(connection, sa.select(alerts))


def named(connection: sa.Connection, name: str) -> Alert:
    """The alert of that name, in upper or lower case; NotFound if there is none."""
    found = _alerts(connection, sa.select(alerts).where(alerts.c.key == key_of(name)))
    if not found:
        raise NotFound(f"no alert {name!r} in this ledger: `reportedly alert list` lists them")
    return found[0]


def mute(connection: sa.Connection, name: str, until: datetime | None) -> None:
    """Mute an alert until a moment; None ends that."""
    key = key_of(named(connection, name).name)
    value = None if until is None else stamp(until)
    connection.execute(sa.update(alerts).where(alerts.c.key == key).values(muted_until=value))


def advance(connection: sa.Connection, seen: Alert, items: Sequence[AlertItem], cursor: int, day: date) -> int:
    """Put new matches into the outbox and move the cursor; returns how many were new.

    Nothing happens if the alert is not as it was `seen`, as when another process has moved the cursor meanwhile, or
    somebody has edited what it waits for.
    """
    if named(connection, seen.name).query != seen.query:
        return 0
    mine, key = alerts.c, key_of(seen.name)
    there = sa.and_(
        mine.key == key, mine.at == stamp(seen.at), mine.cursor == seen.cursor, mine.day == seen.day.isoformat()
    )
    moved = sa.update(alerts).where(there).values(cursor=cursor, day=day.isoformat(), problem=None)
    if connection.execute(moved.execution_options(preserve_rowcount=True)).rowcount != 1:
        return 0
    known = frozenset(connection.scalars(sa.select(alert_matches.c.id).where(alert_matches.c.alert == key)))
    last = _last(connection, key)
    new = list({item.id: item for item in items if item.id not in known}.values())
    values = [
        {
            "alert": key,
            "number": last + n,
            "id": item.id,
            "muted": seen.is_muted(item.found_at),
            "item": item_json(item),
        }
        for n, item in enumerate(new, 1)
    ]
    return insert_new(connection, alert_matches, values)


def set_problem(connection: sa.Connection, name: str, problem: str) -> None:
    """Note why an alert could not look through what is new."""
    connection.execute(sa.update(alerts).where(alerts.c.key == key_of(name)).values(problem=problem))


def waiting(connection: sa.Connection, name: str, after: int, limit: int) -> list[AlertMatch]:
    """The first matches after a number that are to be delivered, in order."""
    mine = alert_matches.c
    query = sa.select(alert_matches).where(mine.alert == key_of(name), mine.number > after, ~mine.muted)
    return [_match(row) for row in connection.execute(query.order_by(mine.number).limit(limit))]


def latest(connection: sa.Connection, name: str, limit: int, offset: int = 0) -> list[AlertMatch]:
    """The matches of an alert, the latest first."""
    mine = alert_matches.c
    query = sa.select(alert_matches).where(mine.alert == key_of(name)).order_by(mine.number.desc())
    return [_match(row) for row in connection.execute(query.limit(limit).offset(offset))]


def mark_sent(connection: sa.Connection, name: str, receiver: Receiver, number: int, at: datetime) -> bool:
    """Note that a receiver took all matches up to a number; False if it is none of the alert's any more."""
    to = sa.update(alert_receivers).where(_is(name, receiver), alert_receivers.c.sent < number)
    to = to.values(sent=number, sent_at=stamp(at), tries=0, next_at=None, problem=None)
    return connection.execute(to.execution_options(preserve_rowcount=True)).rowcount == 1


def mark_failed(
    connection: sa.Connection, name: str, receiver: Receiver, problem: str, next_at: datetime | None
) -> None:
    """Note a failure, and when to try again; None disables the receiver."""
    to = sa.update(alert_receivers).where(_is(name, receiver))
    values = {"tries": receiver.tries + 1, "problem": problem, "disabled": next_at is None}
    connection.execute(to.values(next_at=None if next_at is None else stamp(next_at), **values))


def problems(connection: sa.Connection) -> Iterator[str]:
    """What is wrong with alerts and their outboxes."""
    for alert in rows(connection):
        what = f"alert {alert.name!r}"
        mine = alert_matches.c
        query = sa.select(alert_matches).where(mine.alert == key_of(alert.name)).order_by(mine.number)
        for number, row in enumerate(connection.execute(query), 1):
            if row.number != number or item_of(row.item).id != row.id:
                yield f"{what}: match {row.number} is not the one that was found, or one before it is gone"
                break
        for receiver in alert.receivers:
            if receiver.sent > alert.matches:
                yield f"{what}: receiver {receiver.number} has taken a match that is not there"


def query_json(query: AlertQuery) -> str:
    """A query as JSON: what it asks for, without the fields that ask for nothing."""
    wanted = {
        f.name: value if isinstance(value := getattr(query.wanted, f.name), bool) else str(value)
        for f in fields(query.wanted)
        if getattr(query.wanted, f.name) != f.default
    }
    own = {f.name: getattr(query, f.name) for f in fields(query) if f.name != "wanted"}
    given = {name: value for name, value in own.items() if value is not None}
    return json.dumps({**given, "wanted": wanted}, sort_keys=True, ensure_ascii=False)


def query_of(written: str) -> AlertQuery:
    """The query that was written as JSON; ValueError if it is none."""
    found: dict[str, Any] = dict(json.loads(written))
    wanted = {name: _FILTER.get(name, _same)(value) for name, value in dict(found.pop("wanted")).items()}
    own = {name: _QUERY.get(name, _same)(value) for name, value in found.items()}
    try:
        return AlertQuery(wanted=Filter(**wanted), **own)
    except TypeError as problem:
        raise ValueError(f"{written!r} is no query of an alert") from problem


def item_json(item: AlertItem) -> str:
    """An item as JSON."""
    values = {f.name: getattr(item, f.name) for f in fields(item)}
    return json.dumps(
        {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()},
        ensure_ascii=True,
    )


def item_of(written: str) -> AlertItem:
    """The item that was written as JSON."""
    found: dict[str, Any] = dict(json.loads(written))
    values: dict[str, Any] = {
        name: value if value is None else _ITEM.get(name, _same)(value) for name, value in found.items()
    }
    try:
        return AlertItem(**values)
    except TypeError as problem:
        raise ValueError("no match of an alert") from problem


def item_id(alert: Alert, occasion: Occasion, *what: object) -> str:
    """The id of a match of an alert: the hash of what matched."""
    return content_id("alert match", key_of(alert.name), stamp(alert.at), occasion.value, *what)


def quiet_of(written: str) -> QuietHours:
    """The quiet hours that were written as "22:00-07:00 Europe/Madrid"."""
    hours, _, zone = written.partition(" ")
    begin, _, end = hours.partition("-")
    return QuietHours(begin=time.fromisoformat(begin), end=time.fromisoformat(end), zone=zone or "UTC")


def _is(name: str, receiver: Receiver) -> sa.ColumnElement[bool]:
    """The receiver that it was; not one that took its number by an edit meanwhile."""
    mine = alert_receivers.c
    same = (mine.number == receiver.number, mine.kind == receiver.kind.value, mine.target == receiver.target)
    return sa.and_(mine.alert == key_of(name), *same)


def _same(value: Any) -> Any:
    return value


def _last(connection: sa.Connection, key: str) -> int:
    query = sa.select(sa.func.max(alert_matches.c.number)).where(alert_matches.c.alert == key)
    return connection.scalar(query) or 0


def _alerts(connection: sa.Connection, query: sa.Select[Any]) -> list[Alert]:
    found = []
    for row in connection.execute(query.order_by(alerts.c.key)).all():
        mine = alert_receivers.c
        own = sa.select(alert_receivers).where(mine.alert == row.key).order_by(mine.number)
        receivers = tuple(_receiver(receiver) for receiver in connection.execute(own))
        found.append(
            Alert(
                name=row.name,
                query=query_of(row.query),
                by=row.by,
                at=datetime.fromisoformat(row.at),
                receivers=receivers,
                quiet=None if row.quiet is None else quiet_of(row.quiet),
                muted_until=_moment(row.muted_until),
                cursor=row.cursor,
                day=date.fromisoformat(row.day),
                matches=_last(connection, row.key),
                problem=row.problem,
            )
        )
    return found


def _receiver(row: Row[Any]) -> Receiver:
    return Receiver(
        number=row.number,
        kind=ReceiverKind(row.kind),
        target=row.target,
        pace=Pace(row.pace),
        sent=row.sent,
        sent_at=_moment(row.sent_at),
        tries=row.tries,
        next_at=_moment(row.next_at),
        problem=row.problem,
        disabled=row.disabled,
    )


def _match(row: Row[Any]) -> AlertMatch:
    return AlertMatch(number=row.number, item=item_of(row.item), muted=row.muted)


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
