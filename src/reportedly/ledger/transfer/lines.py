"""A ledger as lines of JSON: what a line may hold, how it is written, and whether it is whole.

The first line names the version, the last one counts what stood between them. Every line
carries a digest of itself, so that no damage passes for something else.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from reportedly.errors import IntakeError
from reportedly.ledger import audit
from reportedly.model import Reading, Report, Run, Verdict, content_id
from reportedly.store import judgements, reading_payload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

VERSION = 1
LONGEST = 1 << 28
"""Bytes of a line."""
_GZIPPED = b"\x1f\x8b"
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_AGAIN = "export it anew"


class _Strict(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True, frozen=True)


class ReportGiven(_Strict):
    """A report as it was given, with the SHA-256 of its text."""

    id: str
    sha256: str
    outlet: str | None
    title: str | None
    url: str | None
    published_at: datetime | None
    language: str | None
    text: str


class ReadingKept(_Strict):
    """A reading by one Run, in vain or not."""

    run: Run
    read_at: datetime
    failure: str | None
    serial: int | None
    """Where its first statement stands among all of the same second: a search finds the highest first."""
    found: reading_payload.Payload
    """Statements, times and the rest."""

    def reading(self, report: Report) -> Reading:
        """The reading itself."""
        return reading_payload.from_payload(self.found, report, self.run, self.failure)


class LedgerLine(_Strict):
    """The first line."""

    kind: Literal["ledger"]
    version: int
    software: str
    reports: int


class ReportLine(_Strict):
    """A report with all that was read in it, oldest reading first."""

    kind: Literal["report"]
    report: ReportGiven
    added_at: datetime
    added_by: str | None = None
    readings: tuple[ReadingKept, ...]

    def given(self) -> Report:
        """The report itself."""
        return Report(**self.report.model_dump(exclude={"sha256"}))


class RefusalLine(_Strict):
    """Something that could not be taken in, and why."""

    kind: Literal["refusal"]
    source: str
    reason: str
    refused_at: datetime


class _Signed(_Strict):
    id: str
    why: str
    by: str
    at: str
    revoked_by: str | None
    revoked_at: str | None


class GradeLine(_Signed):
    """A person's grade."""

    kind: Literal["grade"]
    subject: str
    mark: str


class JudgementLine(_Signed):
    """A person's judgement."""

    kind: Literal["judgement"]
    verdict: Verdict
    statements: tuple[str, ...]


class EndLine(_Strict):
    """The last line: how many of each kind stand before it."""

    kind: Literal["end"]
    counts: dict[str, int]


Line = LedgerLine | ReportLine | RefusalLine | GradeLine | JudgementLine | EndLine
_LINES: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="kind")])


