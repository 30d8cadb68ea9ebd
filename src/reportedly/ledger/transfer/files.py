"""A file that holds an exported ledger, packed with gzip or not."""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from reportedly.errors import IntakeError
from reportedly.ledger.transfer import checks
from reportedly.ledger.transfer.lines import LINES, VERSION, EndLine, LedgerLine, digest
from reportedly.ledger.transfer.values import loads, unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reportedly.ledger.transfer.lines import Line

LONGEST = 1 << 26
"""Bytes of a line."""
MOST_VALUES = 2_000_000
"""Objects and lists in a line: each takes many times its length in memory."""
UNPACKED = 1 << 24
EXPANSION = 100
"""A packed file may unpack to `UNPACKED` bytes, or to so many times its size; ledgers unpack to about 10 times it."""
_GZIPPED = b"\x1f\x8b"
_AGAIN = "export it again"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was checked from the first line to the last."""

    path: Path
    reports: int
    adjudicator: str | None = None
    """The service whose findings count in the ledger."""

    @classmethod
    def of(cls, path: Path, progress: Callable[[int, int], None] | None = None) -> Exported:
        """The file once it is checked; IntakeError at the first line that is not as it was written.

        `progress` is called with how many of how many reports are checked.
        """
        counts: Counter[str] = Counter()
        line: Line | None = None
        reports, adjudicator = 0, None
        together = checks.FileCheck()
        where = str(path)
        for where, row in _rows(path):
            if isinstance(line, EndLine):
                raise IntakeError(where, f"comes after the end of the ledger: {_AGAIN}")
            earlier, line = line, _decode(row, where)
            if isinstance(line, LedgerLine) != (earlier is None):
                raise IntakeError(
                    where, "is not the first line of a ledger" if earlier is None else "is a second start"
                )
            if isinstance(line, LedgerLine):
                reports, adjudicator = line.reports, line.adjudicator
            elif not isinstance(line, EndLine):
                counts[line.kind] += 1
            problem = next(together.problems(line), None)
            if problem is not None:
                raise IntakeError(where, problem)
            if progress is not None and line.kind == "report":
                progress(counts["report"], reports)
        if line is None:
            raise IntakeError(where, "is empty: expected a ledger as `export` writes it")
        if not isinstance(line, EndLine):
            raise IntakeError(where, f"is the last line, but not the end of a ledger: the file was cut off; {_AGAIN}")
        if line.counts != counts:
            raise IntakeError(where, f"counts {line.counts}, but {dict(counts)} come before it: {_AGAIN}")
        if reports != counts["report"]:
            raise IntakeError(
                where, f"{counts['report']} reports come before it, the first line says {reports}: {_AGAIN}"
            )
        return cls(path, counts["report"], adjudicator)

    def lines(self) -> Iterator[tuple[str, Line]]:
        """The lines between the first and the last, each with its place in the file."""
        for where, row in _rows(self.path):
            line = _decode(row, where)
            if not isinstance(line, LedgerLine | EndLine):
                yield where, line


def _decode(row: bytes, where: str) -> Line:
    """The line of a row; IntakeError if there is none, or it was changed."""
    if not row.endswith(b"\n"):
        raise IntakeError(where, f"ends in the middle of a line: the file was cut off; {_AGAIN}")
    if row.count(b"{") + row.count(b"[") > MOST_VALUES:
        raise IntakeError(where, f"holds more than {MOST_VALUES:,} values, as no report and its readings do")
    try:
        values = loads(row)
    except (ValueError, RecursionError) as invalid:
        raise IntakeError(where, f"is not JSON ({invalid}): {_AGAIN}") from None
    signed = values.pop("digest", None) if isinstance(values, dict) else None
    if not isinstance(values, dict) or signed is None:
        raise IntakeError(where, "is not a line of an exported ledger; `add` takes reports in")
    if values.get("kind") == "ledger" and values.get("version") != VERSION:
        raise IntakeError(where, f"has version {values.get('version')!r}, this reportedly knows {VERSION}: upgrade it")
    try:
        problem = unusable(values)
        if problem is None:
            line = LINES.validate_json(json.dumps(values), strict=True)
            problem = next(checks.problems(line), None)
    except ValidationError as misfit:
        first = misfit.errors(include_url=False, include_input=False)[0]
        problem = f"{'.'.join(str(part) for part in first['loc']) or 'the line'}: {first['msg']}"
    except RecursionError:
        problem = "is nested too deeply"
    if problem is None:
        written = line.model_dump(mode="json")
        changed = next((name for name, value in values.items() if written[name] != value), None)
        problem = None if changed is None else f"{changed}: is not written as `export` writes it"
    if problem is None and signed != digest(values):
        problem = f"was changed since it was written (its digest does not fit): {_AGAIN}"
    if problem is not None:
        raise IntakeError(where, problem)
    return line


def _rows(path: Path) -> Iterator[tuple[str, bytes]]:
    """The rows of the file, unpacked, each with its place; IntakeError at one that is too long."""
    number = unpacked = 0
    try:
        with path.open("rb") as file:
            packed = file.read(len(_GZIPPED)) == _GZIPPED
            most = max(UNPACKED, EXPANSION * file.seek(0, os.SEEK_END)) if packed else sys.maxsize
            file.seek(0)
            rows = gzip.GzipFile(fileobj=file) if packed else file
            while row := rows.readline(min(LONGEST, most - unpacked) + 1):
                number += 1
                unpacked += len(row)
                where = f"{path}:{number}"
                if unpacked > most:
                    reason = f"unpacks to more than {EXPANSION} times its size, as no ledger does"
                    raise IntakeError(where, f"{reason}: unpack it with another program to see what it is")
                if len(row) > LONGEST:
                    raise IntakeError(where, f"is longer than {LONGEST >> 20} MB, as no report and its readings are")
                yield where, row
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise IntakeError(f"{path}:{number + 1}", f"cannot be unpacked ({problem}): {_AGAIN}") from None
    except OSError as problem:
        raise IntakeError(str(path), f"cannot be read ({problem.strerror or problem})") from None
