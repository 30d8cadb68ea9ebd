"""Intake turns a file, a folder, a feed or an address into Reports: one format a file.

`open_all` is the only entry point. It yields a Report, or an IntakeError for a part
without one, so that one bad row loses nothing else.
"""

from __future__ import annotations

import io
import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.errors import IntakeError
from reportedly.intake.content import Given, read_content, read_stream
from reportedly.intake.kind import SUFFIXES, Kind, kind_of
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

STANDARD_INPUT = "-"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def open(where: str | Path, *, published: datetime | None = None, kind: Kind | None = None) -> Report:
    """The only report in a file or at an address; IntakeError if there is none or more than one."""
    first: Report | None = None
    for found in open_all(where, published=published, kind=kind):
        if isinstance(found, IntakeError):
            raise found
        if first is not None:
            raise IntakeError(str(where), "holds more than one report; use open_all")
        first = found
    if first is None:
        raise IntakeError(str(where), "holds no report")
    return first


def open_all(
    where: str | Path,
    *,
    published: datetime | None = None,
    kind: Kind | None = None,
    private: bool | None = None,
) -> Iterator[Report | IntakeError]:
    """Every report in a file or folder or at an address, in order; "-" is standard input.

    `published` dates reports that have no date. `kind` gives the format if name and bytes do not show it.
    `private` allows addresses in private networks; None takes the setting. Of a folder and its subfolders,
    files with a known suffix are read in the order of their names.
    """
    name = str(where)
    try:
        if name == STANDARD_INPUT:
            yield from read_stream(_standard_input(), Given(where="standard input", published=published, kind=kind))
        elif isinstance(where, str) and _SCHEME.match(name):
            yield from _address(name, published, kind, private)
        elif Path(name).is_dir():
            yield from _folder(name, published, kind)
        else:
            with Path(name).open("rb") as stream:
                yield from read_stream(stream, Given(where=name, name=name, published=published, kind=kind))
    except IntakeError as problem:
        yield problem
    except FileNotFoundError:
        yield IntakeError(name, "no such file or folder")
    except (OSError, ValueError) as problem:
        yield IntakeError(name, f"cannot be opened ({getattr(problem, 'strerror', None) or problem})")


def count(where: str | Path) -> int | None:
    """The number of reports to expect, by rows of JSON Lines and files; None if it is unknown before reading."""
    path = Path(where)
    if path.is_dir():
        return sum(count(file) or 1 for file in _files(str(path)) if isinstance(file, str))
    if not path.is_file() or str(where) == STANDARD_INPUT:
        return None
    if SUFFIXES.get(path.suffix.lower()) is not Kind.JSONL:
        return 1
    with path.open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))


def _standard_input() -> io.BufferedReader:
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))


def _address(
    url: str, published: datetime | None, kind: Kind | None, private: bool | None
) -> Iterator[Report | IntakeError]:
    from reportedly.intake.address import fetch

    answer = fetch(url, private=private)
    given = Given(
        where=url,
        name=urlsplit(answer.url).path,
        published=published,
        kind=kind,
        media_type=answer.media_type,
        encoding=answer.charset,
        named=False,
    )
    rows = kind_of(given.name, answer.body, given.media_type) is Kind.JSONL
    for found in read_content(answer.body, given):
        if isinstance(found, Report) and found.url is None and not rows:
            yield replace(found, url=answer.url, id="")
        else:
            yield found


def _folder(name: str, published: datetime | None, kind: Kind | None) -> Iterator[Report | IntakeError]:
    empty = True
    for file in _files(name):
        empty = False
        if isinstance(file, IntakeError):
            yield file
        else:
            yield from open_all(file, published=published, kind=kind)
    if empty:
        raise IntakeError(name, f"is a folder without reports (files ending in {', '.join(SUFFIXES)})")


def _files(folder: str) -> Iterator[str | IntakeError]:
    """Files with a known suffix below a folder, hidden ones left out, in the order of their names."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as problem:
        yield IntakeError(folder, f"cannot be opened ({problem.strerror})")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif Path(entry.name).suffix.lower() in SUFFIXES and entry.is_file():
            yield entry.path
