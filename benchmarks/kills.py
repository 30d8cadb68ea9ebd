"""Kill `add`, `import`, `judge`, `link` at random moments; the ledger must be whole, and the same command complete it.

    python -m benchmarks.kills --kills 100           # each command 100 times on SQLite and on PostgreSQL
    python -m benchmarks.kills --first 3 --characters 220    # with the beginnings of three reports: 1 s a kill

Each time a process gets SIGKILL at a random moment: `add` and `import` after the first row of a new ledger, `judge`
and `link --rebuild` at any moment of their work on a ledger that is full. Then `verify` must find nothing, the same
command is run again, and the answers of the ledger must be those of one whose process was not killed. The processes
are forks of one that has loaded the models, so that a kill takes seconds.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import sqlalchemy as sa
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.encoder import THREADS
from reportedly.store import schema
from tests import databases

LONGEST = 120
"""Seconds that a process may take to its first row, or to its end."""
QUESTIONS = ("claims", "changes", "origins", "forecasts", "numbers", "timeline", "sources", "grades")


@dataclass(slots=True)
class Killing:
    """A command that fills a ledger, with the record and the seconds of a run that is not killed."""

    command: tuple[str, ...]
    """`add FILE`, `import FILE`, `judge wrong ID` or `link --rebuild`."""
    new_address: databases.NewAddress
    chosen: random.Random
    whole: list[str] = field(default_factory=list)
    seconds: float = 0.0
    filled: Path | None = None
    """An exported ledger that is imported before the command."""

    def __post_init__(self) -> None:
        address = self._prepared("whole")
        filling = self._start(address)
        started = self._started(address, filling)
        filling.join(LONGEST)
        assert filling.exitcode == 0, f"{self.command} fails without being killed"
        self.seconds = time.monotonic() - started
        self.whole = record(address)

    def kill_one(self, name: str) -> str:
        """Kill one process; returns how far it was. AssertionError if the ledger is not whole in the end."""
        address = self._prepared(name)
        filling = self._start(address)
        self._started(address, filling)
        time.sleep(self.chosen.uniform(0, self.seconds))
        filling.kill()
        filling.join(LONGEST)
        killed = filling.exitcode == -signal.SIGKILL
        kept, linked = (databases.rows(address, f"SELECT count(*) FROM {t}")[0][0] for t in ("reports", "linked"))
        run(address, "verify")
        run(address, *self.command)
        run(address, "verify")
        assert record(address) == self.whole, f"{address}: another record than without the kill"
        return f"{'killed' if killed else 'done'} at {kept} reports read, {linked} linked"

    def _prepared(self, name: str) -> str:
        address = self.new_address(f"{self.command[0]}-{name}")
        if self.filled is not None:
            run(address, "import", str(self.filled))
        return address

    def _started(self, address: str, filling: ForkServerProcess) -> float:
        return time.monotonic() if self.filled is not None else _first_row(address, filling)

    def _start(self, address: str) -> ForkServerProcess:
        process = _forks().Process(target=_run_silently, args=(address, self.command))
        process.start()
        return process


@cache
def _forks() -> ForkServerContext:
    """Starts processes as forks of one that has loaded the models, and that has one thread, as a fork must."""
    os.environ |= {"OMP_NUM_THREADS": "1", THREADS: "1"}
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.warm"])
    return context


def _run_silently(address: str, command: tuple[str, ...]) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    main(["--ledger", address, *command])


def record(address: str) -> list[str]:
    """The answers of the ledger at an address."""
    return [run(address, question, "--json") for question in QUESTIONS]


def run(address: str, *words: str) -> str:
    """The output of a command; AssertionError if it fails."""
    done = CliRunner().invoke(main, ["--ledger", address, *words])
    assert done.exit_code == 0, f"{address}: {' '.join(words)}: {done.output}"
    return done.stdout


def _first_row(address: str, filling: ForkServerProcess) -> float:
    """The moment at which a process has stored its first report."""
    engine = sa.create_engine(databases.url(address))
    try:
        ends = time.monotonic() + LONGEST
        while time.monotonic() < ends and filling.is_alive():
            there = "://" in address or Path(address).exists()
            if there and sa.inspect(engine).has_table(schema.reports.name):
                with engine.connect() as connection:
                    if connection.scalar(sa.select(sa.func.count()).select_from(schema.reports)):
                        break
            time.sleep(0.01)
        return time.monotonic()
    finally:
        engine.dispose()


def exported(reports: Path, folder: Path) -> Path:
    """A file with the ledger of these reports, graded once."""
    address, file = str(folder / "exported.db"), folder / "exported.jsonl"
    run(address, "add", str(reports))
    name = json.loads(run(address, "sources", "--json").splitlines()[0])["name"]
    run(address, "grade", name, "B", "--why", "was right before", "--by", "ann")
    run(address, "export", str(file))
    return file


def shortened(reports: Path, first: int | None, characters: int | None, into: Path) -> Path:
    """A file with the sentences that end within so many characters, of the first reports in JSON Lines."""
    with into.open("w", encoding="utf-8") as file:
        for line in reports.read_text("utf-8").splitlines()[:first]:
            report = json.loads(line)
            beginning = report["text"][:characters]
            print(json.dumps(report | {"text": beginning[: beginning.rfind(".") + 1] or beginning}), file=file)
    return into


def _killings(reports: Path, dialect: str, server: str | None, folder: Path, seed: int) -> list[Killing]:
    """The four commands on a kind of database."""
    new_address = databases.new_addresses(dialect, folder, server)
    whole = exported(reports, folder)
    statement = json.loads(run(str(whole.with_suffix(".db")), "claims", "--json").splitlines()[0])["statements"][0]
    commands = (
        (("add", str(reports)), None),
        (("import", str(whole)), None),
        (("judge", "wrong", statement["id"], "--by", "ann"), whole),
        (("link", "--rebuild"), whole),
    )
    return [Killing(command, new_address, random.Random(seed), filled=filled) for command, filled in commands]


def _kill_many(killings: Mapping[str, Sequence[Killing]], kills: int) -> None:
    """Kill each command once, then each once more, and so on."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for number in range(kills):
        for dialect, of_dialect in killings.items():
            for killing in of_dialect:
                outcome, name = killing.kill_one(f"killed{number}"), f"{dialect} {killing.command[0]}"
                found[name][outcome.split()[0]] += 1
                print(f"{name} {number + 1}: {outcome}", flush=True)
    for name, counts in found.items():
        print(f"{name}: {dict(counts)}, every ledger whole and completed to the same record")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--reports", type=Path, default=Path(__file__).parents[1] / "samples" / "ps752.jsonl")
    parser.add_argument("--first", type=int, help="only so many reports")
    parser.add_argument("--characters", type=int, help="only the beginning of each report")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, databases.postgresql() as server:
        reports = shortened(options.reports, options.first, options.characters, Path(folder) / "reports.jsonl")
        killings = {}
        for dialect in ("sqlite", "postgresql"):
            (Path(folder) / dialect).mkdir()
            killings[dialect] = _killings(reports, dialect, server, Path(folder) / dialect, options.seed)
        _kill_many(killings, options.kills)
