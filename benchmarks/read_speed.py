"""Speed and memory of `read`, compared with bare spaCy; writes its part of docs/performance.md.

    python -m benchmarks.read_speed [REPORTS.jsonl] [--documents 100] [--rounds 5] [--print]

Both read the same texts in the same process, document by document in turn, so that other load on the machine
affects both alike; the result is their ratio. Without a file the shipped samples are read, repeated until there are
enough. With another file, or with --print, nothing is written.
"""

from __future__ import annotations

import argparse
import platform
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import benchmarks.one_thread  # noqa: F401  before anything that loads numpy

# isort: split


from benchmarks.page import READING, write
from benchmarks.stages import SAMPLES, reports_of, share_of_stages
from reportedly import __version__, encoder, language, reading
from reportedly.model import Report

GOAL_OF_THREE = 15
"""Percent of bare spaCy's time that finding times, places and quantities may take."""
GOAL = 0.40


def rounds_of(reports: list[Report], rounds: int) -> list[tuple[float, float]]:
    """Seconds of bare spaCy and of `read` in each round; they take turns to go first."""
    nlp = language.pipeline(language.pipeline_name())
    found = []
    for number in range(rounds):
        bare = whole = 0.0
        for place, report in enumerate(reports):
            for turn in ((0, 1), (1, 0))[(number + place) % 2]:
                start = time.perf_counter()
                if turn:
                    reading.read(report)
                    whole += time.perf_counter() - start
                else:
                    nlp(report.text)
                    bare += time.perf_counter() - start
        found.append((bare, whole))
    return found


def peak_memory(what: str, where: Path, documents: int) -> int:
    """Peak memory (MB) of a process of its own that reads the reports, or only parses them."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.read_speed",
        str(where),
        "--documents",
        str(documents),
        "--memory",
        what,
    ]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def measure_memory(what: str, reports: list[Report]) -> int:
    """Peak memory (MB) of this process after all reports."""
    nlp = language.pipeline(language.pipeline_name())
    for report in reports:
        if what == "read":
            reading.read(report)
        else:
            nlp(report.text)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)


def page(reports: list[Report], measured: list[tuple[float, float]], memory: tuple[int, int]) -> str:
    """The figures in Markdown."""
    ratios = sorted(bare / whole for bare, whole in measured)
    bare, whole = median(b for b, _ in measured), median(w for _, w in measured)
    spent = share_of_stages(reports)
    parsed = spent.pop("parse")
    three = sum(spent[name] for name in ("find_times", "find_places", "find_quantities"))
    stages = "\n".join(
        f"| `{name}` | {100 * seconds / parsed:.1f} % |"
        for name, seconds in sorted(spent.items(), key=lambda x: -x[1])
        if seconds / parsed >= 0.0005
    )
    words = sum(len(r.text.split()) for r in reports) / len(reports)
    facts = {
        "documents a second, `read` over bare spaCy": f"**{median(ratios):.2f}** ({ratios[0]:.2f} to {ratios[-1]:.2f} "
        f"over {len(ratios)} rounds; goal: {GOAL} or more)",
        "documents a second on the machine of this run": f"{len(reports) / whole:.1f} with `read`, "
        f"{len(reports) / bare:.1f} with bare spaCy",
        "peak memory of a process": f"{memory[1]} MB with `read`, {memory[0]} MB with bare spaCy",
        "documents": f"{len(reports)}, of {words:.0f} words on average (the shipped samples, repeated)",
        "versions": f"reportedly {__version__}, {language.run_name()}, spaCy {version('spacy')}, "
        f"Python {platform.python_version()}",
    }
    table = "\n".join(f"| {what} | {figure} |" for what, figure in facts.items())
    threads = {1: "one"}.get(encoder.threads(), "two")
    return f"""{READING}

Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}; do not edit.

Reading a report takes one pass of the spaCy pipeline, one of the tagger, and the rules over both. It is
compared with bare spaCy: the same pipeline over the same texts in the same run, document by document in
turn, in one process. spaCy and the rules run in one thread, the tagger in {threads} (`REPORTEDLY_THREADS`).

| | |
|---|---|
{table}

The ratio is similar on all machines of a kind; documents a second are not. On x86 processors without VNNI
(AVX2 only) it is lower, since exact sums of byte products take longer: 0.36 there, 0.44 with VNNI. With
`--workers N` each worker is a process with that memory, and is as fast as one alone while there are free cores.

### Where the time goes

Time of each stage as a share of what bare spaCy takes for the same texts.

| stage | share |
|---|---|
{stages}
| times, places and quantities together (goal: {GOAL_OF_THREE} % or less) | {100 * three / parsed:.1f} % |
| all but the parse | {100 * sum(spent.values()) / parsed:.1f} % |
"""


def main() -> None:
    """Measure, print and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("where", type=Path, nargs="?", default=SAMPLES)
    options.add_argument("--documents", type=int, default=100)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--print", action="store_true")
    options.add_argument("--memory", choices=("read", "parse"), help=argparse.SUPPRESS)
    given = options.parse_args()
    found = reports_of(given.where)
    if not found:
        raise SystemExit(f"{given.where}: no reports")
    reports = list(islice(cycle(found), given.documents))
    if given.memory:
        print(measure_memory(given.memory, reports))
        return
    rounds_of(reports[:10], 1)
    measured = rounds_of(reports, given.rounds)
    memory = (
        peak_memory("parse", given.where, given.documents),
        peak_memory("read", given.where, given.documents),
    )
    text = page(reports, measured, memory)
    if given.where == SAMPLES and not given.print:
        write(READING, text)
    print(text)
    ratio = median(bare / whole for bare, whole in measured)
    if ratio < GOAL:
        raise SystemExit(f"read is at {ratio:.2f} of bare spaCy, below the goal of {GOAL}")


if __name__ == "__main__":
    main()
