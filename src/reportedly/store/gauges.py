"""Gauges: figures of a ledger that go up and down, as monitoring asks for them again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from reportedly.store import watch_lock
from reportedly.store.schema import alert_matches, alert_receivers, channels, reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """Figures of a ledger at one moment."""

    reports: int
    waiting: int
    """Reports that are read and not linked, or have to be linked again."""
    channels: int
    """Channels that are followed, those that are paused or failing included."""
    channels_paused: int
    channels_failing: int
    """Channels whose last check failed."""
    last_checked: datetime | None
    """When any channel was checked last."""
    watch_alive: datetime | None
    """The last sign of life of what follows the channels; None if nothing does."""
    matches_pending: int
    """Deliveries that wait: of each match, one for each receiver that has not taken it."""
    receivers_failing: int
    """Receivers whose last delivery failed, and that are tried again."""
    receivers_disabled: int
    """Receivers that have ended."""


def read(connection: sa.Connection, waiting: int) -> Gauges:
    """The gauges of a ledger in which so many reports wait."""
    mine, of = channels.c, alert_receivers.c
    followed = connection.execute(
        sa.select(
            sa.func.count(),
            _number(mine.paused),
            _number(sa.and_(~mine.paused, mine.failures > 0)),
            sa.func.max(mine.checked_at),
        ).where(mine.removed_at.is_(None))
    ).one()
    receivers = connection.execute(
        sa.select(_number(sa.and_(~of.disabled, of.tries > 0)), _number(of.disabled)).select_from(alert_receivers)
    ).one()
    held = watch_lock.holder(connection)
    return Gauges(
        reports=connection.scalar(sa.select(sa.func.count()).select_from(reports)) or 0,
        waiting=waiting,
        channels=followed[0],
        channels_paused=followed[1],
        channels_failing=followed[2],
        last_checked=followed[3] and datetime.fromisoformat(followed[3]),
        watch_alive=None if held is None else held.alive_at,
        matches_pending=connection.scalar(_pending()) or 0,
        receivers_failing=receivers[0],
        receivers_disabled=receivers[1],
    )


def _number(what: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((what, 1), else_=0)), 0)


def _pending() -> sa.Select[int]:
    match, receiver = alert_matches.c, alert_receivers.c
    mine = sa.and_(match.alert == receiver.alert, match.number > receiver.sent, ~match.muted)
    return sa.select(sa.func.count()).select_from(alert_receivers.join(alert_matches, mine)).where(~receiver.disabled)
