"""Files that are written: complete, or not there."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from reportedly.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write a file, and replace one of that name only when it is complete; ExportError if that fails."""
    with complete_file(path) as out:
        out.write(content)


@contextmanager
def complete_file(path: Path, *, replaces: bool = True) -> Iterator[IO[bytes]]:
    """A file to write to, which gets its name only when it is complete; ExportError if that fails.

    With `replaces` False it is an error, too, if there is one of that name.
    """
    place = path.resolve()  # what a link leads to is replaced, not the link
    part = place.with_name(f"{place.name}.part")
    try:
        if place.exists() and not replaces:
            raise ExportError(f"{path}: exists; name another file")
        if place.exists() and not place.is_file():  # a device or a pipe
            with place.open("wb") as out:
                yield out
            return
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(place)
        _keep_name(place.parent)
    except OSError as problem:
        raise ExportError(f"{path}: cannot be written ({problem.strerror or problem})") from None
    finally:
        with suppress(OSError):
            part.unlink()


def _keep_name(folder: Path) -> None:
    """Have the new name of a file on the disk, too, where the system can do that."""
    with suppress(OSError):
        known = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(known)
        finally:
            os.close(known)
