"""JSON Lines: one report a row, `{"id", "outlet", "title", "url", "published_at", "language", "text"}`."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.language import code_of
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Otherwise: TypeAlias = "Callable[[dict[str, object], str], Iterator[Report | IntakeError] | None]"
"""What a row is that has no "text", read by its shape at its place; None if its shape is not known."""

LONGEST_ROW = 10_000_000
"""Characters; a longer row is skipped without being kept in memory."""

_BAD_BYTE = re.compile("[\udc80-\udcff]")


def read_jsonl(
    stream: BinaryIO,
    where: str,
    published: datetime | None = None,
    *,
    wide: bool = False,
    otherwise: Otherwise | None = None,
) -> Iterator[Report | IntakeError]:
    """The reports of the rows, one at a time; a bad row is an IntakeError at `where:line`.

    Rows written by `reportedly read --json` are accepted, too: their report is read.
    `wide` means that the stream begins with a byte order mark of UTF-16.
    """
    rows = io.TextIOWrapper(
        stream,
        encoding="utf-16" if wide else "utf-8-sig",
        errors="strict" if wide else "surrogateescape",
        newline="\n",
    )
    found = 0
    try:
        for number, row in _rows(rows):
            if row is None or row.strip():
                found += 1
                yield from _reports(row, f"{where}:{number}", published, otherwise)
    except UnicodeDecodeError as problem:
        yield IntakeError(where, f"is marked as UTF-16 but does not hold it ({problem.reason}): save it as UTF-8")
        return
    finally:
        rows.detach()
    if not found:
        yield IntakeError(where, "is empty: expected one JSON object a line")


def _rows(rows: io.TextIOWrapper) -> Iterator[tuple[int, str | None]]:
    """Numbered rows; None for one that is too long."""
    number = 0
    while row := rows.readline(LONGEST_ROW + 1):
        number += 1
        if len(row) <= LONGEST_ROW:
            yield number, row
            continue
        while row and not row.endswith("\n"):
            row = rows.readline(LONGEST_ROW)
        yield number, None


def _reports(
    row: str | None, where: str, published: datetime | None, otherwise: Otherwise | None
) -> Iterator[Report | IntakeError]:
    try:
        if row is None:
            raise IntakeError(where, f"is longer than {LONGEST_ROW:,} characters: split it")
        bad = _BAD_BYTE.search(row)
        if bad:
            byte = ord(bad.group()) - 0xDC00
            raise IntakeError(where, f"byte 0x{byte:02x} at character {bad.start()} is not UTF-8: save it as UTF-8")
        value = _object(row, where)
        found = otherwise(value, where) if otherwise and "text" not in value else None
        if found is None:
            yield report_of(value, where, published)
        else:
            yield from found
    except IntakeError as problem:
        yield problem


def _object(row: str, where: str) -> dict[str, object]:
    try:
        value = json.loads(row)
    except json.JSONDecodeError as problem:
        raise IntakeError(where, f"is not JSON ({problem.msg} at column {problem.colno})") from None
    except (ValueError, RecursionError) as problem:
        raise IntakeError(where, f"is not usable JSON ({problem})") from None
    if isinstance(value, dict) and "text" not in value and isinstance(value.get("report"), dict):
        value = value["report"]
    if not isinstance(value, dict):
        raise IntakeError(where, f'expected a JSON object with "text", found {kind_of_value(value)}')
    return value


def report_of(row: dict[str, object], where: str, published: datetime | None = None) -> Report:
    """The report in a row; IntakeError names a field that does not fit."""
    text = row.get("text")
    if not isinstance(text, str):
        raise IntakeError(where, f'"text" must be a string, found {kind_of_value(text)}')
    check_text(text, where, "text")
    given = row.get("id")
    return Report(
        text=text,
        id=str(given) if isinstance(given, int) and not isinstance(given, bool) else _word(row, "id", where) or "",
        outlet=_word(row, "outlet", where),
        title=_word(row, "title", where),
        url=_word(row, "url", where),
        published_at=moment(_word(row, "published_at", where), where) or published,
        language=code_of(_word(row, "language", where)),
    )


def moment(value: str | None, where: str) -> datetime | None:
    """An ISO 8601 day or time, in UTC if it has no zone; None for None."""
    if value is None:
        return None
    try:
        if len(value) <= len("2025-04-28"):
            day = date.fromisoformat(value)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        when = datetime.fromisoformat(value)
    except ValueError:
        raise IntakeError(
            where, f'"published_at" is {value[:40]!r}: expected ISO 8601, as 2025-04-28 or 2025-04-28T09:00:00Z'
        ) from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _word(row: dict[str, object], field: str, where: str) -> str | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise IntakeError(where, f'"{field}" must be a string or null, found {kind_of_value(value)}')
    check_text(value, where, field)
    return value


def kind_of_value(value: object) -> str:
    """What a JSON value is, in words."""
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")
