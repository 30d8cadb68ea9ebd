"""`reportedly account`: accounts of people who share a desk, their keys, and the log of what happened there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportedly.accounts import AccountRole
from reportedly.cli.ledger import open_ledger
from reportedly.cli.listing import Noun, listing
from reportedly.cli.signature import login
from reportedly.cli.terminal import say

if TYPE_CHECKING:
    from reportedly.cli.listing import ListingOptions

_name = click.argument("name", metavar="NAME")
_role = click.Choice([role.value for role in AccountRole])
_stdin = click.option(
    "--password-stdin", "piped", is_flag=True, help="Read the password from standard input, up to the end of the line."
)


@click.group(short_help="Accounts of people who share a desk, with roles and keys.")
def account() -> None:
    """Accounts of people who share a desk, with roles and keys.

    A ledger without accounts is served as before, to one person or with one token. Once it has an account, `serve`
    lets in only people who sign in, and programs with a key. Roles hold at the desk; whoever may write the database
    may do everything on the command line. No export has accounts, keys and the log.
    """


@account.command(short_help="Make an account.")
@_name
@click.option("--role", type=_role, required=True, help="read, judge (and read), or administer (and judge).")
@click.option(
    "--identity", metavar="ADDRESS", help="By what the provider of sign-in (OpenID Connect) knows the person."
)
@_stdin
@click.pass_obj
def add(address: str, name: str, role: str, identity: str | None, piped: bool) -> None:
    """Make an account; asks for a password, of 12 characters or more, unless an identity is given.

    Needs argon2-cffi for passwords: pip install 'reportedly[accounts]'.
    """
    with open_ledger(address) as ledger:
        first = not ledger.accounts.exist()
        password = _password(piped) if piped or not identity else None
        made = ledger.accounts.add(name, AccountRole(role), password=password, identity=identity, via=_via())
    _say(f"{made.name}: {made.role}")
    if first:
        _say("this is the first account: a desk of this ledger lets in nobody without one from now on, also to read")


@account.command("list", short_help="All accounts.")
@listing
@click.pass_obj
def listed(address: str, options: ListingOptions) -> None:
    """All accounts with their roles, disabled ones too."""
    from reportedly.accounts import Account
    from reportedly.cli import account_tables
    from reportedly.listing import Page

    with open_ledger(address) as ledger:
        shown = Page.cut(ledger.accounts.all(), **options.rows)
    options.show(shown, Noun("account", "accounts"), Account, lambda: account_tables.accounts(shown))


@account.command(short_help="Give an account another role.")
@_name
@click.argument("role", type=_role)
@click.pass_obj
def role(address: str, name: str, role: str) -> None:
    """Give an account another role; it counts from its next request on."""
    with open_ledger(address) as ledger:
        changed = ledger.accounts.set_role(name, AccountRole(role), via=_via())
    _say(f"{changed.name}: {changed.role}")


@account.command(short_help="Give an account another password.")
@_name
@_stdin
@click.pass_obj
def password(address: str, name: str, piped: bool) -> None:
    """Give an account another password; whoever is signed in as it has to sign in again."""
    with open_ledger(address) as ledger:
        ledger.accounts.get(name)  # before a password is asked for
        changed = ledger.accounts.set_password(name, _password(piped), via=_via())
    _say(f"{changed.name}: the password is changed; its sessions have ended")


@account.command(short_help="Say by what a provider of sign-in knows an account.")
@_name
@click.argument("identity", metavar="ADDRESS")
@click.pass_obj
def identity(address: str, name: str, identity: str) -> None:
    """Say by what the provider of sign-in (OpenID Connect) knows the person, such as an e-mail address.

    The person who signs in with it first keeps the account, whoever gets the address later.
    """
    with open_ledger(address) as ledger:
        changed = ledger.accounts.set_identity(name, identity, via=_via())
    _say(f"{changed.name}: signs in as {changed.identity}")


@account.command(short_help="Let nobody sign in as an account.")
@_name
@click.pass_obj
def disable(address: str, name: str) -> None:
    """Let nobody sign in as an account; its sessions end and its keys open nothing. What it decided stays."""
    with open_ledger(address) as ledger:
        changed = ledger.accounts.disable(name, via=_via())
    _say(f"{changed.name}: disabled")


@account.command(short_help="Let an account that was disabled sign in again.")
@_name
@click.pass_obj
def enable(address: str, name: str) -> None:
    """Let an account that was disabled sign in again, and use its keys."""
    with open_ledger(address) as ledger:
        changed = ledger.accounts.enable(name, via=_via())
    _say(f"{changed.name}: enabled")


@account.command(short_help="What happened at the desk.")
@listing
@click.pass_obj
def log(address: str, options: ListingOptions) -> None:
    """The audit log, latest first: who signed in, failed to, or did what at the desk; changes of accounts and keys."""
    from reportedly.accounts import AuditEntry
    from reportedly.cli import account_tables

    with open_ledger(address) as ledger:
        shown = ledger.accounts.log(**options.rows)
    options.show(shown, Noun("entry", "entries"), AuditEntry, lambda: account_tables.log(shown))


@account.group(short_help="Keys by which programs use the desk.")
def key() -> None:
    """Keys by which programs do at the desk what their account may: `Authorization: Bearer KEY`."""


@key.command("add", short_help="Make a key for an account.")
@_name
@click.option("--for", "purpose", required=True, metavar="TEXT", help="What the key is for.")
@click.pass_obj
def add_key(address: str, name: str, purpose: str) -> None:
    """Make a key for an account, and print it: only its beginning and its SHA-256 are kept."""
    with open_ledger(address) as ledger:
        made, secret = ledger.accounts.add_key(name, purpose, via=_via())
    say(secret)
    _say(f"{made.account}: keep this key, it is shown only now; it is known as {made.prefix}")


@key.command("list", short_help="Keys, by their beginnings.")
@click.argument("name", metavar="[NAME]", required=False)
@listing
@click.pass_obj
def listed_keys(address: str, name: str | None, options: ListingOptions) -> None:
    """Keys of all accounts or of one: beginning, what for, when it was made and used last; revoked ones too."""
    from reportedly.accounts import ApiKey
    from reportedly.cli import account_tables
    from reportedly.listing import Page

    with open_ledger(address) as ledger:
        shown = Page.cut(ledger.accounts.keys(name), **options.rows)
    options.show(shown, Noun("key", "keys"), ApiKey, lambda: account_tables.keys(shown))


@key.command(short_help="Let a key open nothing any more.")
@click.argument("prefix", metavar="BEGINNING")
@click.pass_obj
def revoke(address: str, prefix: str) -> None:
    """Let a key open nothing any more; BEGINNING is what `key list` shows of it."""
    with open_ledger(address) as ledger:
        revoked = ledger.accounts.revoke_key(prefix, via=_via())
    _say(f"{revoked.account}: the key {revoked.prefix} is revoked")


def _password(piped: bool) -> str:
    if piped:
        return sys.stdin.readline().rstrip("\r\n")
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more", err=True)
    return given


def _via() -> str:
    return f"command line, {login()}"


def _say(what: str) -> None:
    from reportedly.export import wording

    click.echo(f"reportedly: {wording.plain(what)}", err=True)