def written(kind: str, values: dict[str, Any]) -> bytes:
    """A line of that kind, with its digest."""
    line = {"kind": kind, **values}
    line["digest"] = _digest(line)
    return json.dumps(line, ensure_ascii=False).translate(_LINE_BREAKS).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that holds a whole ledger."""

    path: Path
    reports: int

    @classmethod
    def of(cls, path: Path, progress: Callable[[int, int], None] | None = None) -> Exported:
        """The file once it is checked; IntakeError at the first line that is not as it was written.

        `progress` tells how many of how many reports are checked.
        """
        counts: Counter[str] = Counter()
        line: Line | None = None
        reports = 0
        where = str(path)
        for where, row in _rows(path):
            if isinstance(line, EndLine):
                raise IntakeError(where, f"stands behind the end of the ledger: {_AGAIN}")
            earlier, line = line, _line(row, where)
            if isinstance(line, LedgerLine) != (earlier is None):
                raise IntakeError(
                    where, "is not the first line of a ledger" if earlier is None else "is a second start"
                )
            if isinstance(line, LedgerLine):
                reports = line.reports
            elif not isinstance(line, EndLine):
                counts[line.kind] += 1
            if progress is not None and line.kind == "report":
                progress(counts["report"], reports)
        if line is None:
            raise IntakeError(where, "is empty: expected a ledger as `export` writes it")
        if not isinstance(line, EndLine):
            raise IntakeError(where, f"is the last line, but no ledger ends so: it was cut off; {_AGAIN}")
        if line.counts != counts:
            raise IntakeError(where, f"counts {line.counts}, but {dict(counts)} stand before it: {_AGAIN}")
        return cls(path, counts["report"])

    def lines(self) -> Iterator[tuple[str, Line]]:
        """The lines between the first and the last, each with where it stands."""
        for where, row in _rows(self.path):
            line = _line(row, where)
            if not isinstance(line, LedgerLine | EndLine):
                yield where, line


def _line(row: bytes, where: str) -> Line:
    if not row.endswith(b"\n"):
        raise IntakeError(where, f"ends in the middle of a line: the file was cut off; {_AGAIN}")
    try:
        known = json.loads(row)
    except (ValueError, RecursionError) as invalid:
        raise IntakeError(where, f"is not JSON ({invalid}): {_AGAIN}") from None
    digest = known.pop("digest", None) if isinstance(known, dict) else None
    if not isinstance(known, dict) or digest is None:
        raise IntakeError(where, "is not a line of an exported ledger; `add` takes reports in")
    if known.get("kind") == "ledger" and known.get("version") != VERSION:
        raise IntakeError(where, f"has version {known.get('version')!r}, this reportedly knows {VERSION}: upgrade it")
    try:
        line = _LINES.validate_json(json.dumps(known), strict=True)
        problem = next(_problems(line), None)
    except ValidationError as misfit:
        told = misfit.errors(include_url=False, include_input=False)[0]
        problem = f"{'.'.join(str(part) for part in told['loc']) or 'the line'}: {told['msg']}"
    if problem is None and digest != _digest(known):
        problem = f"was changed since it was written (its digest does not fit): {_AGAIN}"
    if problem is not None:
        raise IntakeError(where, problem)
    return line


def _problems(line: Line) -> Iterator[str]:
    """What does not hold in a line; ValidationError where something in a reading is not of its kind."""
    if isinstance(line, ReportLine):
        yield from _problems_of_report(line)
    elif isinstance(line, GradeLine):
        if line.id != content_id("grade", line.subject, line.mark, line.why, line.by, line.at):
            yield f"grade {line.id}: its id is not that of what it says"
    elif isinstance(line, JudgementLine):
        one, other = (*line.statements, None, None)[:2]
        if line.id != judgements.judgement_id(line.verdict, one, other, line.why, line.by, line.at):
            yield f"judgement {line.id}: its id is not that of what it says"


def _problems_of_report(line: ReportLine) -> Iterator[str]:
    when = line.report.published_at
    if not line.report.id or not line.report.text or (when is not None and when.tzinfo is None):
        yield "report: needs an id, a text, and a time zone in its time of publication"
        return
    report = line.given()
    if report.sha256 != line.report.sha256:
        yield f"report {report.id}: its text is not that of its sha256"
    if not line.readings:
        yield f"report {report.id}: was never read"
    for kept in line.readings:
        if kept.found.keys() != set(reading_payload.PARTS):
            yield f"report {report.id}: a reading holds {sorted(kept.found)} instead of {sorted(reading_payload.PARTS)}"
            return
        reading_payload.check(kept.found)
        reading = kept.reading(report)
        if reading_payload.to_payload(reading) != kept.found:
            yield f"report {report.id}: a reading holds what none does"
        yield from audit.anchor_problems(reading)


def _digest(line: dict[str, Any]) -> str:
    return content_id("line", json.dumps(line, sort_keys=True, separators=(",", ":")))


def _rows(path: Path) -> Iterator[tuple[str, bytes]]:
    """The lines, unpacked where they are packed, each with where it stands."""
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
