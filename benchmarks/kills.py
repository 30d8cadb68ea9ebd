"""Kill `reportedly add` at random moments: what it leaves is whole, and the same command completes it.

    python -m benchmarks.kills --kills 50            # SQLite, then PostgreSQL, half each

Every time a fresh ledger: a process of its own adds reports and is ended by SIGKILL between its first
row and the time that the whole takes; then `verify` has to find nothing, the same command is given
again, and claims, changes, origins and forecasts have to be those of a ledger that nobody disturbed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.store import schema
from tests import databases

LONGEST = 120
"""Seconds that a process may take to its first row, or to its end."""


@dataclass(slots=True)
class Killing:
    """Reports to add, the record that they make undisturbed, and how long that takes from the first row on."""

    reports: Path
    new_address: databases.NewAddress
    chosen: random.Random
    whole: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        address = self.new_address("whole")
        adding = self._add(address)
        started = _first_row(address, adding)
        assert adding.wait(LONGEST) == 0, "an undisturbed `add` fails"
        self.seconds = time.monotonic() - started
        self.whole = record(address)

    def kill_one(self, name: str) -> str:
        """What there was when the process was killed; AssertionError where it does not come out whole."""
        address = self.new_address(name)
        adding = self._add(address)
        _first_row(address, adding)
        time.sleep(self.chosen.uniform(0, self.seconds))
        adding.send_signal(signal.SIGKILL)
        killed = adding.wait(LONGEST) == -signal.SIGKILL
        kept, linked = (databases.rows(address, f"SELECT count(*) FROM {t}")[0][0] for t in ("reports", "linked"))
        run(address, "verify")
        run(address, "add", str(self.reports))
        run(address, "verify")
        assert record(address) == self.whole, f"{address}: another record than that of an undisturbed `add`"
        return f"{'killed' if killed else 'done'} at {kept} reports read, {linked} linked"

    def _add(self, address: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "reportedly", "--ledger", address, "add", str(self.reports)]
        return subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})


def record(address: str) -> list[str]:
    """What the ledger at an address tells."""
    return [run(address, asked, "--json") for asked in ("claims", "changes", "origins", "forecasts")]


def run(address: str, *words: str) -> str:
    """What a command writes; AssertionError where it fails."""
    done = CliRunner().invoke(main, ["--ledger", address, *words])
    assert done.exit_code == 0, f"{address}: {' '.join(words)}: {done.output}"
    return done.stdout


def _first_row(address: str, adding: subprocess.Popen[bytes]) -> float:
    """The moment at which a process has kept its first report."""
    engine = sa.create_engine(databases.url(address))
    try:
        ends = time.monotonic() + LONGEST
        while time.monotonic() < ends and adding.poll() is None:
            there = "://" in address or Path(address).exists()
            if there and sa.inspect(engine).has_table(schema.reports.name):
                with engine.connect() as connection:
                    if connection.scalar(sa.select(sa.func.count()).select_from(schema.reports)):
                        break
            time.sleep(0.01)
        return time.monotonic()
    finally:
        engine.dispose()


def _kill_many(reports: Path, dialect: str, server: str | None, kills: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        new_address = databases.new_addresses(dialect, Path(folder), server)
        killing = Killing(reports, new_address, random.Random(seed))
        found: Counter[str] = Counter()
        for number in range(kills):
            told = killing.kill_one(f"killed{number}")
            found[told.split()[0]] += 1
            print(f"{dialect} {number + 1}: {told}", flush=True)
        print(f"{dialect}: {kills} runs ({dict(found)}), every ledger whole and completed to the same record")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--reports", type=Path, default=Path(__file__).parents[1] / "samples" / "ps752.jsonl")
    asked = parser.parse_args()
    _kill_many(asked.reports, "sqlite", None, asked.kills - asked.kills // 2, asked.seed)
    with databases.postgresql() as server:
        _kill_many(asked.reports, "postgresql", server, asked.kills // 2, asked.seed)
