"""The port of the engines that read a corpus, and the engine of one machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from reportedly import batch
from reportedly.corpus.shards import open_shard
from reportedly.export.reading_table import table_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from reportedly.corpus.shards import IntakeOptions, Shard
    from reportedly.errors import IntakeError
    from reportedly.model import Report


@dataclass(frozen=True, slots=True)
class OpenShard:
    """A shard with partitions that are not written yet."""

    shard: Shard
    written: frozenset[int]
    """Partitions that are."""
    partition_size: int

    def unread(self, options: IntakeOptions) -> Iterator[tuple[int, Report | IntakeError]]:
        """The reports of the partitions that are not written, with their places in the shard."""
        for position, report in enumerate(open_shard(self.shard, options)):
            if position // self.partition_size not in self.written:
                yield position, report


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A report that was read, or the end of a shard."""

    shard: int
    position: int
    """The place of the report in its shard."""
    row: Any
    """Its reading, as a pyarrow Table of one row; None at the end."""


class Engine(Protocol):
    """Reads shards: their rows in order, and one at the end of each shard."""

    def __call__(self, shards: Sequence[OpenShard], options: IntakeOptions) -> Generator[ReadRow]:
        """Read them; ModelMissing if reading cannot start at all."""


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Reads with processes of this machine, each with one thread."""

    workers: int = 1

    def __call__(self, shards: Sequence[OpenShard], options: IntakeOptions) -> Generator[ReadRow]:
        """Read shard by shard; a process that dies costs the report that it was reading."""
        with batch.WorkerPool(self.workers, alone=False) as pool:
            for own in shards:
                places: list[int] = []
                number = own.shard.number
                for count, reading in enumerate(pool.read(_noted(own.unread(options), places))):
                    yield ReadRow(number, places[count], table_of([reading]))
                yield ReadRow(number, -1, None)


def _noted(found: Iterator[tuple[int, Report | IntakeError]], places: list[int]) -> Iterator[Report | IntakeError]:
    """The reports; their places are added to a list."""
    for place, report in found:
        places.append(place)
        yield report
