"""The clock that work goes by which waits: the real one, which a stop ends early."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event
from typing import Protocol


class Clock(Protocol):
    """What time it is, and a way to wait."""

    def now(self) -> datetime:
        """The time, in UTC."""

    def wait(self, seconds: float) -> bool:
        """Wait so long; True at once if a stop is requested."""

    def stop(self) -> None:
        """Request a stop, which ends what waits."""

    @property
    def stopped(self) -> bool:
        """True once a stop is requested."""


class RealClock:
    """The clock of the system."""

    def __init__(self) -> None:
        self._stop = Event()

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> bool:
        """Wait so long; True at once if a stop is requested."""
        return self._stop.wait(max(0.0, seconds))

    def stop(self) -> None:
        """Request a stop, which ends what waits."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """True once a stop is requested."""
        return self._stop.is_set()
