"""Columns of tables and keys of JSON: which of them hold text, title, outlet, address and date of a report.

They are guessed by their names (`reportedly lexicon columns`), then by what they hold; what was guessed is shown, and
`--columns text=body,outlet=4` says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.intake.dates import moment_of
from reportedly.language import code_of
from reportedly.lexicon import table
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

FIELDS = ("text", "title", "outlet", "url", "published_at", "language", "id")
SAMPLE = 200
"""Rows from which columns are guessed."""

_ADDRESS = re.compile(r"https?://\S+")
_SENTENCE = re.compile(r"[.!?][\"”’')]?\s*\Z")
_SHORTEST_TEXT = 5
"""Words of a typical cell of a column that is taken for text because of what it holds."""
_MARKUP = re.compile(r"</(?:p|div|span|a|br|li|h\d|strong|em)>|<br\s*/?>", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_DAY = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4}|\d\d(?!\d))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column holds which field of a report."""

    by_field: Mapping[str, str]
    unused: tuple[str, ...] = ()
    day_first: bool | None = None
    """True if dates such as 05/06/2024 begin with the day, as others of the column show; None if that is open."""

    @property
    def shown(self) -> str:
        """What is taken from where, for the user."""
        taken = ", ".join(f"{field}={_quoted(name)}" for field, name in self.by_field.items())
        rest = f"; not used: {', '.join(map(_quoted, self.unused))}" if self.unused else ""
        return f"columns {taken}{rest}"


def parse_columns(words: str) -> dict[str, str]:
    """What `text=body,outlet=4` says; ValueError if it says something else."""
    found: dict[str, str] = {}
    for part in words.split(","):
        field, equals, name = (p.strip() for p in part.partition("="))
        if field not in FIELDS or not equals or not name:
            raise ValueError(f"{part.strip()!r}: expected FIELD=COLUMN, with a FIELD of {', '.join(FIELDS)}")
        found[field] = name
    return found


def columns_of(
    names: Sequence[str], rows: Sequence[Mapping[str, str]], given: Mapping[str, str], where: str, *, keeps_ids: bool
) -> Columns:
    """The columns of a table with these names and first rows; `given` goes before what is guessed.

    `keeps_ids` is false where a bare number counts within its table only, and is no id.
    """
    found: dict[str, str] = {}
    for field, wanted in given.items():
        name = wanted if wanted in names else _numbered(names, wanted)
        if name is None:
            raise IntakeError(where, f"has no column {wanted!r}; it has {', '.join(map(_quoted, names))}")
        found[field] = name
    for field, name in _by_name(names).items():
        used = not rows or any(row.get(name) for row in rows)
        if used and field not in found and name not in found.values():
            found[field] = name
    if "id" in found and "id" not in given and not _are_ids([row.get(found["id"], "") for row in rows], keeps_ids):
        del found["id"]
    for field, fits in (("url", _is_address), ("published_at", _is_date), ("text", _is_prose)):
        if field not in found and (name := _by_content(names, rows, fits, frozenset(found.values()))):
            found[field] = name
    dates = [row.get(found.get("published_at", ""), "") for row in rows]
    return Columns(
        by_field={field: found[field] for field in FIELDS if field in found},
        unused=tuple(name for name in names if name not in found.values()),
        day_first=_day_first(dates),
    )


def known_names(names: Iterable[str]) -> set[str]:
    """The fields that some of these names stand for."""
    parts = (part for name in names for part in (name, name.rpartition(".")[2]))
    return {field for part in parts if (field := _fields().get(_bare(part), ("", 0))[0])}


def report_of_row(row: Mapping[str, str], columns: Columns, where: str, published: datetime | None) -> Report:
    """The report in a row; IntakeError if it has no text."""

    def cell(field: str) -> str:
        return row.get(columns.by_field.get(field, ""), "").strip()

    text = cell("text")
    if _MARKUP.search(text):
        from reportedly.intake.html import text_of  # with all readers of pages, which few tables need

        text = text_of(text)
    if not text:
        raise IntakeError(where, f"has no text in the column {_quoted(columns.by_field.get('text', 'text'))}")
    check_text(text, where, columns.by_field.get("text", "text"))
    written = cell("published_at")
    when = moment_of(_reordered(written, columns.day_first)) if written else None
    if written and when is None:
        name = _quoted(columns.by_field["published_at"])
        raise IntakeError(where, f"{name} is {written[:40]!r}, which names no day: write it as 2025-04-28")
    return Report(
        text=text,
        id=cell("id"),
        outlet=cell("outlet") or None,
        title=" ".join(cell("title").split()) or None,
        url=cell("url") or None,
        published_at=when or published,
        language=code_of(cell("language") or None),
    )


def _quoted(name: str) -> str:
    return f'"{name}"' if re.search(r"[\s,=]", name) or not name else name


def _bare(name: str) -> str:
    """The name without blanks and signs but the dots of nested objects and a first underscore (`_source.title`)."""
    return re.sub(r"(?<=.)_|[^a-z0-9._]", "", name.casefold().strip())


@cache
def _fields() -> dict[str, tuple[str, int]]:
    """The field of each name, without blanks and signs, and its place in the table."""
    return {_bare(row["name"]): (row["field"], place) for place, row in enumerate(table("columns.tsv"))}


def _by_name(names: Sequence[str]) -> dict[str, str]:
    """The column of each field: the whole name goes before the last part of a name such as `fields.bodyText`."""
    best: dict[str, tuple[int, int, str]] = {}
    for name in names:
        for depth, part in enumerate((name, name.rpartition(".")[2])):
            field, place = _fields().get(_bare(part), ("", 0))
            if field and not (depth and field == "id"):
                best[field] = min(best.get(field, (9, 0, "")), (depth, place, name))
                break
    return {field: name for field, (_, _, name) in best.items()}


def _numbered(names: Sequence[str], wanted: str) -> str | None:
    return names[int(wanted) - 1] if wanted.isdecimal() and 0 < int(wanted) <= len(names) else None


def _by_content(
    names: Sequence[str], rows: Sequence[Mapping[str, str]], fits: Callable[[str], bool], taken: frozenset[str]
) -> str | None:
    """The first column not yet taken in which four of five cells fit."""
    for name in names:
        cells = [cell for row in rows if (cell := row.get(name, "").strip())]
        if name not in taken and cells and sum(map(fits, cells)) * 5 >= len(cells) * 4:
            return name
    return None


def _is_address(cell: str) -> bool:
    return _ADDRESS.fullmatch(cell) is not None


def _is_date(cell: str) -> bool:
    return len(cell) < 40 and (_DAY.match(cell) is not None or moment_of(cell) is not None)


def _is_prose(cell: str) -> bool:
    return len(cell.split()) >= _SHORTEST_TEXT and _SENTENCE.search(cell) is not None


def _are_ids(cells: Sequence[str], keeps_numbers: bool) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) == len(set(filled)) and (keeps_numbers or not all(_NUMBER.fullmatch(c) for c in filled))


def _day_first(cells: Iterable[str]) -> bool | None:
    days = [found for cell in cells if (found := _DAY.match(cell.strip()))]
    first = any(int(d["one"]) > 12 for d in days)
    second = any(int(d["two"]) > 12 for d in days)
    return None if first == second else first


def _reordered(written: str, day_first: bool | None) -> str:
    """The date as year, month and day, where the order of its parts is known."""
    found = _DAY.match(written)
    if found is None or day_first is None:
        return written
    day, month = (found["one"], found["two"]) if day_first else (found["two"], found["one"])
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    return f"{year}-{int(month):02}-{int(day):02}{written[found.end() :]}"
