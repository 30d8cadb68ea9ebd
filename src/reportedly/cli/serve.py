"""`reportedly serve`: open the desk, the pages of a ledger in a browser."""

from __future__ import annotations

import ipaddress
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.json_log import log_form, logged_as, tell
from reportedly.cli.signature import key_signing, signing_key
from reportedly.cli.terminal import say

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from reportedly.ledger.signing import SigningKey
    from reportedly.web.security.oidc import Provider

SHORTEST_TOKEN = 16
"""Characters; a shorter one could be guessed over a network."""


@click.command(short_help="Open the ledger in the browser.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; any but loopback needs a token."
)
@click.option("--port", default=8321, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free port.")
@click.option(
    "--token",
    envvar="REPORTEDLY_TOKEN",
    show_envvar=True,
    help="People who know it can judge, grade and add reports; without one the desk is read-only. "
    "The variable keeps it out of the list of processes.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    help="Another name of the desk, such as desk.example.org; needs a token.",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    callback=lambda _context, _option, given: tuple(map(_network, given)),
    help="Address or network of a proxy in front of the desk, whose X-Forwarded-For and X-Forwarded-Proto are "
    "believed; without it nobody's are.",
)
@key_signing(
    "The private key that signs what people judge and grade at the desk; `judge key FILE` makes one. Without a key "
    "their names are unsigned."
)
@click.option(
    "--oidc",
    "issuer",
    metavar="ADDRESS",
    help="The issuer of OpenID Connect by which people with accounts can sign in; needs --oidc-client and the "
    "variable REPORTEDLY_OIDC_SECRET (pip install 'reportedly[oidc]').",
)
@click.option("--oidc-client", "client", metavar="ID", help="By what that issuer knows the desk.")
@click.option(
    "--metrics",
    is_flag=True,
    help="Have figures for Prometheus at /metrics, for whoever may read the desk (pip install 'reportedly[metrics]').",
)
@log_form
@click.option("--open/--no-open", "opening", default=False, help="Open the page in the browser.")
@click.pass_obj
def serve(
    ledger: str,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    key: Path | None,
    issuer: str | None,
    client: str | None,
    metrics: bool,
    log: str,
    opening: bool,
) -> None:
    """Open the ledger in the browser: changes, claims, reports, numbers, forecasts, sources, map, search.

    Everybody on this machine can read. With a token, people who sign in can also judge, grade and add
    reports. A desk that other machines can reach needs a token, also for reading. While the ledger has accounts
    (`reportedly account`), people sign in with theirs instead, and the token opens nothing: that counts from the
    first account on, also at a desk that is running. Ctrl-C closes it.
    """
    token = (token or "").strip() or None
    private = not is_loopback(host) or bool(names)
    accounts = has_accounts(ledger)
    if private and token is None and not accounts:
        raise click.BadParameter(
            f"{(*names, host)[0]} can be reached from other machines: give the desk a token (REPORTEDLY_TOKEN) or "
            "accounts (`reportedly account add`), or use 127.0.0.1 and a tunnel (ssh -L)",
            param_hint="--name" if names else "--host",
        )
    if accounts and token is not None:
        click.echo(
            "reportedly: the ledger has accounts: people sign in with theirs, and the token opens nothing", err=True
        )
    elif token is not None and len(token) < SHORTEST_TOKEN:
        raise click.BadParameter(
            f"a token has {SHORTEST_TOKEN} characters or more; "
            "python -c 'import secrets; print(secrets.token_urlsafe())' makes one",
            param_hint="--token",
        )
    signing = _signing(key, working=bool(token or accounts))
    provider = _provider(issuer, client, accounts)
    from reportedly.cli.ledger import open_ledger
    from reportedly.web.app import LOCAL, create

    with logged_as(log), listen(host, port) as listening:
        with open_ledger(ledger) as opened:  # links a ledger of an earlier version again, with a bar in the terminal
            if waiting := opened.waiting():
                click.echo(f"{waiting:,} reports were not linked yet; the desk links them now", err=True)
        hosts = (*LOCAL, *names, *([socket.gethostname()] if private else []))
        app = create(ledger, token=token, hosts=hosts, private=private, key=signing, provider=provider, metrics=metrics)
        _run(app, listening, proxies, opening, log)


def _signing(file: Path | None, *, working: bool) -> SigningKey | None:
    """The key of the desk. One that cannot be opened is an error, unless nobody works at the desk yet."""
    from reportedly.errors import StoreError

    try:
        return signing_key(file)
    except StoreError as problem:
        if working:
            raise
        click.echo(f"reportedly: {problem}; what accounts decide here later on will be unsigned", err=True)
        return None


def _provider(issuer: str | None, client: str | None, accounts: bool) -> Provider | None:
    """The provider of sign-in that is asked for; BadParameter if something of it is missing."""
    if issuer is None:
        return None
    secret = os.environ.get("REPORTEDLY_OIDC_SECRET", "")
    missing = "" if accounts else "the ledger has no accounts: `reportedly account add NAME --identity ADDRESS` first"
    missing = missing or ("" if client else "give --oidc-client, too")
    missing = missing or ("" if secret else "give the secret in the variable REPORTEDLY_OIDC_SECRET")
    if missing:
        raise click.BadParameter(missing, param_hint="--oidc")
    from reportedly.web.security.oidc import Provider

    return Provider(issuer=issuer, client=str(client), secret=secret)


def has_accounts(ledger: str) -> bool:
    """True if there is that ledger and it has accounts."""
    from reportedly.errors import StoreError
    from reportedly.ledger import Ledger

    with suppress(StoreError), Ledger(ledger, make=False) as opened:  # what is wrong with it is said further on
        return opened.accounts.exist()
    return False


def _network(given: str) -> str:
    """An IP address or network; BadParameter if it is none."""
    try:
        ipaddress.ip_network(given)
    except ValueError as problem:
        raise click.BadParameter(f"{problem}: give an IP address, or a network such as 10.0.0.0/24") from None
    return given


def is_loopback(host: str) -> bool:
    """True if only this machine can reach that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; ClickException if the address is in use."""
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


def _signature(app: FastAPI) -> str:
    return f"signed by key {app.state.key.public}" if app.state.key else "unsigned: --key FILE signs them"


def server_of(app: FastAPI, proxies: tuple[str, ...] = (), *, quiet: bool = True) -> uvicorn.Server:
    """The server of a desk: it believes the headers of these proxies only, and closes half-sent requests.

    If it is not `quiet`, it leaves its log to the log of the program.
    """
    import uvicorn

    from reportedly.web.security.request_limit import RequestLimit

    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=RequestLimit,
            log_level="warning",
            access_log=False,  # the desk has its own, without what was asked for
            log_config=uvicorn.config.LOGGING_CONFIG if quiet else None,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
        )
    )


def _run(app: FastAPI, listening: socket.socket, proxies: tuple[str, ...], opening: bool, log: str) -> None:
    host, port = listening.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    may = "read only; REPORTEDLY_TOKEN opens it for work"
    access = app.state.auth.access()
    if access.accounts is not None:
        may = f"for its accounts, after signing in; decisions are {_signature(app)}"
    elif access.may_sign_in:
        may = f"read, and work on it after signing in; decisions are {_signature(app)}"
    if log == "json":
        tell("open", ledger=app.state.ledger.address, address=address, may=may)
    else:
        say(f"The desk of {app.state.ledger.address} is open at {address} ({may}; Ctrl-C closes it)")
    if opening:
        click.launch(address)
    with suppress(KeyboardInterrupt):  # the ordinary way to close it
        server_of(app, proxies, quiet=log != "json").run(sockets=[listening])
