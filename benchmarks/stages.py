"""Time of each stage of `read`, as a share of bare spaCy's time.

    python -m benchmarks.stages [REPORTS.jsonl] [--reports 20]

Without a file the shipped samples are read.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import benchmarks.one_thread  # noqa: F401  before anything that loads numpy

# isort: split

from reportedly import intake, language
from reportedly.model import Report
from reportedly.reading import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SAMPLES = Path(__file__).parent.parent / "samples"
STAGES = (
    "find_times",
    "gather_evidence",
    "find_attributions",
    "find_own_voice",
    "resolve_in_discourse",
    "find_speech_act",
    "speech_day",
    "find_forecast",
    "statement_id",
    "find_places",
    "find_quantities",
    "find_replies",
    "find_events",
    "find_propositions",
    "find_contradictions",
)


def reports_of(where: Path, at_most: int | None = None) -> list[Report]:
    """The reports of a file or folder; unreadable parts are left out."""
    found = [r for r in intake.open_all(where) if isinstance(r, Report)]
    return found[:at_most]


def share_of_stages(reports: Iterable[Report]) -> dict[str, float]:
    """Seconds by stage; "parse" is bare spaCy, "rest" is the time outside all stages."""
    spent: dict[str, float] = defaultdict(float)
    own = {name: getattr(pipeline, name) for name in STAGES}
    parse = language.parse

    def timed(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return stage(*args, **named)
            finally:
                spent[name] += time.perf_counter() - start

        return run

    try:
        language.parse = timed("parse", parse)
        for name, stage in own.items():
            setattr(pipeline, name, timed(name, stage))
        start = time.perf_counter()
        for report in reports:
            pipeline.read(report)
        spent["rest"] = time.perf_counter() - start - sum(spent.values())
    finally:
        language.parse = parse
        for name, stage in own.items():
            setattr(pipeline, name, stage)
    return dict(spent)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("where", type=Path, nargs="?", default=SAMPLES)
    options.add_argument("--reports", type=int, default=20)
    given = options.parse_args()
    reports = reports_of(given.where, given.reports)
    if not reports:
        raise SystemExit(f"{given.where}: no reports")
    pipeline.read(reports[0])
    spent = share_of_stages(reports)
    bare = spent.pop("parse")
    print(f"{len(reports)} reports, {sum(len(r.text) for r in reports):,} characters")
    print(f"{'parse (bare spaCy)':22}{1000 * bare / len(reports):9.2f} ms a report")
    for name, seconds in sorted(spent.items(), key=lambda x: -x[1]):
        print(f"{name:22}{1000 * seconds / len(reports):9.2f} ms a report {100 * seconds / bare:6.1f} % of bare spaCy")
    rules = sum(spent.values())
    print(f"{'all of it':22}{1000 * rules / len(reports):9.2f} ms a report {100 * rules / bare:6.1f} % of bare spaCy")
    print(f"ratio {bare / (bare + rules):.2f} of bare spaCy's reports a second")


if __name__ == "__main__":
    main()
