"""How long a command takes on a small ledger, from its start to its end: processor time, of which most is loading.

python -m benchmarks.startup [--ledger FILE] [--before FOLDER] writes the part "Start-up" of docs/performance.md.
Without a ledger it makes one of the sample story first. With `--before` the commands of an earlier source folder are
measured in turn with these, and the page shows both.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks import page

ROOT = Path(__file__).parents[1]
STORY = ROOT / "samples" / "ps752.jsonl"
ROUNDS = 5
COMMANDS = (
    "--version",
    "--help",
    "claims",
    "disputes",
    "changes",
    "search missile",
    "sources",
    "numbers",
    "origins",
    "forecasts",
    "timeline",
    "events",
    "feed",
)


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path, help="a small ledger; without it one is made")
    parser.add_argument("--before", type=Path, help="the source folder (src) of an earlier state, to compare with")
    given = parser.parse_args()
    folders = [given.before, ROOT / "src"] if given.before else [ROOT / "src"]
    with tempfile.TemporaryDirectory() as folder:
        ledger = given.ledger or Path(folder) / "story.db"
        if not given.ledger:
            seconds(ROOT / "src", ledger, f"add {STORY}")
        rows = [_row(command, [_median(source, ledger, command) for source in folders]) for command in COMMANDS]
    page.write(page.STARTUP, _text(rows, compared=len(folders) > 1))


def seconds(source: Path, ledger: Path, command: str) -> float:
    """The processor time of one command, in the program and in the system, with that of starting Python."""
    words = [sys.executable, "-m", "reportedly", "--ledger", str(ledger), *command.split()]
    env = {**os.environ, "PYTHONPATH": str(source), "OMP_NUM_THREADS": "1"}
    started = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit(f"reportedly {command}: exit code {started.returncode}")
    return used.ru_utime + used.ru_stime


def _median(source: Path, ledger: Path, command: str) -> float:
    seconds(source, ledger, command)  # compiles what has changed
    return median(seconds(source, ledger, command) for _ in range(ROUNDS))


def _row(command: str, medians: list[float]) -> str:
    ratio = [f"{medians[-1] / medians[0]:.2f}"] if len(medians) > 1 else []
    return "| " + " | ".join([f"`{command}`", *(f"{m:.2f} s" for m in medians), *ratio]) + " |"


def _text(rows: list[str], *, compared: bool) -> str:
    columns = ["command", "before", "now", "now over before"] if compared else ["command", "time"]
    table = [f"| {' | '.join(columns)} |", "|---|" + "---:|" * (len(columns) - 1), *rows]
    text = f"""{page.STARTUP}

Written by `python -m benchmarks.startup` on {datetime.now(UTC).date()}; do not edit.

Processor time of a command on the ledger of the sample story (12 reports), with the start of Python; the median of
{ROUNDS}. Most of it is loading: commands that only read a ledger load no spaCy, no model, no lexicon of reading and no
part of the desk, and NumPy only where vectors are compared. SQLAlchemy is a good half of what is left.

"""
    return text + "\n".join(table) + "\n"


if __name__ == "__main__":
    main()
