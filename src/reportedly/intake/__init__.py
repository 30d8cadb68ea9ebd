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
from reportedly.intake.encoding import LARGEST, UTF16_MARKS, refuse_other
from reportedly.intake.kind import BEGINNING, SUFFIXES, Kind, kind_of
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
            yield from _stream(_standard_input(), "standard input", "", published, kind)
        elif isinstance(where, str) and _SCHEME.match(name):
            yield from _address(name, published, kind, private)
        elif Path(name).is_dir():
            yield from _folder(name, published, kind)
        else:
            with Path(name).open("rb") as stream:
                yield from _stream(stream, name, name, published, kind)
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


def _stream(
    stream: io.BufferedReader, where: str, name: str, published: datetime | None, kind: Kind | None
) -> Iterator[Report | IntakeError]:
    beginning = stream.peek(BEGINNING)[:BEGINNING]
    refuse_other(beginning, where)
    kind = kind or kind_of(name, beginning)
    if kind is Kind.JSONL:
        from reportedly.intake.jsonl import read_jsonl

        yield from read_jsonl(stream, where, published, wide=beginning[:2] in UTF16_MARKS)
        return
    for found in _whole(stream.read(LARGEST + 1), where, kind, published):
        if kind is Kind.TEXT and name and isinstance(found, Report) and found.title is None:
            yield _named(found, Path(name).name)
        else:
            yield found


def _standard_input() -> io.BufferedReader:
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))


def _named(report: Report, name: str) -> Report:
    """Use the file name as title of a text without a headline."""
    return replace(report, title=name)


def _whole(
    raw: bytes, where: str, kind: Kind, published: datetime | None, encoding: str | None = None
) -> Iterator[Report | IntakeError]:
    """The reports in bytes that were read as a whole; heavy libraries are imported here."""
    if not raw.strip():
        raise IntakeError(where, "holds no words" if raw else "is empty")
    if kind is Kind.HTML:
        from reportedly.intake.html import read_articles

        yield from read_articles(raw, where, published, encoding)
    elif kind is Kind.FEED:
        from reportedly.intake.feed import read_feed

        yield from read_feed(raw, where, published, encoding)
    else:
        from reportedly.intake.text import read_text

        yield read_text(raw, where, published, encoding)


def _address(
    url: str, published: datetime | None, kind: Kind | None, private: bool | None
) -> Iterator[Report | IntakeError]:
    from reportedly.intake.address import fetch

    answer = fetch(url, private=private)
    refuse_other(answer.body, url)
    kind = kind or kind_of(urlsplit(answer.url).path, answer.body, answer.media_type)
    if kind is Kind.JSONL:
        from reportedly.intake.jsonl import read_jsonl

        yield from read_jsonl(io.BytesIO(answer.body), url, published)
        return
    for found in _whole(answer.body, url, kind, published, answer.charset):
        if isinstance(found, Report) and found.url is None:
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
