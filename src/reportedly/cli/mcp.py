"""`reportedly mcp`: answer assistants over the Model Context Protocol."""

from __future__ import annotations

from contextlib import suppress

import click

from reportedly.cli.ledger import open_to_read


@click.command(short_help="Answer assistants (Model Context Protocol), read-only.")
@click.option("--http", is_flag=True, help="Streamable HTTP at /mcp, on this machine alone, in place of stdio.")
@click.option("--port", default=8322, show_default=True, type=click.IntRange(1, 65535), help="For --http.")
@click.option("--desk", default="http://127.0.0.1:8321", show_default=True, help="The desk that answers refer to.")
@click.pass_obj
def mcp(address: str, http: bool, port: int, desk: str) -> None:
    """Answer assistants: search, claims, disputes, changes, sources and numbers, each with the words behind it.

    It only reads. Over stdio the assistant starts it itself: command `reportedly`, arguments `--ledger PATH mcp`.
    """
    from reportedly.mcp.server import server

    with open_to_read(address) as ledger:
        made = server(ledger, desk)
        with suppress(KeyboardInterrupt):  # the ordinary way to end it
            if http:
                click.echo(f"http://127.0.0.1:{port}/mcp answers from {ledger.address} (Ctrl-C ends it)", err=True)
                made.run("streamable-http", host="127.0.0.1", port=port)
            else:
                made.run("stdio")
