"""Files that are written: complete, or not there."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from reportedly.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write a file, and replace one of that name only when it is complete; ExportError if that fails."""
    path = path.resolve()  # what a link leads to is replaced, not the link
    part = path.with_name(f"{path.name}.part")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe
            path.write_bytes(content)
            return
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        _keep_name(path.parent)
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
