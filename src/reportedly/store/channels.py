"""The channels of a ledger: added, changed and removed; one that is removed keeps its entries, should it come back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.channels import Channel, ChannelKind, EntryState
from reportedly.errors import Ambiguous, NotFound
from reportedly.model import content_id
from reportedly.store.database import insert_new
from reportedly.store.schema import channel_entries, channels
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Row

_TIMES = ("since", "added_at", "due_at", "checked_at")
_COUNTED = {"waiting": EntryState.WAITING, "taken": EntryState.TAKEN, "given_up": EntryState.GIVEN_UP}
_KEPT = tuple(field.name for field in fields(Channel) if field.name not in _COUNTED)


def channel_id(address: str) -> str:
    """The id of the channel at an address; it keeps it when it moves."""
    return content_id("channel", address)


def insert(connection: sa.Connection, new: Channel) -> bool:
    """Add a channel, or one that was removed again; False if it is followed already."""
    row = to_row(new)
    if insert_new(connection, channels, [row]) == 1:
        return True
    mine = sa.and_(channels.c.id == new.id, channels.c.removed_at.is_not(None))
    again = {name: row[name] for name in ("interval", "outlet", "since", "public", "by", "added_at", "due_at")}
    again |= {"removed_at": None, "paused": False, "etag": None, "last_modified": None, "failures": 0}
    return connection.execute(sa.update(channels).where(mine).values(**again)).rowcount == 1


def to_row(channel: Channel) -> dict[str, Any]:
    """The row of a channel."""
    row = {name: getattr(channel, name) for name in _KEPT}
    return row | {name: row[name] and stamp(row[name]) for name in _TIMES}


def update(connection: sa.Connection, channel: Channel) -> None:
    """Write what has changed of a channel, unless it was removed meanwhile."""
    row = to_row(channel)
    mine = sa.and_(channels.c.id == channel.id, channels.c.removed_at.is_(None))
    connection.execute(sa.update(channels).where(mine).values(**row))


def remove(connection: sa.Connection, channel: Channel, at: datetime) -> None:
    """Follow a channel no more."""
    connection.execute(sa.update(channels).where(channels.c.id == channel.id).values(removed_at=stamp(at)))


def rows(connection: sa.Connection, *, counted: bool = True) -> list[Channel]:
    """All channels that are followed, in the order in which they were added; `counted`: with numbers of entries."""
    query = _followed().order_by(channels.c.added_at, channels.c.address)
    found = [_channel(row) for row in connection.execute(query)]
    return _counted(connection, found) if counted else found


def get(connection: sa.Connection, channel_id: str) -> Channel | None:
    """The channel of that id; None if it is not followed."""
    row = connection.execute(_followed().where(channels.c.id == channel_id)).one_or_none()
    return None if row is None else _counted(connection, [_channel(row)])[0]


def at_address(connection: sa.Connection, address: str) -> Channel | None:
    """The channel that is followed at an address, now or before it moved."""
    either = sa.or_(channels.c.address == address, channels.c.moved_from == address)
    row = connection.execute(_followed().where(either).order_by(channels.c.added_at).limit(1)).one_or_none()
    return None if row is None else _channel(row)


def named(connection: sa.Connection, name: str) -> Channel:
    """The channel of that id or a beginning of it, address or name; NotFound or Ambiguous if it is not one."""
    wanted = " ".join(name.split())
    followed = rows(connection)
    exact = [c for c in followed if wanted in (c.id, c.address, c.moved_from)]
    found = exact or [
        c for c in followed if c.id.startswith(wanted) or c.name.casefold() == wanted.casefold() or c.title == wanted
    ]
    if not found or not wanted:
        raise NotFound(f"no channel {name!r} is followed: `reportedly follow list` lists them")
    if len(found) > 1:
        ids = tuple(c.id for c in found)
        raise Ambiguous(f"{name!r} may be one of {len(found)} channels: {', '.join(ids)}", ids)
    return found[0]


def due(connection: sa.Connection, now: datetime, limit: int) -> list[Channel]:
    """The channels whose time to be checked has come, those that wait longest first."""
    ours = _followed().where(channels.c.due_at <= stamp(now), channels.c.paused.is_(False))
    found = connection.execute(ours.order_by(channels.c.due_at, channels.c.id).limit(limit))
    return [_channel(row) for row in found]


def _followed() -> sa.Select[Any]:
    return sa.select(channels).where(channels.c.removed_at.is_(None))


def _channel(row: Row[Any]) -> Channel:
    values = {name: getattr(row, name) for name in _KEPT}
    values |= {name: values[name] and datetime.fromisoformat(values[name]) for name in _TIMES}
    return Channel(**values | {"kind": row.kind and ChannelKind(row.kind)})


def _counted(connection: sa.Connection, found: Sequence[Channel]) -> list[Channel]:
    mine = channel_entries.c
    query = sa.select(mine.channel, mine.state, sa.func.count().label("number")).group_by(mine.channel, mine.state)
    if len(found) == 1:
        query = query.where(mine.channel == found[0].id)
    numbers = {(row.channel, row.state): row.number for row in connection.execute(query)}
    return [
        replace(c, **{name: numbers.get((c.id, state.value), 0) for name, state in _COUNTED.items()}) for c in found
    ]
