"""Files that commands write: complete, or not there."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from reportedly.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write a file, and replace one of that name only when it is complete; ExportError if that fails."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as problem:
        raise ExportError(f"{path}: cannot be written ({problem.strerror or problem})") from None
    finally:
        with suppress(OSError):
            part.unlink()
