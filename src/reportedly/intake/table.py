"""Tables (CSV, TSV): one report a row; the first row names the columns, or what they hold shows it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.columns import known_names
from reportedly.intake.content import LARGEST_DOCUMENT
from reportedly.intake.delimiter import delimiter_of
from reportedly.intake.encoding import decode
from reportedly.intake.rows import Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

_NAMED = re.compile(r"sep=(.)\r?\n")
"""How Excel names the delimiter in a first line."""
_SEEN = 20_000
"""Characters from which the delimiter is found."""


def read_table(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the rows, in their order; a row that cannot be read is an IntakeError at `where:line`."""
    text = decode(raw, given.where, given.encoding, largest=LARGEST_DOCUMENT)
    named = _NAMED.match(text)
    delimiter = named.group(1) if named else delimiter_of(text[:_SEEN])
    lines = _lines(text, delimiter, given.where)
    if named:
        lines = lines[1:]
    first = next((cells for _, cells in lines if not isinstance(cells, IntakeError)), [])
    if not first:
        raise IntakeError(given.where, "is a table without rows")
    if _is_header(first):
        names = _unique(first)
        lines = [line for line in lines if line[1] is not first]
    else:
        names = [str(number) for number in range(1, _width(lines) + 1)]
    if not lines:
        raise IntakeError(given.where, "is a table without rows: it has the names of its columns only")
    yield from read_rows(names, [_row(where, cells, names) for where, cells in lines], given)


def _lines(text: str, delimiter: str, where: str) -> list[tuple[str, list[str] | IntakeError]]:
    """Each line with cells, and where it begins; quotation marks that are not in pairs are an error."""
    csv.field_size_limit(LARGEST_DOCUMENT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[str, list[str] | IntakeError]] = []
    while True:
        place = f"{where}:{reader.line_num + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            return lines
        except csv.Error as problem:
            reason = f"is no row of a table ({problem}): are quotation marks within a cell doubled?"
            lines.append((place, IntakeError(place, reason)))
            continue
        if any(cell.strip() for cell in cells):
            lines.append((place, cells))


def _is_header(cells: list[str]) -> bool:
    """True if the cells are names: one of them is known, or all are short, different and no numbers."""
    if any(re.search(r"://", cell) for cell in cells):
        return False
    if known_names(cells):
        return True
    words = [cell.strip() for cell in cells]
    return len(set(words)) == len(words) and all(re.fullmatch(r"[^\W\d][\w .()/-]{0,40}", word) for word in words)


def _unique(names: list[str]) -> list[str]:
    """The names, numbered where one is empty or comes again."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        plain = " ".join(name.split()) or str(number)
        found.append(plain if plain not in found else f"{plain} {number}")
    return found


def _width(lines: list[tuple[str, list[str] | IntakeError]]) -> int:
    return max((len(cells) for _, cells in lines if not isinstance(cells, IntakeError)), default=0)


def _row(where: str, cells: list[str] | IntakeError, names: list[str]) -> Row:
    if isinstance(cells, IntakeError):
        return where, cells
    if len(cells) > len(names):
        reason = f"has {len(cells)} cells, but there are {len(names)} columns: are quotation marks missing?"
        return where, IntakeError(where, reason)
    return where, dict(zip(names, cells, strict=False))
