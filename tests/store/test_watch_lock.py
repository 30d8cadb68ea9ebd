"""The lock by which one process at a time follows a ledger."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reportedly.store import watch_lock
from reportedly.store.database import open_database, writing

if TYPE_CHECKING:
    from tests.databases import NewAddress

NOW = datetime(2031, 3, 1, 9, tzinfo=UTC)


def test_one_process_has_the_lock_until_it_lets_go_or_is_gone(new_address: NewAddress) -> None:
    engine = open_database(new_address())
    with writing(engine) as connection:
        first, ours = watch_lock.acquire(connection, NOW)
        assert ours
        assert watch_lock.acquire(connection, NOW + timedelta(minutes=4)) == (first, False)
        assert watch_lock.sign(connection, first, NOW + timedelta(minutes=4))
        assert not watch_lock.acquire(connection, NOW + timedelta(minutes=8))[1]
        second, ours = watch_lock.acquire(connection, NOW + timedelta(minutes=10))
        assert ours, "no sign of life for long"
        assert not watch_lock.sign(connection, first, NOW + timedelta(minutes=11))
        watch_lock.release(connection, first)
        assert watch_lock.holder(connection) == second
        watch_lock.release(connection, second)
        assert watch_lock.holder(connection) is None
    engine.dispose()


def test_a_process_of_this_machine_that_has_ended_is_replaced_at_once(new_address: NewAddress) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    engine = open_database(new_address())
    with writing(engine) as connection:
        first, _ = watch_lock.acquire(connection, NOW)
        for process, gone in ((ended.pid, True), (1, False)):
            connection.exec_driver_sql(f"UPDATE watch_locks SET process = {process}")
            assert (watch_lock.living(connection, NOW) is None) == gone
        connection.exec_driver_sql("UPDATE watch_locks SET process = 1, host = 'elsewhere'")
        assert watch_lock.living(connection, NOW) == replace(first, process=1, host="elsewhere")
    engine.dispose()
