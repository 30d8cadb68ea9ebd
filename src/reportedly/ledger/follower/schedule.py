"""When channels and entries are looked at again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from reportedly.channels import Channel, ChannelEntry
    from reportedly.errors import IntakeError

DAY = timedelta(days=1)
FIRST_TRY = timedelta(minutes=5)
"""After which an entry that could not be taken is tried again; each further time after twice as long, at most a day."""
MOST_TRIES = 20
"""About two weeks of tries; then an entry is given up, until somebody has it tried again."""
LOOKS = (timedelta(hours=1), timedelta(hours=8), timedelta(days=3))
"""How long after it was listed a page is looked at again, for edits that its channel does not tell of."""
MOST_LOOKS = 6
"""Tries of one such look, which fail within three hours; then the next look is waited for."""
LEAST_GAP = timedelta(minutes=10)
"""Between two looks at a page whose channel tells of changes; twice as long each time."""
SETTLE = timedelta(seconds=10)
"""For which a file must stay as it is to count as complete."""

LONGEST = 500
"""Characters of a title or of a reason that are kept."""


def after_failures(channel: Channel, now: datetime) -> datetime:
    """When a channel is checked again that failed so many times in a row."""
    first = min(FIRST_TRY, _interval(channel))  # soon: what a feed lists may be gone before the next check
    return now + min(_doubled(first, channel.failures - 1), max(DAY, _interval(channel)))


def next_check(channel: Channel, now: datetime) -> datetime:
    """When a channel is checked again that answered."""
    return now + _interval(channel)


def next_try(entry: ChannelEntry, now: datetime) -> datetime:
    """When an entry is tried again that could not be taken."""
    return now + min(_doubled(FIRST_TRY, max(entry.tries - 1, 0)), DAY)


def next_look(entry: ChannelEntry, now: datetime) -> datetime | None:
    """When a page is looked at again that was taken; None if no more."""
    return next((when for age in LOOKS if (when := entry.listed_at + age) > now), None)


def after_change(entry: ChannelEntry, now: datetime) -> datetime:
    """When a page is looked at whose channel tells of a change."""
    if entry.fetched_at is None:
        return now
    return max(now, entry.fetched_at + min(_doubled(LEAST_GAP, entry.checks), DAY))


def as_asked(due: datetime, problem: IntakeError) -> datetime:
    """When something is tried again that is due then, and not before its server wants to be asked again."""
    again: datetime | None = getattr(problem, "again", None)
    return max(due, again) if again else due


def _doubled(time: timedelta, times: int) -> timedelta:
    return time * (1 << min(times, 16))


def _interval(channel: Channel) -> timedelta:
    return timedelta(seconds=channel.interval)
