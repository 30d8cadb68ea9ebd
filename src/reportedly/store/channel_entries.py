"""The entries of channels: what each one leads to, and what became of it. None is ever deleted or taken twice."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from reportedly.channels import ChannelEntry, EntryKind, EntryState
from reportedly.model import content_id
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import channel_entries, channels
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy.engine import Row

_NAMES = tuple(field.name for field in fields(ChannelEntry))
_TIMES = ("published_at", "changed_at", "listed_at", "due_at", "fetched_at")


def entry_id(channel: str, key: str) -> str:
    """The id of the entry that a channel knows by a key."""
    return content_id("channel entry", channel, key)


def insert(connection: sa.Connection, new: Iterable[ChannelEntry]) -> None:
    """Add entries; those that are there already stay as they are."""
    insert_new(connection, channel_entries, [_to_row(entry) for entry in new])


def update(connection: sa.Connection, entry: ChannelEntry) -> None:
    """Write what has changed of an entry."""
    connection.execute(sa.update(channel_entries).where(channel_entries.c.id == entry.id).values(**_to_row(entry)))


def by_ids(connection: sa.Connection, ids: Sequence[str]) -> dict[str, ChannelEntry]:
    """The entries of these ids, by id."""
    query = sa.select(channel_entries)
    return {
        row.id: _entry(row)
        for part in parts(ids)
        for row in connection.execute(query.where(channel_entries.c.id.in_(part)))
    }


def listed_elsewhere(connection: sa.Connection, channel: str, addresses: Sequence[str]) -> set[str]:
    """Those of these addresses whose pages another channel that is followed lists, too, and are taken or waited for."""
    mine = channel_entries.c
    query = (
        sa.select(mine.address)
        .join(channels, channels.c.id == mine.channel)
        .where(mine.channel != channel, mine.state.in_((EntryState.WAITING.value, EntryState.TAKEN.value)))
        .where(channels.c.removed_at.is_(None), channels.c.paused.is_(False))
    )
    return {address for part in parts(addresses) for address in connection.scalars(query.where(mine.address.in_(part)))}


def release_shared(connection: sa.Connection, channel: str, now: datetime) -> None:
    """Have other channels fetch the pages that they left to this one and that it has not taken."""
    mine = channel_entries.c
    left = sa.select(mine.address).where(mine.channel == channel, mine.state == EntryState.WAITING.value)
    theirs = sa.and_(
        mine.channel != channel,
        mine.state == EntryState.LEFT_OUT.value,
        mine.kind == EntryKind.PAGE.value,
        mine.address.in_(left),
    )
    again = {"state": EntryState.WAITING.value, "due_at": stamp(now), "problem": None}
    connection.execute(sa.update(channel_entries).where(theirs).values(**again))


def due(
    connection: sa.Connection, now: datetime, limit: int, of_one_host: int, *, without: Collection[str] = ()
) -> list[ChannelEntry]:
    """The entries whose time has come, those that wait longest first, so many of one host at most.

    Without those of hosts that rest.
    """
    mine = channel_entries.c
    place = sa.func.row_number().over(partition_by=mine.host, order_by=(mine.due_at, mine.id)).label("place")
    waiting = (
        sa.select(mine.id, place)
        .join(channels, channels.c.id == mine.channel)
        .where(mine.due_at <= stamp(now), channels.c.removed_at.is_(None), channels.c.paused.is_(False))
    )
    if without:
        waiting = waiting.where(mine.host.not_in(sorted(without)))
    chosen = waiting.subquery()
    query = sa.select(channel_entries).join(chosen, chosen.c.id == mine.id).where(chosen.c.place <= of_one_host)
    return [_entry(row) for row in connection.execute(query.order_by(mine.due_at, mine.id).limit(limit))]


def next_due(connection: sa.Connection, without: Collection[str] = ()) -> datetime | None:
    """When the next entry is to be fetched, apart from those of hosts that rest; None if there is none."""
    mine = channel_entries.c
    query = (
        sa.select(mine.due_at)
        .join(channels, channels.c.id == mine.channel)
        .where(mine.due_at.is_not(None), channels.c.removed_at.is_(None), channels.c.paused.is_(False))
        .order_by(mine.due_at)
        .limit(1)
    )
    if without:
        query = query.where(mine.host.not_in(sorted(without)))
    first = connection.scalar(query)
    return None if first is None else datetime.fromisoformat(first)


def retry(connection: sa.Connection, channel: str | None, now: datetime) -> int:
    """Have the entries that failed fetched again now, of one channel or of all; returns how many they are."""
    mine = channel_entries.c
    failed = sa.and_(mine.state.in_((EntryState.WAITING.value, EntryState.GIVEN_UP.value)), mine.problem.is_not(None))
    query = sa.update(channel_entries).where(failed).values(state=EntryState.WAITING.value, due_at=stamp(now), tries=0)
    if channel is not None:
        query = query.where(mine.channel == channel)
    return connection.execute(query).rowcount


def page(
    connection: sa.Connection,
    channel: str | None,
    *,
    failed: bool,
    limit: int | None = None,
    offset: int = 0,
) -> list[ChannelEntry]:
    """Entries of one channel or of all, the latest listed first; only those that failed, if that is asked."""
    mine = channel_entries.c
    query = (
        sa.select(channel_entries)
        .join(channels, channels.c.id == mine.channel)
        .where(channels.c.removed_at.is_(None))
        .order_by(mine.listed_at.desc(), mine.id)
        .limit(limit)
        .offset(offset)
    )
    if channel is not None:
        query = query.where(mine.channel == channel)
    if failed:
        query = query.where(mine.problem.is_not(None), mine.state != EntryState.LEFT_OUT.value)
    return [_entry(row) for row in connection.execute(query)]


def _to_row(entry: ChannelEntry) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in _NAMES}
    row |= {name: row[name] and stamp(row[name]) for name in _TIMES}
    return row | {"host": urlsplit(entry.address).netloc.lower() if entry.kind is not EntryKind.FILE else ""}


def _entry(row: Row[Any]) -> ChannelEntry:
    values = {name: getattr(row, name) for name in _NAMES}
    values |= {name: values[name] and datetime.fromisoformat(values[name]) for name in _TIMES}
    return ChannelEntry(**values | {"kind": EntryKind(row.kind), "state": EntryState(row.state)})
