"""Time limits: of reading a report, by its length, and of work that waits for other machines."""

from __future__ import annotations

import ctypes
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEAST = 30.0
"""Seconds for any report; most take less than one."""
PER_CHARACTER = 0.002
"""Seconds more for each character, about fifteen times what reading takes on one core."""
STARVED = 20
"""How many times longer the clock may run: the limit is of computing time, of which a busy machine may give a process
a tenth and less."""
_TICK = 0.01
_AGAIN = 1.0
"""Seconds after which OutOfTime is raised again in work that goes on: clean-up code may swallow the first one."""


T = TypeVar("T")


class OutOfTime(BaseException):
    """Raised inside the work that has taken too long; no `except Exception` on the way stops it."""


def seconds_for(text: str) -> float:
    """The time that reading this text may take."""
    return LEAST + PER_CHARACTER * len(text)


def reason(text: str) -> str:
    """The sentence for a reading that took longer."""
    return f"reading {len(text):,} characters took longer than {seconds_for(text):.0f} seconds: split it"


def finish_within(seconds: float, work: Callable[[], T], abandon: Callable[[], None]) -> T:
    """The result of the work; TimeoutError after that time, even if a name server, a handshake or a slow reply blocks.

    It runs in a thread of its own, since a call that resolves a name cannot be interrupted. When the time is over, that
    thread is left to itself, and `abandon` is called to make it end soon.
    """
    given: list[T] = []
    failed: list[BaseException] = []

    def done() -> None:
        try:
            given.append(work())
        except BaseException as problem:  # raised again in the thread that waits
            failed.append(problem)

    thread = threading.Thread(target=done, name="limited work", daemon=True)
    thread.start()
    try:
        thread.join(seconds)
    finally:
        late = thread.is_alive()
        if late:
            abandon()
    if late:
        raise TimeoutError  # what it gives now is what came in before it was abandoned
    if failed:
        raise failed[0]
    return given[0]


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in this thread if what is inside takes more computing time, or `STARVED` times as long.

    A call into compiled code is left to finish first: where that may take long, the work needs a process of its own.
    """
    watch = _Watch(seconds)
    try:
        watch.start()
        yield
    finally:
        watch.end()


class _Watch(threading.Thread):
    """Raises OutOfTime in the thread that made it, when the time is over."""

    def __init__(self, seconds: float) -> None:
        super().__init__(name="time limit", daemon=True)
        self._seconds = seconds
        self._watched = threading.get_ident()
        self._ended = False
        self._end = threading.Event()
        self._lock = threading.Lock()

    def run(self) -> None:
        """Wait until the work is done or the time is over."""
        wait, began, computed = self._seconds, time.monotonic(), time.process_time()
        while not self._end.wait(wait):
            left = min(
                self._seconds - (time.process_time() - computed),
                self._seconds * STARVED - (time.monotonic() - began),
            )
            if left > 0:
                wait = left + _TICK
                continue
            with self._lock:
                if not self._ended:
                    _raise_in(self._watched, OutOfTime)
            wait = _AGAIN

    def end(self) -> None:
        """Stop: nothing is raised any more, even if the time runs out during this call."""
        self._ended = True
        while True:
            try:
                with self._lock:
                    _raise_in(self._watched, None)
                self._end.set()
                return
            except OutOfTime:
                continue


def _raise_in(thread: int, problem: type[BaseException] | None) -> None:
    """Raise an exception in a thread as soon as it runs Python code again; None takes back what is not raised yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(problem) if problem else None)
