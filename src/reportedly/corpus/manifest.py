"""The manifest of a corpus: a file of JSON Lines that says what its inputs are and which partitions are written.

Its first lines are the settings and the shards; then come the Run, a line for each partition once its files are
complete, and a line for each shard that is read to its end. A last line that is cut off does not count.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, BinaryIO, Self

from reportedly.errors import ExportError
from reportedly.export.written import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reportedly.corpus.shards import IntakeOptions, Shard
    from reportedly.export.plain import Json

NAME = "manifest.jsonl"
FORMAT = 1


class Manifest:
    """The manifest in a folder, begun or continued."""

    def __init__(self, folder: Path, shards: Sequence[Shard], options: IntakeOptions, partition_size: int) -> None:
        """ExportError if the folder holds anything else, or was begun with other inputs or settings."""
        self.run: dict[str, str] | None = None
        """The Run of all that is written."""
        self._path = folder / NAME
        self._written: dict[int, dict[int, tuple[int, int]]] = {}
        """By shard and partition, the numbers of reports and failures."""
        self._ended: set[int] = set()
        beginning = _beginning(shards, options, partition_size)
        try:
            if not self._path.exists():
                if folder.exists() and any(folder.iterdir()):
                    raise ExportError(f"{folder}: holds other files; name a new folder")
                folder.mkdir(parents=True, exist_ok=True)
                write_file(self._path, _lines(beginning))
            self._file: BinaryIO = os.fdopen(os.open(self._path, os.O_RDWR), "r+b")
        except OSError as problem:
            raise ExportError(f"{folder}: cannot be written ({problem.strerror})") from None
        try:
            self._claim(folder)
            self._read_back(beginning, folder)
        except ExportError:
            self._file.close()
            raise

    def total(self) -> tuple[int, int]:
        """The numbers of reports and of failures that are written."""
        counts = [count for own in self._written.values() for count in own.values()]
        return sum(reports for reports, _ in counts), sum(failures for _, failures in counts)

    def written(self, shard: int) -> frozenset[int]:
        """The partitions of a shard that are written."""
        return frozenset(self._written.get(shard, ()))

    def ended(self, shard: int) -> bool:
        """True if all partitions of a shard are written."""
        return shard in self._ended

    def add_run(self, run: dict[str, str]) -> None:
        """Note what all that is written is read by; ExportError if it is another Run than before."""
        if self.run is None:
            self.run = run
            self._append({"run": run})
        elif run != self.run:
            raise ExportError(
                f"{self._path}: was begun with {_stamp(self.run)}, and now {_stamp(run)} reads: have the same version, "
                "models and lexicon on every machine, or name a new folder"
            )

    def add_partition(self, shard: int, number: int, reports: int, failures: int) -> None:
        """Note that the files of a partition are complete."""
        self._append({"shard": shard, "partition": number, "reports": reports, "failures": failures})
        self._written.setdefault(shard, {})[number] = reports, failures

    def end_shard(self, shard: int) -> None:
        """Note that a shard has no more partitions."""
        self._append({"shard": shard, "partitions": len(self._written.get(shard, ()))})
        self._ended.add(shard)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _append(self, line: Json) -> None:
        try:
            self._file.write(_lines([line]))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as problem:
            raise ExportError(f"{self._path}: cannot be written ({problem.strerror})") from None

    def _claim(self, folder: Path) -> None:
        """Keep other processes out while this one writes, where the system can do that."""
        try:
            import fcntl
        except ImportError:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ExportError(f"{folder}: another process writes to it; wait until it has ended") from None

    def _read_back(self, beginning: Sequence[Json], folder: Path) -> None:
        """Take in what is written, and cut off an unfinished last line."""
        whole, given = 0, iter(beginning)
        for number, line in enumerate(self._file, 1):
            if not line.endswith(b"\n"):
                break
            try:
                found = json.loads(line)
                wanted = next(given, None)
                if wanted is not None:
                    if found != wanted:
                        raise ExportError(
                            f"{folder}: was begun with other {'settings' if number == 1 else 'inputs'} "
                            f"({_difference(found, wanted)}); go on with the same ones, or name a new folder"
                        )
                else:
                    self._take(found, folder)
            except (ValueError, KeyError, TypeError, AttributeError):
                raise ExportError(
                    f"{self._path}:{number}: was not written by `read` and is left unchanged; name a new folder"
                ) from None
            whole += len(line)
        if (missing := next(given, None)) is not None:
            raise ExportError(f"{folder}: was begun with other inputs ({_difference({}, missing)}); name a new folder")
        self._file.seek(whole)
        self._file.truncate()

    def _take(self, found: Json, folder: Path) -> None:
        if "run" in found:
            self.run = found["run"]
        elif "partition" in found:
            shard, number = found["shard"], found["partition"]
            if all(path.exists() for path in paths(folder, shard, number, found["reports"], found["failures"])):
                self._written.setdefault(shard, {})[number] = found["reports"], found["failures"]
        elif len(self.written(found["shard"])) == found["partitions"]:
            self._ended.add(found["shard"])


def paths(folder: Path, shard: int, number: int, reports: int, failures: int) -> list[Path]:
    """The files of a partition: of its readings and of its failures, as far as there are any."""
    name = f"{shard:05}-{number:05}.parquet"
    kinds = [("readings", reports - failures), ("failures", failures)]
    return [folder / kind / name for kind, count in kinds if count]


def is_corpus(folder: Path) -> bool:
    """True for a folder that `read` has written partitions into."""
    try:
        with (folder / NAME).open("rb") as file:
            return begins(file.readline())
    except OSError:
        return False


def begins(line: bytes) -> bool:
    """True for the first line of a manifest, whatever its format."""
    try:
        first = json.loads(line)
    except ValueError:
        return False
    return isinstance(first, dict) and "manifest" in first and "partition_size" in first


def _beginning(shards: Sequence[Shard], options: IntakeOptions, partition_size: int) -> list[Json]:
    published = options.published.isoformat() if options.published else None
    columns = [list(pair) for pair in options.columns]
    settings = {"manifest": FORMAT, "partition_size": partition_size, "published": published, "columns": columns}
    inputs = [[[f.where, f.rows, f.size, f.modified] for f in shard.files] for shard in shards]
    return [settings, *({"shard": n, "files": files} for n, files in enumerate(inputs))]


def _difference(found: Json, wanted: Json) -> str:
    """The first thing that is not the same, as a user would name it."""
    if "files" not in wanted:
        return ", ".join(f"{key}: {found.get(key)}" for key in wanted if found.get(key) != wanted[key]) or "format"
    theirs, ours = found.get("files", []), wanted["files"]
    changed = next((mine for mine, other in zip(ours, theirs, strict=False) if mine != other), None)
    return str((changed or max(theirs, ours, key=len)[-1])[0])


def _stamp(run: dict[str, str]) -> str:
    return ", ".join(str(value) for value in run.values() if value)


def _lines(values: Iterable[Json]) -> bytes:
    return b"".join(json.dumps(value, ensure_ascii=True).encode() + b"\n" for value in values)
