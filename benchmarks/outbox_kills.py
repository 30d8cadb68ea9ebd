"""Kill rounds of alerts at random moments and in every phase of the outbox; nothing may be lost or change its place.

    python -m benchmarks.outbox_kills --kills 1000

A ledger of made-up reports is copied, and its alert delivered to a web server and to a file by processes that get
SIGKILL, one after another, until one comes to its end: then a new copy is taken. After each end the receivers must
have got every match that a ledger whose rounds were not killed finds, in its order; a kill may repeat the last one.
"""

from __future__ import annotations

import argparse
import base64
import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from unittest.mock import patch

from reportedly.alerts import AlertQuery, Receiver, ReceiverKind
from reportedly.delivery import webhook
from reportedly.ledger import Ledger
from reportedly.model import Report
from tests.delivery.receiving import Hook, web
from tests.ledger import told

LONGEST = 60.0
"""Seconds that a round may take."""
NOW = datetime(2031, 3, 6, 12, tzinfo=UTC)
PART = 5
"""Reports that a round looks through at a time, so that the cursor moves often."""
MOST_HITS = 8
"""Matches that a process may deliver before it kills itself."""
ENVIRON = {
    webhook.SECRET: webhook.PREFIX + base64.b64encode(bytes(32)).decode(),
    "REPORTEDLY_PRIVATE_ADDRESSES": "1",
}


class Phase(StrEnum):
    """Where a process kills itself; `RANDOM`: it is killed from outside at any moment."""

    RANDOM = "at a random moment"
    FOUND = "matches found, not in the outbox"
    ADDED = "in the outbox, not committed"
    SENDING = "before a match is sent"
    SENT = "sent, not noted"
    NOTED = "noted, not committed"


_WRAPPED = {
    Phase.FOUND: ("reportedly.ledger.queries.alert_matches.next_part", False),
    Phase.ADDED: ("reportedly.store.alerts.advance", False),
    Phase.SENDING: ("reportedly.ledger.deliveries.hand_over", True),
    Phase.SENT: ("reportedly.ledger.deliveries.hand_over", False),
    Phase.NOTED: ("reportedly.store.alerts.mark_sent", False),
}
"""The function of each phase, and whether the kill comes before it."""


@dataclass(slots=True)
class Tally:
    """What has come of the kills so far."""

    kills: Counter[Phase] = field(default_factory=Counter)
    copies: int = 0
    delivered: int = 0
    """Matches times receivers, each once."""
    repeated: int = 0
    lost: int = 0
    misplaced: int = 0


