"""What adding reports costs beside reading them, and what it costs to check a ledger and to derive it again.

python -m benchmarks.upkeep [--rounds N] [NAME=FILE ...] writes the part "Adding and checking" of docs/performance.md,
with a column for the shipped samples and one for each file of reports.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks import page
from benchmarks.startup import ROOT, seconds

SOURCE = ROOT / "src"
SAMPLES = f"{ROOT / 'samples' / 'reports'} {ROOT / 'samples' / 'ps752.jsonl'}"
COMMANDS = {
    "`add`": "add {reports}",
    "`verify`": "verify",
    "`link --rebuild`": "link --rebuild",
    "`link --rebuild --embed`": "link --rebuild --embed",
}


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("given", nargs="*", metavar="NAME=FILE")
    given = parser.parse_args()
    inputs = {"the shipped samples": SAMPLES, **dict(one.split("=", 1) for one in given.given)}
    shares = {name: _shares(reports, given.rounds) for name, reports in inputs.items()}
    page.write(page.UPKEEP, _text(shares, given.rounds))


def _shares(reports: str, rounds: int) -> dict[str, float]:
    """The processor time of each command over that of reading the same reports."""
    spent: dict[str, list[float]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            ledger = Path(folder) / "l.db"
            spent.setdefault("read", []).append(
                seconds(SOURCE, ledger, f"read {reports} --json --published 2020-01-08")
            )
            for name, command in COMMANDS.items():
                words = command.format(reports=f"{reports} --published 2020-01-08")
                spent.setdefault(name, []).append(seconds(SOURCE, ledger, words))
    return {name: median(spent[name]) / median(spent["read"]) for name in COMMANDS}


def _text(shares: dict[str, dict[str, float]], rounds: int) -> str:
    rows = [f"| {name} | " + " | ".join(f"{own[name]:.2f}" for own in shares.values()) + " |" for name in COMMANDS]
    table = [f"| over `read` | {' | '.join(shares)} |", "|---|" + "---:|" * len(shares), *rows]
    text = f"""{page.UPKEEP}

Written by `python -m benchmarks.upkeep` on {datetime.now(UTC).date()}; do not edit.

Processor time of a command over that of `read` on the same reports, start and loading of models included, one thread;
the median of all rounds ({rounds}). What `add` costs beyond reading is mostly vectors: of the content of each statement
(unless it is nearly its whole sentence), of each sentence once, and of what the matcher reads, one after the other, as
in batches they would depend on each other. They are kept with seals, and read back by `verify` (which computes those of
six statements again, others each time), `link --rebuild`, late reports and judgements; `--embed` computes all again.

"""
    return text + "\n".join(table) + "\n"


if __name__ == "__main__":
    main()
