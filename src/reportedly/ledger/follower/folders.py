"""Folders that are followed: which files are in them, and whether each is as it was at the last look."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator

UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", "~")
"""Ends of names that programs give files until they are complete."""


def files_in(folder: str) -> Iterator[tuple[str, str]]:
    """The paths of the files in a folder and below, in the order of their names, each with its version.

    Hidden files and those whose names say that they are not complete are passed over. IntakeError if the folder cannot
    be opened.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        raise IntakeError(folder, f"cannot be opened ({problem.strerror})") from None
    for entry in entries:
        if entry.name.startswith(".") or entry.name.lower().endswith(UNFINISHED):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(entry.path)
        elif entry.is_file() and (version := version_of(entry.path)):
            yield entry.path, version


def version_of(path: str) -> str | None:
    """Size and time of the last change of a file; None if it is not there."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return f"{found.st_size}-{found.st_mtime_ns}"
