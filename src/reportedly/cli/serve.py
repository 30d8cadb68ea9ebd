"""`reportedly serve`: the ledger in a browser, on this machine only."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address; others are refused for now.")
@click.option(
    "--port", default=8321, show_default=True, type=click.IntRange(0, 65535), help="0 takes one that is free."
)
@click.option("--open/--no-open", "opening", default=False, help="Open the page in the browser.")
@click.pass_obj
def serve(ledger: str, host: str, port: int, opening: bool) -> None:
    """Open the ledger in the browser: changes, claims, reports, forecasts, search.

    Read-only; nothing is fetched from elsewhere. Ctrl-C ends it.
    """
    if not is_loopback(host):
        raise click.BadParameter(
            f"{host} can be reached from other machines, and the desk has no passwords yet; use 127.0.0.1, "
            "and a tunnel (ssh -L) to read it from elsewhere",
            param_hint="--host",
        )
    listening = listen(host, port)
    with listening:
        _run(ledger, listening, opening)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; ClickException where something else does."""
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)
    except OSError as problem:
        made.close()
        raise click.ClickException(
            f"{host}:{port} cannot be used ({problem.strerror}): is another desk running? "
            "Name another port with --port, or --port 0 for any that is free"
        ) from None
    return made


def _run(ledger: str, listening: socket.socket, opening: bool) -> None:
    import uvicorn

    from reportedly.web.app import create

    app = create(ledger)
    host, port = listening.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"The desk of {app.state.ledger.address} is open at {address} (Ctrl-C closes it)")
    if opening:
        click.launch(address)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    with suppress(KeyboardInterrupt):  # the ordinary way to close it
        server.run(sockets=[listening])
