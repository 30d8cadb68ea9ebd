"""ZIP archives: the reports of every file in them, in the order of their names."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import IntakeError
from reportedly.intake.content import LARGEST_DOCUMENT, read_content
from reportedly.intake.kind import BEGINNING, SUFFIXES, why_left_out
from reportedly.intake.refusals import reason_of_archive
from reportedly.intake.tally import Tally

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

UNPACKED = 2_000_000_000
"""Bytes that all files of one archive may unpack to."""
MOST_FILES = 100_000
_LOCKED = 1
"""The flag of an encrypted file."""
UNPACKING_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(RuntimeError, NotImplementedError, OSError, EOFError),
)
"""What is raised by unpacking a file that is damaged, locked with a password, or compressed in an unknown way."""


def open_zip(stream: BinaryIO, where: str, what: str) -> zipfile.ZipFile:
    """The archive, which is called `what` if it is damaged."""
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as problem:
        raise IntakeError(where, f"is a damaged {what} ({problem})") from None


def read_zip(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the files of a known kind; the others are listed."""
    tally = Tally(given.where)
    with open_zip(stream, given.where, "ZIP archive") as archive:
        other = reason_of_archive(set(archive.namelist()))
        if other:
            raise IntakeError(given.where, f"is {other}")
        files = sorted((f for f in archive.infolist() if not f.is_dir()), key=lambda f: f.filename)
        if len(files) > MOST_FILES or sum(f.file_size for f in files) > UNPACKED:
            reason = f"holds more than {MOST_FILES:,} files or {UNPACKED // 1_000_000_000} GB: unpack it first"
            raise IntakeError(given.where, reason)
        for file in files:
            path = PurePath(file.filename)
            if any(part.startswith((".", "__MACOSX")) for part in path.parts):
                tally.leave_out(file.filename, "hidden")
                continue
            left_out = why_left_out(file.filename, _beginning(archive, file))
            if left_out:
                tally.leave_out(file.filename, left_out)
                continue
            yield from tally.counted(_file(archive, file, given))
    if not tally.found and not tally.failed:
        yield IntakeError(given.where, f"is a ZIP archive without reports (files ending in {', '.join(SUFFIXES)})")
    tally.say()


def _beginning(archive: zipfile.ZipFile, file: zipfile.ZipInfo) -> bytes:
    """The first bytes of a file; none if it cannot be unpacked, which is said when it is read."""
    try:
        with archive.open(file) as stream:
            return stream.read(BEGINNING)
    except UNPACKING_ERRORS:
        return b""


def _file(archive: zipfile.ZipFile, file: zipfile.ZipInfo, given: Given) -> Iterator[Report | IntakeError]:
    part = given.part(file.filename)
    if file.file_size > LARGEST_DOCUMENT:
        raise IntakeError(part.where, f"unpacks to more than {LARGEST_DOCUMENT // 1_000_000} MB: unpack it first")
    try:
        raw = archive.read(file)
    except UNPACKING_ERRORS as problem:
        locked = file.flag_bits & _LOCKED
        reason = "is locked with a password: unpack it first" if locked else f"cannot be unpacked ({problem})"
        raise IntakeError(part.where, reason) from None
    yield from read_content(raw, part)
