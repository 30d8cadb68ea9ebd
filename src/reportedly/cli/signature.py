"""The name under which people add, grade and judge, and the key that signs what they decide."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.ledger.signing import SigningKey


_Command = TypeVar("_Command", bound="Callable[..., object]")


def login() -> str:
    """The name of who runs the command: REPORTEDLY_USER or the login name."""
    try:
        return os.environ.get("REPORTEDLY_USER") or getpass.getuser()
    except (KeyError, OSError):  # a number without a name, as in containers
        return f"user {os.getuid()}"


by = click.option(
    "--by", default=login, metavar="NAME", help="Your name; by default REPORTEDLY_USER or the login name."
)


def key_signing(what: str) -> Callable[[_Command], _Command]:
    """The option that names a key; `what` is its help."""
    return click.option(
        "--key",
        envvar="REPORTEDLY_KEY",
        show_envvar=True,
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help=what,
    )


key = key_signing("The private key that signs it; `judge key FILE` makes one. Without a key the name is unsigned.")


def signing_key(file: Path | None) -> SigningKey | None:
    """The key in a file; None without a file."""
    if file is None:
        return None
    from reportedly.ledger.signing import SigningKey

    return SigningKey.of_file(file)
