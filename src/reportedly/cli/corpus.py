"""`reportedly read -o FOLDER`: a corpus into partitions, by processes of this machine or by Ray."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli import INTERRUPTED
from reportedly.cli.progress import progress, stop_on_interrupt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reportedly.corpus.engine import Engine

ENGINES = ("local", "ray")


def read_corpus(
    inputs: Sequence[tuple[str, bool]],
    folder: Path,
    published: datetime | None,
    columns: dict[str, str] | None,
    partition_size: int | None,
    engine: Engine,
) -> None:
    """Read the inputs into the folder; exit code 1 if a report could not be read."""
    from reportedly.corpus.reader import PARTITION_SIZE, CorpusReader
    from reportedly.corpus.shards import IntakeOptions, shards_of

    options = IntakeOptions(published=published, columns=tuple((columns or {}).items()))
    with ExitStack() as stack:
        reader = CorpusReader(folder, shards_of(inputs), options, partition_size or PARTITION_SIZE)
        stop = stack.enter_context(stop_on_interrupt())
        bars = stack.enter_context(progress([where for where, _ in inputs], shown=True))
        found = reader.read(engine)
        failures = 0
        for failure in found:
            if failure is not None:
                failures += 1
                click.echo(f"reportedly: {' '.join(failure.split())}", err=True)
            bars.read(failures)
            if stop.requested:
                found.close()
                break
    total, failed = reader.manifest.total()
    click.echo(f"{folder}: {total:,} report{'' if total == 1 else 's'}, {failed:,} failed", err=True)
    if stop.requested:
        click.echo("reportedly: interrupted; the same command goes on after the last whole partition", err=True)
        raise click.exceptions.Exit(INTERRUPTED)
    if failed:
        raise click.exceptions.Exit(1)


def check(output: str | None, engine: str | None, address: str | None, *, alone: bool) -> None:
    """Raise a UsageError if options do not go together; `alone` is False with other outputs than the folder."""
    if output is None or Path(output).is_file():
        raise click.UsageError("--engine, --address and --partition go with --output FOLDER")
    if not alone:
        raise click.UsageError("a FOLDER takes partitions alone: leave out --json, --html and --fetch")
    if address and engine != "ray":
        raise click.UsageError("--address goes with --engine ray")


def engine_of(name: str | None, workers: int, address: str | None) -> Engine:
    """The engine of that name, or the usual one."""
    if name == "ray":
        from reportedly.corpus.ray_engine import RayEngine

        return RayEngine(workers, address)
    from reportedly.corpus.engine import LocalEngine

    return LocalEngine(workers)
