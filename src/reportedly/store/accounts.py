"""Accounts and their keys, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.accounts import Account, AccountRole, ApiKey
from reportedly.errors import NotFound, StoreError
from reportedly.store.database import insert_new
from reportedly.store.schema import accounts, api_keys
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from sqlalchemy.engine import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAccount:
    """An account with what checks who signs in."""

    account: Account
    password: str | None
    """The hash of the password."""
    subject: str | None
    """What the provider of sign-in calls the person; None before the first such sign-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredKey:
    """A key with its account and the SHA-256 by which it is checked."""

    key: ApiKey
    account: Account
    digest: str


def exist(connection: sa.Connection) -> bool:
    """True if there is any account, disabled or not."""
    return connection.scalar(sa.select(accounts.c.folded).limit(1)) is not None


def rows(connection: sa.Connection) -> list[Account]:
    """All accounts in the order of their names, disabled ones too."""
    return [_account(row) for row in connection.execute(sa.select(accounts).order_by(accounts.c.folded))]


def find(connection: sa.Connection, name: str) -> StoredAccount | None:
    """The account of that name; None if there is none."""
    return _one(connection, accounts.c.folded == name.casefold())


def named(connection: sa.Connection, name: str) -> StoredAccount:
    """The account of that name; NotFound if there is none."""
    found = find(connection, name)
    if found is None:
        raise NotFound(f"no account {name!r} in this ledger: `reportedly account list` lists them")
    return found


def of_identity(connection: sa.Connection, identity: str, subject: str) -> StoredAccount | None:
    """The account of a person whom the provider of sign-in calls so; before their first sign-in, that of the identity.

    An identity that another person has had before finds nothing: providers give addresses to others.
    """
    found = _one(connection, accounts.c.subject == subject)
    return found or _one(connection, sa.and_(accounts.c.identity == identity, accounts.c.subject.is_(None)))


def insert(
    connection: sa.Connection, name: str, role: AccountRole, *, password: str | None, identity: str | None, at: datetime
) -> None:
    """Add an account; StoreError if there is one of that name or identity."""
    row = {
        "folded": name.casefold(),
        "name": name,
        "role": role.value,
        "password": password,
        "identity": identity,
        "subject": None,
        "epoch": 0,
        "made_at": stamp(at),
        "disabled_at": None,
    }
    if insert_new(connection, accounts, [row]) == 0:
        known = find(connection, name)
        what = f"an account {known.account.name!r}" if known else f"an account that signs in as {identity}"
        raise StoreError(f"there is {what} already: `reportedly account list` lists accounts")


def change(connection: sa.Connection, name: str, *, ends_sessions: bool = False, **values: str | None) -> None:
    """Set columns of an account; with `ends_sessions` nobody who signed in as it before stays signed in."""
    settings: dict[str, Any] = dict(values)
    if ends_sessions:
        settings["epoch"] = accounts.c.epoch + 1
    connection.execute(sa.update(accounts).where(accounts.c.folded == name.casefold()).values(settings))


def insert_key(connection: sa.Connection, key: ApiKey, digest: str) -> None:
    """Add a key."""
    row = {
        "prefix": key.prefix,
        "account": key.account.casefold(),
        "purpose": key.purpose,
        "digest": digest,
        "made_at": stamp(key.made_at),
    }
    connection.execute(sa.insert(api_keys).values(row))


def key_rows(connection: sa.Connection, name: str | None = None) -> list[ApiKey]:
    """The keys of all accounts or of one, oldest first, the revoked ones too."""
    query = _KEYS if name is None else _KEYS.where(api_keys.c.account == name.casefold())
    return [_key(row) for row in connection.execute(query.order_by(api_keys.c.made_at, api_keys.c.prefix))]


def find_key(connection: sa.Connection, prefix: str) -> StoredKey | None:
    """The key that begins so, with its account; None if there is none."""
    row = connection.execute(_KEYS.where(api_keys.c.prefix == prefix)).first()
    if row is None:
        return None
    return StoredKey(key=_key(row), account=named(connection, row.name).account, digest=row.digest)


def change_key(connection: sa.Connection, prefix: str, **values: str) -> None:
    """Set columns of a key."""
    connection.execute(sa.update(api_keys).where(api_keys.c.prefix == prefix).values(values))


def _one(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> StoredAccount | None:
    row = connection.execute(sa.select(accounts).where(condition)).first()
    return None if row is None else StoredAccount(account=_account(row), password=row.password, subject=row.subject)


def _account(row: Row[Any]) -> Account:
    return Account(
        name=row.name,
        role=AccountRole(row.role),
        has_password=row.password is not None,
        identity=row.identity,
        made_at=datetime.fromisoformat(row.made_at),
        disabled_at=datetime.fromisoformat(row.disabled_at) if row.disabled_at else None,
        epoch=row.epoch,
    )


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        prefix=row.prefix,
        account=row.name,
        purpose=row.purpose,
        made_at=datetime.fromisoformat(row.made_at),
        used_at=datetime.fromisoformat(row.used_at) if row.used_at else None,
        revoked_at=datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
    )


_KEYS = sa.select(api_keys, accounts.c.name).join(accounts, accounts.c.folded == api_keys.c.account)
