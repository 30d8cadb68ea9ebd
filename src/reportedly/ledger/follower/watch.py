"""Watching: one round after another, for weeks, by one process at a time."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportedly.errors import ReportedlyError, StoreError, WriteError
from reportedly.intake.hosts import Stopped
from reportedly.ledger.follower.follower import Follower, Round
from reportedly.ledger.follower.round_end import end_round
from reportedly.store import watch_lock
from reportedly.store.database import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.batch import WorkerPool
    from reportedly.clock import Clock
    from reportedly.ledger.ledger import Ledger
    from reportedly.store.database import Engine

IDLE = 60.0
"""Seconds after which a round begins though nothing is due: channels may be new, and deliveries may be."""
BUSY = 1.0
"""Seconds between two rounds of which the first one had something to do."""
SIGNS = 60.0
"""Seconds between two signs of life."""


class WatchError(StoreError):
    """Another process follows the channels of this ledger."""


class Watch:
    """Follows the channels of a ledger until it is stopped."""

    def __init__(self, ledger: Ledger, engine: Engine, clock: Clock, *, workers: int | WorkerPool = 1) -> None:
        self._ledger = ledger
        self._engine = engine
        self._clock = clock
        self.follower = Follower(ledger, engine, clock, workers=workers)
        self._lost = False

    def run(self, tell: Callable[[Round], None]) -> None:
        """Follow until a stop is requested; `tell` gets each round that did something.

        WatchError if another process does so, now or later on.
        """
        with self._lock():
            while not self._clock.stopped:
                done = self._round(tell)
                due = self.follower.next_due()
                wait = IDLE if due is None or done.counts["stuck"] else min(IDLE, max(due, BUSY))
                self._clock.wait(wait)
        self._complain_if_lost()

    def run_once(self, tell: Callable[[Round], None]) -> None:
        """Do all that is due now, with the pages that are listed by it, and end."""
        with self._lock():
            while not self._clock.stopped:
                worked, due = self._round(tell, links=True).worked, self.follower.next_due()
                if not worked or due is None or due > BUSY:
                    break
        self._complain_if_lost()

    def _round(self, tell: Callable[[Round], None], *, links: bool = False) -> Round:
        done = Round()
        try:
            done = self.follower.round(links=links)
        except Stopped:
            return done
        except ReportedlyError as problem:
            # What passes by itself: a full disk, a ledger that others write to for long, a service that is away.
            if isinstance(problem, StoreError) and not isinstance(problem, WriteError):
                raise
            done.fail("stuck", problem)
        done.problems += end_round(self._ledger, self._clock.now())
        if done.worked or done.problems:
            tell(done)
        return done

    @contextmanager
    def _lock(self) -> Iterator[None]:
        with writing(self._engine) as connection:
            held, ours = watch_lock.acquire(connection, self._clock.now())
        if not ours:
            raise WatchError(
                f"{self._ledger.address}: is followed already, by process {held.process} on {held.host} since "
                f"{held.since:%Y-%m-%d %H:%M} UTC; if it is gone, another may begin {watch_lock.STALE.seconds // 60} "
                "minutes after its last sign of life"
            )
        ended = threading.Event()

        def sign() -> None:
            while not ended.wait(SIGNS):
                try:
                    with writing(self._engine) as connection:
                        if watch_lock.sign(connection, held, self._clock.now()):
                            continue
                except StoreError:
                    continue
                self._lost = True
                self._clock.stop()
                return

        signing = threading.Thread(target=sign, name="signs of life", daemon=True)
        signing.start()
        try:
            yield
        finally:
            ended.set()
            signing.join()
            with writing(self._engine) as connection:
                watch_lock.release(connection, held)

    def _complain_if_lost(self) -> None:
        if self._lost:
            raise WatchError(f"{self._ledger.address}: another process has taken over; this one has stopped")
