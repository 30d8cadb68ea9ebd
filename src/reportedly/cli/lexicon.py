"""`reportedly lexicon`: list the tables that reading uses."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from reportedly.cli.printing import print_json
from reportedly.cli.terminal import say

if TYPE_CHECKING:
    from reportedly.lexicon.catalogue import LexiconTable


@click.command(short_help="The tables that reading uses.")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line: a table each, or a row each.")
def lexicon(name: str | None, as_json: bool) -> None:
    """List the tables that reading uses, or the rows of one table (NAME).

    To change a table, put one of the same name into a folder and set REPORTEDLY_LEXICON to the folder:
    its rows replace those with the same first column, and the others are added.
    """
    from reportedly.lexicon import catalogue, overlay_folder

    if name is None:
        entries = catalogue.catalogue()
        if as_json:
            for one in entries:
                print_json(dataclasses.asdict(one))
        else:
            _print(
                ["table", "rows", "yours", "what it holds"],
                [[e.name, f"{e.rows:,}", _yours(e), e.summary] for e in entries],
            )
            folder = overlay_folder()
            say(f"\nYour own: {folder or 'none; name a folder in REPORTEDLY_LEXICON'}")
        for stray in catalogue.strays():
            click.echo(f"reportedly: {stray}: matches no table and is ignored; see the names above", err=True)
        return
    entry, rows = catalogue.described(name), catalogue.rows(name)
    if as_json:
        for row in rows:
            print_json(row)
        return
    say(f"{entry.about}\n")
    if entry.own:
        say(f"Your own, {entry.own}: {_yours(entry)}\n")
    _print(list(entry.columns), [list(row.values()) for row in rows])


def _yours(entry: LexiconTable) -> str:
    counts = ((entry.replaced, "replaced"), (entry.added, "added"))
    return ", ".join(f"{n} {what}" for n, what in counts if n)


def _print(columns: list[str], rows: list[list[str]]) -> None:
    from reportedly.cli import ledger_tables
    from reportedly.cli.console import table_console

    out = ledger_tables.table(*columns)
    for column in out.columns:
        column.justify = "right" if column.header == "rows" else "left"
    for row in rows:
        out.add_row(*row)
    table_console().print(out)
