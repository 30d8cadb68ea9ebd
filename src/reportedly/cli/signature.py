"""The name that signs what is added, graded or judged."""

from __future__ import annotations

import getpass
import os

import click


def _login() -> str:
    return os.environ.get("REPORTEDLY_USER") or getpass.getuser()


by = click.option(
    "--by", default=_login, metavar="NAME", help="Your name; by default REPORTEDLY_USER or the login name."
)
