"""Hosts: one request a host at a time, with a pause between two, and a rest when one asks for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.errors import IntakeError
from reportedly.intake.robots import PAUSE, Robots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.clock import Clock
    from reportedly.intake.address import Answer

REMEMBERED = 2_000
"""Hosts whose rules and pauses are in memory."""
LONGEST_REST = timedelta(days=1)
AT_ONCE = timedelta(seconds=10)
"""A host that may be asked again within this time is waited for; others are passed over."""
LONGEST_WAIT = timedelta(seconds=60)
"""How long a redirection waits for the host that it leads to."""
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class Stopped(Exception):
    """A stop was requested while a request waited for its turn."""


class Resting(IntakeError):
    """A host must not be asked for a while."""

    def __init__(self, url: str, until: datetime) -> None:
        super().__init__(url, f"is on a host that wants to be left alone until {until:%Y-%m-%d %H:%M} UTC")
        self.again = until


@dataclass(slots=True)
class Host:
    """What is known of one host (name and port)."""

    line: threading.Lock = field(default_factory=threading.Lock)
    """Held during a request."""
    next_at: datetime = _EARLIEST
    """When it may be asked again."""
    pause: float = PAUSE
    robots: Robots | None = None
    robots_until: datetime = _EARLIEST


class Hosts:
    """The hosts that were asked lately."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: OrderedDict[str, Host] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str) -> Host:
        """The host of that name."""
        with self._lock:
            host = self._hosts.setdefault(name, Host())
            self._hosts.move_to_end(name)
            if len(self._hosts) > REMEMBERED:
                oldest = next(iter(self._hosts))
                if not self._hosts[oldest].line.locked():
                    del self._hosts[oldest]
            return host

    @contextmanager
    def turn(self, url: str) -> Iterator[Host]:
        """Hold the line of an address's host, once its pause is over.

        Resting if that takes long, Stopped if a stop is requested meanwhile.
        """
        host = self.get(host_of(url))
        with host.line:
            wait = host.next_at - self._clock.now()
            if wait > LONGEST_WAIT:
                raise Resting(url, host.next_at)
            if self._clock.stopped or (wait > timedelta(0) and self._clock.wait(wait.total_seconds())):
                raise Stopped
            try:
                yield host
            finally:
                host.next_at = max(host.next_at, self._clock.now() + timedelta(seconds=host.pause))

    def rest(self, url: str, until: datetime) -> None:
        """Do not ask an address's host before a time, a day from now at the latest."""
        host = self.get(host_of(url))
        host.next_at = max(host.next_at, min(until, self._clock.now() + LONGEST_REST))

    def is_resting(self, url: str) -> bool:
        """True if an address's host must not be asked for a while."""
        return self.get(host_of(url)).next_at > self._clock.now() + AT_ONCE

    def resting(self) -> dict[str, datetime]:
        """The hosts that must not be asked for a while, with the time until when."""
        soon = self._clock.now() + AT_ONCE
        with self._lock:
            return {name: host.next_at for name, host in self._hosts.items() if host.next_at > soon}


def host_of(url: str) -> str:
    """The name and port of an address's host; empty if it has none."""
    try:
        return urlsplit(url).netloc.lower().rpartition("@")[2]
    except ValueError:
        return ""


def retry_after(answer: Answer, now: datetime) -> datetime | None:
    """Until when a server asks not to be asked; by its own clock, if it gives a date."""
    given = (answer.headers.get("Retry-After") or "").strip()
    if given.isdecimal():
        return now + timedelta(seconds=min(int(given[:9]), LONGEST_REST.total_seconds()))
    then = _http_date(given)
    if then is None:
        return None
    # What is left by its clock, which may differ from ours.
    left = then - (_http_date(answer.headers.get("Date") or "") or now)
    return now + max(timedelta(0), min(left, LONGEST_REST))


def _http_date(given: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError):
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when
