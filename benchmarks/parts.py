"""Where the processor time of reading and of adding goes: the parse, each model, the rules, linking and the database.

python -m benchmarks.parts REPORTS writes the part "Parts of reading and adding" of docs/performance.md. Each part is
timed without those that it calls.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import benchmarks.one_thread  # noqa: F401  before anything that loads numpy

# isort: split

from sqlalchemy.engine.default import DefaultDialect

from benchmarks import page
from benchmarks.stages import reports_of
from reportedly import batch, encoder, language
from reportedly.ledger import Ledger, ingest
from reportedly.ledger.linker import claim_days, embeddings, linker
from reportedly.ledger.linker.claim_linker import ClaimLinker
from reportedly.linking.pair_model import PairModel
from reportedly.reading import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reportedly import Report

PARTS: Sequence[tuple[str, Any, Sequence[str]]] = (
    ("parse by spaCy", language, ["parse"]),
    ("tagger", encoder, ["tag_window"]),
    ("heads of the tagger", encoder, ["acts", "between", "statement"]),
    ("standing of wordings", encoder, ["standing"]),
    ("words and features for the tagger", pipeline, ["word_features", "tag", "find_candidates"]),
    ("propositions", pipeline, ["find_propositions"]),
    ("events", pipeline, ["find_events", "find_triggers"]),
    ("other rules", batch, ["read_one"]),
    ("embedder", encoder, ["embed"]),
    ("matcher", encoder, ["match_vectors"]),
    ("texts and seals of vectors", embeddings, ["combined", "matched"]),
    ("trees for pairs and their features", PairModel, ["judge"]),
    ("candidates and links of claims", ClaimLinker, ["link"]),
    ("states of claims", claim_days, ["update_days"]),
    ("other linking", linker.Linker, ["link_next"]),
    ("keeping reports and readings", ingest, ["add"]),
    ("database", DefaultDialect, ["do_execute", "do_executemany", "do_commit"]),
)


class Clock:
    """Processor time by part, each without those that it calls."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, with its time counted."""

        def run(*args: Any, **named: Any) -> Any:
            start = time.thread_time()
            self._inner.append(0.0)
            try:
                return call(*args, **named)
            finally:
                whole = time.thread_time() - start
                self.spent[name] += whole - self._inner.pop()
                if self._inner:
                    self._inner[-1] += whole

        return run


def measured(work: Callable[[], object]) -> Mapping[str, float]:
    """The processor time of each part of some work."""
    clock = Clock()
    with ExitStack() as patches:
        for name, owner, calls in PARTS:
            for call in calls:
                patches.enter_context(patch.object(owner, call, clock.timed(name, getattr(owner, call))))
        start = time.thread_time()
        work()
        clock.spent["the rest"] = time.thread_time() - start - sum(clock.spent.values())
    return clock.spent


def read(reports: Sequence[Report]) -> None:
    """Read them."""
    for _ in batch.read_all(reports):
        pass


def add(reports: Sequence[Report]) -> None:
    """Add them to a new ledger."""
    with tempfile.TemporaryDirectory() as folder, Ledger(str(Path(folder, "ledger.db"))) as ledger:
        for _ in ledger.add(reports):
            pass


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    reports = reports_of(parser.parse_args().reports)
    read(reports[:1])  # loads the models
    encoder.embed(["A ferry sank."])
    encoder.match_vectors(["A ferry sank."])
    columns = [measured(lambda: read(reports)), measured(lambda: add(reports))]
    page.write(page.PARTS, _text(columns, len(reports)))


def _text(columns: Sequence[Mapping[str, float]], reports: int) -> str:
    whole = sum(columns[0].values())
    shares = [{name: 100 * spent / whole for name, spent in column.items()} for column in columns]
    rows = [
        f"| {name} | " + " | ".join(f"{own[name]:.1f} %" if name in own else "" for own in shares) + " |"
        for name in sorted(shares[1], key=lambda name: -shares[1][name])
    ]
    total = " | ".join(f"{sum(own.values()):.0f} %" for own in shares)
    return f"""{page.PARTS}

Written by `python -m benchmarks.parts` on {datetime.now(UTC).date()}; do not edit.

Processor time of each part, without those that it calls, as a share of that of reading; {reports} reports of one event,
one thread, models loaded before. `add` does what `read` does as well; its vectors are computed one by one.

| part | `read` | `add` |
|---|---:|---:|
{chr(10).join(rows)}
| all | {total} |
"""


if __name__ == "__main__":
    main()
