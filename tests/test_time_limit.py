"""Work that takes too long is ended, and nothing else is."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

import pytest

from reportedly.time_limit import OutOfTime, limited, seconds_for


def _endless() -> None:
    while True:
        with suppress(Exception):
            sum(range(100))


def _work(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def test_endless_work_is_ended() -> None:
    with pytest.raises(OutOfTime), limited(0.05):
        _endless()


def test_waiting_for_a_busy_machine_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    with limited(0.2):
        time.sleep(0.4)
    monkeypatch.setattr("reportedly.time_limit.STARVED", 1)

    def wait() -> None:
        for _ in range(100):
            time.sleep(0.05)

    with pytest.raises(OutOfTime), limited(0.2):
        wait()


def test_also_in_another_thread() -> None:
    ended = threading.Event()

    def work() -> None:
        with pytest.raises(OutOfTime), limited(0.05):
            _endless()
        ended.set()

    threading.Thread(target=work, daemon=True).start()
    assert ended.wait(20)


def test_work_that_swallows_the_first_word_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.time_limit._AGAIN", 0.05)

    def deaf() -> None:
        for _ in range(3):
            with suppress(OutOfTime):
                _endless()
        _endless()

    with pytest.raises(OutOfTime), limited(0.05):
        deaf()


def test_work_in_time_is_never_ended_later() -> None:
    for n in range(300):
        with suppress(OutOfTime), limited(0.00002 * n):
            pass
        _work(0.0005)
    _work(0.2)
    assert not [thread for thread in threading.enumerate() if thread.name == "time limit"]


def test_the_time_grows_with_the_text() -> None:
    assert seconds_for("a" * 200_000) - seconds_for("") == 10 * (seconds_for("a" * 20_000) - seconds_for(""))