def reports(number: int) -> Iterator[Report]:
    """Reports of two statements each, made up."""
    for n in range(number):
        text = f"Norway said the harvest of valley {n} had doubled.\nKenya denied that bridge {n} was closed."
        yield told.report(f"r{n:04}", n // 20, text)


def made(address: str, number: int, hook: str, file: Path) -> list[str]:
    """A ledger with an alert that has not looked at its reports; the ids of what it will find, in order."""
    receivers = [
        Receiver(number=1, kind=ReceiverKind.WEBHOOK, target=hook),
        Receiver(number=2, kind=ReceiverKind.FILE, target=str(file)),
    ]
    with Ledger(address) as ledger:
        ledger.alerts.save("all", AlertQuery(), by="ann", receivers=receivers, now=NOW)
        with patch("reportedly.ledger.ledger.batch.read_all", lambda given, **_: map(told.read, given)):
            list(ledger.add(reports(number)))
    whole = f"{address}.whole"
    shutil.copy(address, whole)
    with Ledger(whole) as ledger:
        found = ledger.alerts.collect(now=NOW).found
        return [match.item.id for match in reversed(ledger.alerts.matches("all", limit=found))]


def one_round(address: str, phase: Phase, hit: int) -> None:
    """A round of alerts, which kills its process when a phase comes for the so manieth time."""
    with patch("reportedly.ledger.queries.alert_matches.REPORTS", PART):
        if phase is Phase.RANDOM:
            _deliver(address)
            return
        name, before = _WRAPPED[phase]
        module, _, function = name.rpartition(".")
        inner: Callable[..., object] = getattr(__import__(module, fromlist=[function]), function)
        left = [hit]

        def wrapped(*given: object, **named: object) -> object:
            found = None if before else inner(*given, **named)
            if before or found is not None or phase is not Phase.FOUND:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return inner(*given, **named) if before else found

        with patch(name, wrapped):
            _deliver(address)


def _deliver(address: str) -> None:
    with Ledger(address, make=False) as ledger:
        done = ledger.alerts.deliver(now=NOW)
    assert not done.problems, done.problems
    assert not done.busy, "the lock of a killed process is held"


def kill_many(kills: int, number: int, folder: Path, seed: int) -> Tally:
    """Kill so many rounds; AssertionError if a round fails without being killed."""
    chosen, tally = random.Random(seed), Tally()
    with patch.dict(os.environ, ENVIRON), web() as hook:
        first, file = folder / "first.db", folder / "all.jsonl"
        expected = made(str(first), number, hook.address, file)
        started = time.monotonic()
        _run(_copied(first, folder), Phase.RANDOM, 1, None)
        seconds = time.monotonic() - started
        while tally.kills.total() < kills:
            file.unlink(missing_ok=True)
            hook.got.clear()
            before = tally.kills.total()
            _until_done(_copied(first, folder), chosen, seconds, tally)
            tally.copies += 1
            print(f"{tally.kills.total():,} kills over {tally.copies} ledgers", end="\r", file=sys.stderr, flush=True)
            for got in (_hook_ids(hook), [json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()]):
                _compare(got, expected, tally.kills.total() - before, tally)
    return tally


def _until_done(address: str, chosen: random.Random, seconds: float, tally: Tally) -> None:
    """Kill rounds until one comes to its end."""
    while True:
        phase = chosen.choice(list(Phase))
        patience = chosen.uniform(0, seconds) if phase is Phase.RANDOM else None
        often = 2 if phase in (Phase.FOUND, Phase.ADDED) else MOST_HITS
        if not _run(address, phase, chosen.randint(1, often), patience):
            return
        tally.kills[phase] += 1


def _run(address: str, phase: Phase, hit: int, patience: float | None) -> bool:
    """True if a round was killed; `patience` are the seconds until it is killed from outside."""
    # A fork has all that a round needs already; the thread of the web server, which it has not, is idle meanwhile.
    process = multiprocessing.get_context("fork").Process(target=one_round, args=(address, phase, hit))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    process.join(LONGEST if patience is None else patience)
    if process.is_alive():
        process.kill()
        process.join()
    assert process.exitcode in (0, -signal.SIGKILL), f"a round failed ({process.exitcode})"
    return process.exitcode != 0


def _copied(first: Path, folder: Path) -> str:
    """A new copy of the ledger."""
    copy = folder / "copy.db"
    for old in folder.glob("copy.db*"):
        old.unlink()
    shutil.copy(first, copy)
    return str(copy)


def _hook_ids(hook: Hook) -> list[str]:
    return [json.loads(body)["data"]["id"] for _, body in hook.got]


def _compare(got: Sequence[str], expected: Sequence[str], kills: int, tally: Tally) -> None:
    """Count what is lost, misplaced, or repeated: only the last one may be, and once for each kill."""
    once = [key for at, key in enumerate(got) if at == 0 or got[at - 1] != key]
    repeated = len(got) - len(once)
    tally.delivered += len(expected)
    tally.repeated += repeated
    tally.lost += len(set(expected) - set(got))
    tally.misplaced += int(once != list(expected)) + max(0, repeated - kills)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--reports", type=int, default=15)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where the ledgers are; in memory (/dev/shm) it is faster")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        began = time.monotonic()
        result = kill_many(options.kills, options.reports, Path(place), options.seed)
    for phase, number in result.kills.most_common():
        print(f"{number:>5} killed {phase}")
    print(
        f"{result.kills.total():,} kills over {result.copies} ledgers: {result.delivered:,} deliveries due, "
        f"{result.lost} lost, {result.misplaced} out of order, {result.repeated} repeated "
        f"({time.monotonic() - began:.0f} s)"
    )
