"""What all listing commands share: a table for people, JSON, CSV or Parquet for programs, and pages."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from reportedly.cli import dates
from reportedly.listing import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

T = TypeVar("T")


class Rows(TypedDict):
    """Which rows of a list are asked for."""

    limit: int | None
    offset: int


SHOWN = 40
"""Rows of a table where neither --limit nor --all is given."""

as_of = click.option(
    "--as-of", callback=dates.day, metavar="DATE", help="As known at the end of that day, UTC: 2025-04-28."
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What the rows of a listing are called."""

    one: str
    many: str
    brief: str = ""
    """Which of them a table shows that leaves out what says little."""
    latest: bool = False
    """Whether the latest of them are shown, in the order in which they came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingOptions:
    """How a listing is wanted."""

    as_json: bool
    as_csv: bool
    parquet: Path | None
    limit: int | None
    offset: int
    everything: bool

    @property
    def for_people(self) -> bool:
        """Whether a table is wanted."""
        return not (self.as_json or self.as_csv or self.parquet)

    @property
    def most(self) -> int | None:
        """Rows to show at most; None for all."""
        return self.limit or (SHOWN if self.for_people and not self.everything else None)

    @property
    def rows(self) -> Rows:
        """Which rows to ask the ledger for."""
        return {"limit": self.most, "offset": self.offset}

    @property
    def brief(self) -> bool:
        """Whether what says little is left out."""
        return self.for_people and not self.everything

    def latest(self, found: Sequence[T]) -> Page[T]:
        """The last rows of a list that is there as a whole, in its order."""
        return Page.cut(found[::-1], **self.rows).backwards()

    def show(self, shown: Page[T], noun: Noun, kind: type[T], table: Callable[[], RenderableType]) -> None:
        """Write the rows to show, records of a kind, as wanted; people are told how many, and how to see the rest."""
        if self.for_people:
            from reportedly.cli import ledger_tables

            if shown:
                ledger_tables.console().print(table())
            click.echo(self._summary(len(shown), noun, more=shown.more), err=True)
            return
        from reportedly.cli.printing import print_json
        from reportedly.export import record, tables

        columns, rows = record.keys(kind), [record.record_json(one) for one in shown]
        if self.parquet:
            tables.write_parquet(columns, rows, self.parquet)
        if self.as_csv:
            out = io.StringIO(newline="")
            tables.write_csv(columns, rows, out)
            sys.stdout.buffer.write(out.getvalue().encode("utf-8", "backslashreplace"))
            sys.stdout.buffer.flush()
        if self.as_json:
            for row in rows:
                print_json(row)

    def _summary(self, number: int, noun: Noun, *, more: bool) -> str:
        """How many rows there are, or that there are more; and what shows the rest."""
        of_those = f" {noun.brief}" if noun.brief and self.brief else ""
        rows = f"{'no' if number == 0 else f'{number:,}'} {noun.one if number == 1 else noun.many}{of_those}"
        if number == 0 and self.offset:
            rows = f"no more {noun.many}{of_those}"
        hints = (
            [f"--offset {self.offset + number} shows {'earlier ones' if noun.latest else 'the next'}"] if more else []
        )
        if not self.everything and (of_those or (more and self.limit is None)):
            hints.append("--all shows all" if more else "--all shows the others, too")
        place = f"the {'latest' if noun.latest else 'first'} " if more and not self.offset else ""
        return "; ".join([f"{place}{rows}", *hints])


def listing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a listing; it gets them as `options`."""

    @wraps(command)
    def with_options(
        *given: Any,
        as_json: bool,
        as_csv: bool,
        parquet: Path | None,
        limit: int | None,
        offset: int,
        everything: bool,
        **named: Any,
    ) -> Any:
        if as_json and as_csv:
            raise click.UsageError("--json and --csv both go to standard output: give one of them")
        options = ListingOptions(
            as_json=as_json, as_csv=as_csv, parquet=parquet, limit=limit, offset=offset, everything=everything
        )
        return command(*given, options=options, **named)

    for option in reversed(
        (
            click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line."),
            click.option("--csv", "as_csv", is_flag=True, help="Write CSV with a header."),
            click.option(
                "--parquet",
                type=click.Path(path_type=Path, dir_okay=False),
                metavar="FILE",
                help="Write a Parquet file (pip install 'reportedly[parquet]').",
            ),
            click.option("--limit", type=click.IntRange(1), metavar="N", help=f"Rows to show; {SHOWN} in a table."),
            click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Rows to pass over first."),
            click.option("--all", "everything", is_flag=True, help="Show all rows in the table."),
        )
    ):
        with_options = option(with_options)
    return with_options
