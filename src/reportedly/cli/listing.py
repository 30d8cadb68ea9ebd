"""The options and output that all listing commands share: a table for people; JSON, CSV or Parquet for programs."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from reportedly.cli import dates, terminal
from reportedly.listing import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

T = TypeVar("T")


class Rows(TypedDict):
    """The part of a list that is asked for."""

    limit: int | None
    offset: int


SHOWN = 40
"""Rows of a table without --limit or --all."""

as_of = click.option(
    "--as-of", callback=dates.day, metavar="DATE", help="As known at the end of that day, UTC: 2025-04-28."
)

topic = click.option(
    "--topic", metavar="NAME", help="Only what belongs to the claims of that topic; `topic list` lists topics."
)


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun for the rows of a listing: 1 claim, 2 claims."""

    one: str
    many: str
    brief: str = ""
    """Which rows a table shows by default, if not all: "of several statements"."""
    brief_one: str = ""
    """The same of one row, if it is said otherwise: "that matters"."""
    latest: bool = False
    """True if the latest rows are shown, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingOptions:
    """The options of a listing command."""

    as_json: bool
    as_csv: bool
    parquet: Path | None
    limit: int | None
    offset: int
    everything: bool
    formulas: bool = False
    """True if CSV keeps cells that a spreadsheet would run as formulas."""

    @property
    def for_people(self) -> bool:
        """True for a table, False for output that programs read."""
        return not (self.as_json or self.as_csv or self.parquet)

    @property
    def most(self) -> int | None:
        """The maximum number of rows; None for all."""
        return self.limit or (SHOWN if self.for_people and not self.everything else None)

    @property
    def rows(self) -> Rows:
        """The part of the list to ask the ledger for."""
        return {"limit": self.most, "offset": self.offset}

    @property
    def brief(self) -> bool:
        """True if minor rows are left out, such as claims of one statement."""
        return self.for_people and not self.everything

    def latest(self, found: Sequence[T]) -> Page[T]:
        """The last rows of a list that is in memory, in its order."""
        return Page.cut(found[::-1], **self.rows).backwards()

    def show(self, shown: Page[T], noun: Noun, kind: type[T], table: Callable[[], RenderableType]) -> None:
        """Write the rows, records of `kind`; below a table, say how many there are and how to see the rest."""
        if self.for_people:
            from reportedly.cli.console import table_console

            if shown:
                table_console().print(table())
            click.echo(self._summary(len(shown), noun, more=shown.more), err=True)
            return
        from reportedly.cli.printing import print_json
        from reportedly.export import record, tables

        columns, rows = record.keys(kind), [record.record_json(one) for one in shown]
        if self.parquet:
            tables.write_parquet(columns, rows, self.parquet)
        if self.as_csv:
            out = io.StringIO(newline="")
            tables.write_csv(columns, rows, out, formulas=self.formulas)
            terminal.write(out.getvalue().encode("utf-8", "backslashreplace"))
        if self.as_json:
            for row in rows:
                print_json(row)

    def _summary(self, number: int, noun: Noun, *, more: bool) -> str:
        """The line below a table: the first 40 claims; --offset 40 shows the next."""
        brief = noun.brief_one if number == 1 and noun.brief_one else noun.brief
        of_those = f" {brief}" if brief and self.brief else ""
        rows = f"{'no' if number == 0 else f'{number:,}'} {noun.one if number == 1 else noun.many}{of_those}"
        if number == 0 and self.offset:
            rows = f"no more {noun.many}{of_those}"
        hints = (
            [f"--offset {self.offset + number} shows {'earlier ones' if noun.latest else 'the next'}"] if more else []
        )
        if not self.everything and (of_those or (more and self.limit is None)):
            hints.append("--all shows all" if more else "--all shows the others too")
        place = f"the {'latest' if noun.latest else 'first'} " if more and not self.offset else ""
        return "; ".join([f"{place}{rows}", *hints])


def listing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a listing to a command, which gets them as `options`."""

    @wraps(command)
    def with_options(
        *given: Any,
        as_json: bool,
        as_csv: bool,
        parquet: Path | None,
        limit: int | None,
        offset: int,
        everything: bool,
        formulas: bool,
        **named: Any,
    ) -> Any:
        if as_json and as_csv:
            raise click.UsageError("--json and --csv both go to standard output: give one of them")
        if formulas and not as_csv:
            raise click.UsageError("--keep-formulas changes what --csv writes: give --csv too")
        options = ListingOptions(
            as_json=as_json,
            as_csv=as_csv,
            parquet=parquet,
            limit=limit,
            offset=offset,
            everything=everything,
            formulas=formulas,
        )
        return command(*given, options=options, **named)

    for option in reversed(
        (
            click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line."),
            click.option("--csv", "as_csv", is_flag=True, help="Write CSV with a header."),
            click.option(
                "--keep-formulas",
                "formulas",
                is_flag=True,
                help="Leave CSV cells that a spreadsheet would run as formulas; by default they get an apostrophe.",
            ),
            click.option(
                "--parquet",
                type=click.Path(path_type=Path, dir_okay=False),
                metavar="FILE",
                help="Write a Parquet file (pip install 'reportedly[parquet]').",
            ),
            click.option(
                "--limit", type=click.IntRange(1), metavar="N", help=f"Maximum number of rows; {SHOWN} in a table."
            ),
            click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Rows to skip."),
            click.option("--all", "everything", is_flag=True, help="Show all rows in the table."),
        )
    ):
        with_options = option(with_options)
    return with_options
