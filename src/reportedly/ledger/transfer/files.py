"""A file that holds an exported ledger, packed with gzip or not."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from reportedly.errors import IntakeError
from reportedly.ledger.transfer import checks
from reportedly.ledger.transfer.lines import LINES, VERSION, EndLine, LedgerLine, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reportedly.ledger.transfer.lines import Line

LONGEST = 1 << 28
"""Bytes of a line."""
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
            if progress is not None and line.kind == "report":
                progress(counts["report"], reports)
        if line is None:
            raise IntakeError(where, "is empty: expected a ledger as `export` writes it")
        if not isinstance(line, EndLine):
            raise IntakeError(where, f"is the last line, but not the end of a ledger: the file was cut off; {_AGAIN}")
        if line.counts != counts:
            raise IntakeError(where, f"counts {line.counts}, but {dict(counts)} come before it: {_AGAIN}")
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
    try:
        values = json.loads(row)
    except (ValueError, RecursionError) as invalid:
        raise IntakeError(where, f"is not JSON ({invalid}): {_AGAIN}") from None
    signed = values.pop("digest", None) if isinstance(values, dict) else None
    if not isinstance(values, dict) or signed is None:
        raise IntakeError(where, "is not a line of an exported ledger; `add` takes reports in")
    if values.get("kind") == "ledger" and values.get("version") != VERSION:
        raise IntakeError(where, f"has version {values.get('version')!r}, this reportedly knows {VERSION}: upgrade it")
    try:
        line = LINES.validate_json(json.dumps(values), strict=True)
        problem = next(checks.problems(line), None)
    except ValidationError as misfit:
        first = misfit.errors(include_url=False, include_input=False)[0]
        problem = f"{'.'.join(str(part) for part in first['loc']) or 'the line'}: {first['msg']}"
    if problem is None and signed != digest(values):
        problem = f"was changed since it was written (its digest does not fit): {_AGAIN}"
    if problem is not None:
        raise IntakeError(where, problem)
    return line


def _rows(path: Path) -> Iterator[tuple[str, bytes]]:
    """The rows of the file, unpacked, each with its place."""
    number = 0
    try:
        with path.open("rb") as file:
            packed = file.read(len(_GZIPPED)) == _GZIPPED
            file.seek(0)
            rows = gzip.GzipFile(fileobj=file) if packed else file
            while row := rows.readline(LONGEST):
                number += 1
                yield f"{path}:{number}", row
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise IntakeError(f"{path}:{number + 1}", f"cannot be unpacked ({problem}): {_AGAIN}") from None
    except OSError as problem:
        raise IntakeError(str(path), f"cannot be read ({problem.strerror or problem})") from None
