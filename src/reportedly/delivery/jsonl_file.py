"""A file that grows by one line of JSON for each match."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import DeliveryError

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.export.plain import Json

_BLOCK = 65_536


def append(file: Path, item: Json) -> None:
    """Write a line to the disk, after cutting off the beginning of one that a killed process left; DeliveryError."""
    line = json.dumps(item, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    try:
        with file.open("a+b") as out:
            out.truncate(_whole(out))
            out.write(line)
            out.flush()
            os.fsync(out.fileno())
    except OSError as problem:
        raise DeliveryError(f"{file}: cannot be written ({problem.strerror or problem})") from None


def replace(file: Path, content: bytes) -> None:
    """Give a file a new content at once: readers see the old one or the new one; DeliveryError."""
    new = file.with_name(f".{file.name}.new")
    try:
        with new.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
    except OSError as problem:
        raise DeliveryError(f"{file}: cannot be written ({problem.strerror or problem})") from None


def _whole(file: BinaryIO) -> int:
    """The length of a file up to the end of its last whole line."""
    end = file.seek(0, os.SEEK_END)
    while end:
        start = file.seek(max(0, end - _BLOCK))
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
