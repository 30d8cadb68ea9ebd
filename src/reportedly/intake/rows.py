"""Rows of tables and of JSON to reports: the columns are shown, every row is counted, and addresses can be fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.columns import FIELDS, SAMPLE, Columns, columns_of, report_of_row
from reportedly.intake.fetched import read_address
from reportedly.intake.tally import Tally, show
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportedly.intake.content import Given

Row = tuple[str, "Mapping[str, str] | IntakeError"]
"""Where a row is (`table.csv:3`), and its cells by column, or why it cannot be read."""

_MOST_MAKES = 100
"""Rows with different names that are kept in mind."""


def read_rows(
    names: Sequence[str], rows: Sequence[Row], given: Given, *, keeps_ids: bool = False
) -> Iterator[Report | IntakeError]:
    """The reports of the rows; those that hold an address but no text are fetched if that is wanted."""
    cells = [row for _, row in rows if not isinstance(row, IntakeError)]
    columns = columns_of(names, cells[:SAMPLE], dict(given.columns), given.where, keeps_ids=keeps_ids)
    _check(columns, cells, given)
    _show(columns, given.where)
    tally = Tally(given.where)
    for where, row in rows:
        yield from tally.counted(_row(row, columns, where, given))
    tally.say()


class RowStream:
    """Rows that come one at a time; which columns they have is guessed from the first row with the same names."""

    __slots__ = ("_columns", "_given", "_shown")

    def __init__(self, given: Given) -> None:
        self._given = given
        self._columns: dict[tuple[str, ...], Columns] = {}
        self._shown: set[str] = set()

    def read(self, row: Mapping[str, str], where: str) -> Iterator[Report | IntakeError]:
        """The reports of a row; which columns they are taken from is shown when it is new."""
        names = tuple(row)
        if names not in self._columns and len(self._columns) < _MOST_MAKES:
            self._columns[names] = self._guess(row, where)
        yield from _row(row, self._columns.get(names) or self._guess(row, where), where, self._given)

    def _guess(self, row: Mapping[str, str], where: str) -> Columns:
        given, keeps_ids = self._given, set(row) <= set(FIELDS)
        columns = columns_of(tuple(row), [row], dict(given.columns), where, keeps_ids=keeps_ids)
        _check(columns, [row], replace(given, where=where))
        if columns.shown not in self._shown and len(self._shown) < _MOST_MAKES:
            self._shown.add(columns.shown)
            _show(columns, where)
        return columns


def _check(columns: Columns, rows: Sequence[Mapping[str, str]], given: Given) -> None:
    """Raise IntakeError if no column holds texts or, where they are fetched, addresses."""
    if "text" not in columns.by_field and not (given.fetches and "url" in columns.by_field):
        raise IntakeError(given.where, _without_text(columns, rows))


def _show(columns: Columns, where: str) -> None:
    """Show what is taken from which column, unless the names say it."""
    if columns.unused or any(field != name for field, name in columns.by_field.items()):
        show(f"{where}: {columns.shown}; --columns FIELD=COLUMN,... says otherwise")


def _row(
    row: Mapping[str, str] | IntakeError, columns: Columns, where: str, given: Given
) -> Iterator[Report | IntakeError]:
    if isinstance(row, IntakeError):
        raise row
    address = row.get(columns.by_field.get("url", ""), "").strip()
    if given.fetches and address and not row.get(columns.by_field.get("text", ""), "").strip():
        yield from _fetched(row, columns, address, replace(given, where=where))
    else:
        yield report_of_row(row, columns, where, given.published)


def _fetched(row: Mapping[str, str], columns: Columns, address: str, given: Given) -> Iterator[Report | IntakeError]:
    """The reports at the address of a row; what the page does not say of itself is taken from the row."""
    named = {**columns.by_field, "text": columns.by_field["url"]}
    said = report_of_row(row, replace(columns, by_field=named), given.where, given.published)
    for found in read_address(address, given):
        if isinstance(found, IntakeError):
            yield found
            continue
        yield replace(
            found,
            id="",
            outlet=found.outlet or said.outlet,
            title=found.title or said.title,
            published_at=found.published_at or said.published_at,
            language=found.language or said.language,
        )


def _without_text(columns: Columns, rows: Sequence[Mapping[str, str]]) -> str:
    if "url" in columns.by_field:
        name = columns.by_field["url"]
        count = sum(bool(row.get(name, "").strip()) for row in rows)
        return (
            f"lists {count:,} address{'' if count == 1 else 'es'} (column {name}) and no texts: "
            "--fetch reads the pages, or --columns text=COLUMN names the column that holds the texts"
        )
    every = ", ".join((*columns.by_field.values(), *columns.unused))
    return f"has no column that holds texts: name it with --columns text=COLUMN; the columns are {every}"
