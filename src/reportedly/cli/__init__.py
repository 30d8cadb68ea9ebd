"""The command line: parsing and printing only; one file a family of commands."""

from __future__ import annotations

import click


@click.group()
@click.option("--ledger", envvar="REPORTEDLY_LEDGER", default="reportedly.db", show_default=True, metavar="PATH_OR_URL")
@click.version_option(package_name="reportedly")
@click.pass_context
def main(context: click.Context, ledger: str) -> None:
    """Event data that remembers who said so."""
    context.obj = ledger
