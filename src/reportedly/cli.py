"""The command line: parsing and printing only."""

import click


@click.group()
def main() -> None:
    """Event data that remembers who said so."""
