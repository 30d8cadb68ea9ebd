"""Speed of `read --engine ray` with two actors over one process, and whether the bytes are the same.

    python -m benchmarks.ray_reading [REPORTS.jsonl] [--documents 600] [--rounds 3] [--actors 2] [--print]

Both read the same reports into folders, in turn. Needs as many free cores as actors. Without a file the shipped
samples are read, repeated until there are enough. Writes its part of docs/performance.md, unless another file
or --print is given. Exit code 1 if the bytes differ or the ratio is below the goal.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import benchmarks.one_thread  # noqa: F401  before anything that loads numpy

# isort: split

from benchmarks.page import RAY, write
from benchmarks.stages import SAMPLES, reports_of
from reportedly import __version__
from reportedly.corpus.engine import LocalEngine
from reportedly.corpus.ray_engine import RayEngine
from reportedly.corpus.reader import CorpusReader
from reportedly.corpus.shards import IntakeOptions, shards_of
from reportedly.export.contract import report_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.corpus.engine import Engine
    from reportedly.model import Report

GOAL = 1.7
PARTITION = 50
SHARE = 3
"""A part of so many is read first: what the others take beyond it is without starting and loading."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How long the first reports, and all of them, took."""

    short: float
    """Seconds for a `SHARE`th of the reports, from the call to the last file."""
    whole: float
    """Seconds for all of them."""
    count: int
    files: dict[str, bytes]

    @property
    def rate(self) -> float:
        """Reports a second once all is started and loaded: what more reports take tells it."""
        return (self.count - self.count // SHARE) / (self.whole - self.short)

    @property
    def start(self) -> float:
        """Seconds for starting and loading."""
        return self.whole - self.count / self.rate


def measure(engine: Engine, count: int, folder: Path, name: str) -> Measured:
    """Read the first reports and all of them, each into a folder of its own."""
    seconds = []
    for part in ("short", "whole"):
        out = folder / f"{name}-{part}"
        reader = CorpusReader(out, shards_of([(str(folder / f"{part}.jsonl"), False)]), IntakeOptions(), PARTITION)
        start = time.perf_counter()
        for _ in reader.read(engine):
            pass
        seconds.append(time.perf_counter() - start)
    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    return Measured(seconds[0], seconds[1], count, files)


def write_reports(reports: Sequence[Report], count: int, path: Path) -> None:
    """The reports, repeated with ids of their own, as JSON Lines."""
    many = enumerate(islice(cycle(reports), count))
    path.write_text("".join(json.dumps(report_json(r) | {"id": f"r{n}"}) + "\n" for n, r in many), "utf-8")


def page(rounds: Sequence[tuple[Measured, Measured]], count: int, actors: int) -> str:
    """The figures in Markdown."""
    ratios = sorted(ray.rate / one.rate for one, ray in rounds)
    wholes = [one.whole / ray.whole for one, ray in rounds]
    start = median(ray.start for _, ray in rounds)
    size = sum(len(data) for name, data in rounds[0][0].files.items() if name.startswith("readings"))
    return f"""{RAY}

Written by `make bench-ray` on {datetime.now(UTC):%Y-%m-%d} with reportedly {__version__}; do not edit.

`read --engine ray` with {actors} actors over `read --engine local` with one process, on the same reports in turn.

| | |
|---|---|
| reports a second, {actors} actors over one process | **{median(ratios):.2f}** ({ratios[0]:.2f} to {ratios[-1]:.2f} \
over {len(ratios)} rounds; goal for two: {GOAL} or more) |
| the same with the start of Ray and the loading of models | {median(wholes):.2f} for {count} reports |
| start of Ray and loading | {start:.0f} s |
| bytes | the same in every file |
| reports a second on the machine of this run | {median(o.rate for o, _ in rounds):.1f} with one process, \
{median(r.rate for _, r in rounds):.1f} with {actors} actors |
| partitions, by report | {size / count / 1000:.1f} KB |
"""


def main() -> None:
    """Measure, print and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("where", type=Path, nargs="?", default=SAMPLES)
    options.add_argument("--documents", type=int, default=600)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--actors", type=int, default=2)
    options.add_argument("--print", action="store_true")
    given = options.parse_args()
    rounds = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = reports_of(given.where)
        write_reports(reports, given.documents, folder / "whole.jsonl")
        write_reports(reports, given.documents // SHARE, folder / "short.jsonl")
        for number in range(given.rounds):
            one = measure(LocalEngine(1), given.documents, folder, f"one{number}")
            ray = measure(RayEngine(given.actors), given.documents, folder, f"ray{number}")
            if one.files != ray.files:
                raise SystemExit("Ray has written other bytes than one process")
            rounds.append((one, ray))
    text = page(rounds, given.documents, given.actors)
    if given.where == SAMPLES and not given.print:
        write(RAY, text)
    print(text)
    ratio = median(ray.rate / one.rate for one, ray in rounds)
    if given.actors == 2 and ratio < GOAL:
        raise SystemExit(f"two actors read at {ratio:.2f} of one process, below the goal of {GOAL}")


if __name__ == "__main__":
    main()
