"""The lock of the one process that follows the channels of a ledger: a row that it signs again and again."""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.schema import watch_locks
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.engine import Row

STALE = timedelta(minutes=5)
"""After so long without a sign of life another process takes over."""
_NAME = "watch"
_OURS: set[str] = set()
"""The tokens that this process has had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLock:
    """The process that has the lock."""

    token: str
    host: str
    process: int
    since: datetime
    alive_at: datetime


def acquire(connection: sa.Connection, now: datetime) -> tuple[WatchLock, bool]:
    """The process that has the lock, and whether it is this one: if nobody had it, or one that is gone."""
    held = living(connection, now)
    if held is not None:
        return held, False
    ours = WatchLock(
        token=secrets.token_hex(8), host=socket.gethostname(), process=os.getpid(), since=now, alive_at=now
    )
    _OURS.add(ours.token)
    connection.execute(sa.delete(watch_locks))
    row = {"token": ours.token, "host": ours.host, "process": ours.process}
    connection.execute(sa.insert(watch_locks).values(name=_NAME, since=stamp(now), alive_at=stamp(now), **row))
    return ours, True


def sign(connection: sa.Connection, ours: WatchLock, now: datetime) -> bool:
    """Give a sign of life; False if another process has taken over."""
    mine = watch_locks.c.token == ours.token
    return connection.execute(sa.update(watch_locks).where(mine).values(alive_at=stamp(now))).rowcount == 1


def release(connection: sa.Connection, ours: WatchLock) -> None:
    """Let go of the lock."""
    _OURS.discard(ours.token)
    connection.execute(sa.delete(watch_locks).where(watch_locks.c.token == ours.token))


def holder(connection: sa.Connection) -> WatchLock | None:
    """The process that has the lock; None if there is none."""
    row: Row[Any] | None = connection.execute(sa.select(watch_locks)).first()
    if row is None:
        return None
    return WatchLock(
        token=row.token,
        host=row.host,
        process=row.process,
        since=datetime.fromisoformat(row.since),
        alive_at=datetime.fromisoformat(row.alive_at),
    )


def living(connection: sa.Connection, now: datetime) -> WatchLock | None:
    """The process that has the lock and is not gone."""
    held = holder(connection)
    return None if held is None or _is_gone(held, now) else held


def _is_gone(held: WatchLock, now: datetime) -> bool:
    """True if a process has given no sign of life for long, or was on this machine and has ended."""
    if now - held.alive_at > STALE:
        return True
    if held.host != socket.gethostname():
        return False
    if held.process == os.getpid():
        return held.token not in _OURS  # a container that is started again has the same numbers
    return not _is_running(held.process)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # a signal of 0 would end it there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
