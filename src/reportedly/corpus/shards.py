"""Shards: runs of input files that are opened one after the other, and the reports in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake import STANDARD_INPUT, files_in, open_all
from reportedly.intake.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from reportedly.model import Report

FILES = 1_000
SIZE = 16_000_000
"""A shard is full with so many files or bytes. A larger file is a shard of its own."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file of a corpus, or one that should be there."""

    where: str
    rows: bool = False
    """True if it is taken as JSON Lines whatever its name."""
    size: int = 0
    modified: int = 0
    """In nanoseconds since 1970."""
    problem: str | None = None
    """Why it cannot be opened."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Some files of a corpus, in order."""

    number: int
    files: tuple[InputFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """How files are taken in."""

    published: datetime | None = None
    """Date of reports without one."""
    columns: tuple[tuple[str, str], ...] = ()
    """Which column of tables holds which field."""


class MissingFile(Exception):
    """A file that was listed is not there where it is to be opened."""


def shards_of(inputs: Iterable[tuple[str, bool]]) -> list[Shard]:
    """The shards of files and folders; each comes with True if it is JSON Lines whatever its name.

    IntakeError for standard input and addresses, which cannot be opened again to go on.
    """
    shards: list[list[InputFile]] = []
    files = size = 0
    for where, rows in inputs:
        if where == STANDARD_INPUT or _SCHEME.match(where):
            raise IntakeError(where, "a corpus is made of files and folders, so that reading can go on later")
        for file in _files(where, rows):
            if not shards or files == FILES or size + file.size > SIZE:
                shards.append([])
                files = size = 0
            shards[-1].append(file)
            files, size = files + 1, size + file.size
    return [Shard(number, tuple(own)) for number, own in enumerate(shards)]


def open_shard(shard: Shard, options: IntakeOptions) -> Iterator[Report | IntakeError]:
    """The reports of a shard, in order; MissingFile if a file is gone."""
    for file in shard.files:
        if file.problem is not None:
            yield IntakeError(file.where, file.problem)
            continue
        if not Path(file.where).exists():
            raise MissingFile(file.where)
        kind = Kind.JSONL if file.rows else None
        yield from open_all(file.where, published=options.published, kind=kind, columns=dict(options.columns))


def _files(where: str, rows: bool) -> Iterator[InputFile]:
    found: Sequence[str | IntakeError] = files_in(where) if Path(where).is_dir() else [where]
    for file in found:
        if isinstance(file, IntakeError):
            yield InputFile(where=file.where, problem=file.reason)
            continue
        try:
            known = Path(file).stat()
        except OSError as problem:
            reason = "no such file or folder" if isinstance(problem, FileNotFoundError) else "cannot be opened"
            yield InputFile(where=file, problem=reason)
        else:
            yield InputFile(where=file, rows=rows, size=known.st_size, modified=known.st_mtime_ns)
