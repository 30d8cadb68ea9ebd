"""An engine without models: what it reads in a report is nothing, and "bad" ones cannot be read."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from reportedly.corpus.engine import OpenShard, ReadRow
from reportedly.corpus.shards import IntakeOptions
from reportedly.errors import IntakeError
from reportedly.export.reading_table import table_of
from reportedly.model import Reading, Report, Run

RUN = Run(software="reportedly test", pipeline="none", encoder=None, lexicon="0")


class StubEngine:
    """Reads without a model, and remembers what it has read."""

    def __init__(self, run: Run = RUN) -> None:
        self.run = run
        self.read: list[str] = []

    def __call__(self, shards: Sequence[OpenShard], options: IntakeOptions) -> Generator[ReadRow]:
        for own in shards:
            for position, report in own.unread(options):
                if isinstance(report, IntakeError):
                    reading = Reading(report=Report(text="", title=report.where), run=self.run, failure=str(report))
                else:
                    self.read.append(report.text)
                    failure = "is bad" if "bad" in report.text else None
                    reading = Reading(report=report, run=self.run, failure=failure)
                yield ReadRow(own.shard.number, position, table_of([reading]))
            yield ReadRow(own.shard.number, -1, None)


def files_below(folder: Path) -> dict[str, bytes]:
    """The bytes of every file by its name."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
