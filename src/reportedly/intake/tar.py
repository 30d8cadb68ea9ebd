"""Tar archives, compressed or not, as Mastodon exports them: the reports of every file, read one after the other."""

from __future__ import annotations

import tarfile
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.content import LARGEST_DOCUMENT, read_content
from reportedly.intake.kind import BEGINNING, SUFFIXES, why_left_out
from reportedly.intake.tally import Tally
from reportedly.intake.zip import MOST_FILES, UNPACKED

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

_ACTIVITY_STREAMS = b"www.w3.org/ns/activitystreams"
"""The vocabulary that files of a Mastodon archive name; of those only the outbox holds posts."""


def read_tar(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the files of a known kind, in their order; the others are listed."""
    tally = Tally(given.where)
    size = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            for number, member in enumerate(archive, 1):
                size += member.size
                if number > MOST_FILES or size > UNPACKED:
                    limits = f"{MOST_FILES:,} files or {UNPACKED // 1_000_000_000} GB"
                    raise IntakeError(given.where, f"holds more than {limits}: unpack it first")
                yield from _member(archive, member, given, tally)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as problem:
        tally.failed += 1
        yield IntakeError(given.where, f"is a damaged tar archive; what stands behind the damage is lost ({problem})")
    if not tally.found and not tally.failed:
        yield IntakeError(given.where, f"is a tar archive without reports (files ending in {', '.join(SUFFIXES)})")
    tally.say()


def _member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, given: Given, tally: Tally
) -> Iterator[Report | IntakeError]:
    if member.isdir():
        return
    path = PurePath(member.name)
    if any(part.startswith((".", "__MACOSX")) for part in path.parts):
        tally.leave_out(member.name, "hidden")
        return
    file = archive.extractfile(member) if member.isfile() else None
    if file is None:
        tally.leave_out(member.name, "no file")
        return
    part = given.part(member.name)
    if member.size > LARGEST_DOCUMENT:
        tally.failed += 1
        reason = f"unpacks to more than {LARGEST_DOCUMENT // 1_000_000} MB: unpack it first"
        yield IntakeError(part.where, reason)
        return
    raw = file.read()
    if left_out := why_left_out(member.name, raw[:BEGINNING]):
        tally.leave_out(member.name, left_out)
    elif path.suffix == ".json" and path.name != "outbox.json" and _ACTIVITY_STREAMS in raw[:BEGINNING]:
        tally.leave_out(member.name, "without posts")
    else:
        yield from tally.counted(read_content(raw, part))
