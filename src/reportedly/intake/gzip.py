"""Files compressed with gzip: what is in them, if it unpacks within bounds."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.content import LARGEST_DOCUMENT, read_content

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report


def read_gzip(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the one file that is compressed."""
    try:
        raw = gzip.GzipFile(fileobj=stream).read(LARGEST_DOCUMENT + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise IntakeError(given.where, f"cannot be unpacked ({problem})") from None
    if len(raw) > LARGEST_DOCUMENT:
        raise IntakeError(given.where, f"unpacks to more than {LARGEST_DOCUMENT // 1_000_000} MB: unpack it first")
    yield from read_content(raw, replace(given, name=given.name.removesuffix(".gz"), kind=None, depth=given.depth + 1))
