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

from reportedly.errors import IntakeError
from reportedly.intake.content import Given, read_stream
from reportedly.intake.kind import BEGINNING, SUFFIXES, Kind, why_left_out
from reportedly.intake.tally import Tally
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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
    columns: Mapping[str, str] | None = None,
    fetches: bool = False,
) -> Iterator[Report | IntakeError]:
    """Every report in a file or folder or at an address, in order; "-" is standard input.

    `published` dates reports that have no date. `kind` gives the format if name and bytes do not show it.
    `private` allows addresses in private networks; None takes the setting. `columns` says which column of a table
    holds which field (`{"text": "body"}`), and `fetches` that the addresses in tables without texts are fetched.
    A folder and its subfolders are read in the order of their names; what is of no known kind is left out and named.
    """
    given = Given(
        where=str(where),
        published=published,
        kind=kind,
        columns=tuple((columns or {}).items()),
        fetches=fetches,
        private=private,
    )
    yield from _open_all(where, given)


def _open_all(where: str | Path, given: Given) -> Iterator[Report | IntakeError]:
    name = str(where)
    try:
        if name == STANDARD_INPUT:
            yield from read_stream(_standard_input(), replace(given, where="standard input"))
        elif isinstance(where, str) and _SCHEME.match(name):
            from reportedly.intake.fetched import read_address

            yield from read_address(name, given, waits=False)
        elif Path(name).is_dir():
            yield from _folder(name, given)
        else:
            with Path(name).open("rb") as stream:
                yield from read_stream(stream, replace(given, name=name))
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
        return sum(count(file) or 1 for file in _files(str(path), Tally(str(path))) if isinstance(file, str))
    if not path.is_file() or str(where) == STANDARD_INPUT:
        return None
    if SUFFIXES.get(path.suffix.lower()) is not Kind.JSONL:
        return 1
    with path.open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))


def why_no_report(file: str) -> str | None:
    """Why a file of a folder is not read: it is of another kind; None if it is read."""
    return why_left_out(Path(file).name, _beginning(file))


def files_in(folder: str) -> list[str | IntakeError]:
    """The files of a folder and its subfolders that hold reports, in order, and those that cannot be opened.

    What is of no known kind is left out and named; IntakeError if nothing is left.
    """
    tally = Tally(folder)
    files = list(_files(folder, tally))
    tally.say_left_out()
    if not files:
        raise IntakeError(folder, f"is a folder without reports (files ending in {', '.join(SUFFIXES)})")
    return files


def _standard_input() -> io.BufferedReader:
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))


def _folder(name: str, given: Given) -> Iterator[Report | IntakeError]:
    tally = Tally(name)
    for file in _files(name, tally):
        if isinstance(file, IntakeError):
            tally.failed += 1
            yield file
        else:
            yield from tally.counted(_open_all(file, replace(given, where=file)))
    if tally.found or tally.failed or tally.left_out:
        tally.say()
    if not tally.found and not tally.failed:
        raise IntakeError(name, f"is a folder without reports (files ending in {', '.join(SUFFIXES)})")


def _files(folder: str, tally: Tally) -> Iterator[str | IntakeError]:
    """The files below a folder that hold reports, in the order of their names; the tally lists the others."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as problem:
        yield IntakeError(folder, f"cannot be opened ({problem.strerror})")
        return
    for entry in entries:
        path = os.path.relpath(entry.path, tally.where)
        if entry.name.startswith("."):
            tally.leave_out(path, "hidden")
        elif entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, tally)
        elif not entry.is_file():
            tally.leave_out(path, "no file, or a link to a folder")
        elif reason := why_left_out(entry.name, _beginning(entry.path)):
            tally.leave_out(path, reason)
        else:
            yield entry.path


def _beginning(path: str) -> bytes:
    """The first bytes of a file; none if it cannot be opened, which is said when it is read."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(BEGINNING)
    except OSError:
        return b""
