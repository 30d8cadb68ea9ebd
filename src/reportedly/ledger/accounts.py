"""The accounts of a ledger: made by command, checked when somebody signs in; and the log of what they did."""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from reportedly.accounts import LONGEST_NAME, AccountRole, ApiKey, AuditKind
from reportedly.errors import NotFound, StoreError
from reportedly.ledger import passwords
from reportedly.listing import Page
from reportedly.store import accounts, audit_log
from reportedly.store.database import snapshot, writing, writing_at_once
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from reportedly.accounts import Account, AuditEntry
    from reportedly.store.database import Connection, Engine

KEY_BEGINS = "rk_"
"""How every key begins, so that programs that look for secrets find it."""
_PREFIX = len(KEY_BEGINS) + 8
"""Characters of a key that are shown."""
MINUTE = 60.0
"""Seconds between two notes of when a key was used."""
_NO_DIGEST = "0" * 64


class Accounts:
    """The accounts of a ledger. `via` says by what means something is done, for the audit log."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def exist(self) -> bool:
        """True if there is any account: then the desk lets in nobody without one."""
        with snapshot(self._engine) as connection:
            return accounts.exist(connection)

    def all(self) -> list[Account]:
        """All accounts in the order of their names, disabled ones too."""
        with snapshot(self._engine) as connection:
            return accounts.rows(connection)

    def get(self, name: str) -> Account:
        """The account of that name, in upper or lower case; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return accounts.named(connection, name).account

    def find(self, name: str) -> Account | None:
        """The account of that name if it may sign in."""
        with snapshot(self._engine) as connection:
            found = accounts.find(connection, name)
        return found.account if found is not None and found.account.disabled_at is None else None

    def add(
        self, name: str, role: AccountRole, *, password: str | None = None, identity: str | None = None, via: str
    ) -> Account:
        """Make an account that signs in with a password, with an identity at a provider of sign-in, or with both."""
        name = plain_name(name, "the name of an account")
        identity = identity and plain_name(identity, "an identity", 320).casefold()
        if password is None and identity is None:
            raise StoreError(f"{name}: an account needs a password or an identity (--identity) to sign in with")
        made = None if password is None else passwords.hashed(password, name)
        with writing(self._engine) as connection:
            accounts.insert(connection, name, role, password=made, identity=identity, at=_now())
            _note(connection, AuditKind.ACCOUNT, name, f"made, {role}", via)
            return accounts.named(connection, name).account

    def set_role(self, name: str, role: AccountRole, *, via: str) -> Account:
        """Give an account another role, from its next request on."""
        with writing(self._engine) as connection:
            known = accounts.named(connection, name).account
            if known.role is not role:
                accounts.change(connection, name, role=role.value)
                _note(connection, AuditKind.ACCOUNT, known.name, f"role {known.role} changed to {role}", via)
            return accounts.named(connection, name).account

    def set_password(self, name: str, password: str, *, via: str) -> Account:
        """Give an account another password; it ends its sessions."""
        made = passwords.hashed(password, name)
        with writing(self._engine) as connection:
            known = accounts.named(connection, name).account
            accounts.change(connection, name, password=made, ends_sessions=True)
            _note(connection, AuditKind.ACCOUNT, known.name, "password changed", via)
            return accounts.named(connection, name).account

    def set_identity(self, name: str, identity: str, *, via: str) -> Account:
        """Give an account another identity at the provider of sign-in; the next who signs in with it is its person."""
        identity = plain_name(identity, "an identity", 320).casefold()
        with writing(self._engine) as connection:
            known = accounts.named(connection, name).account
            other = next((a for a in accounts.rows(connection) if a.identity == identity and a != known), None)
            if other is not None:
                raise StoreError(f"{identity} is the identity of the account {other.name!r}")
            accounts.change(connection, name, identity=identity, subject=None, ends_sessions=True)
            _note(connection, AuditKind.ACCOUNT, known.name, f"identity set to {identity}", via)
            return accounts.named(connection, name).account

    def disable(self, name: str, *, via: str) -> Account:
        """Let nobody sign in as that account any more; it ends its sessions, and its keys open nothing."""
        return self._switch(name, False, via)

    def enable(self, name: str, *, via: str) -> Account:
        """Let an account that was disabled sign in again; keys that were not revoked open the desk again."""
        return self._switch(name, True, via)

    def _switch(self, name: str, able: bool, via: str) -> Account:
        with writing(self._engine) as connection:
            known = accounts.named(connection, name).account
            if (known.disabled_at is None) != able:
                at = None if able else stamp(_now())
                accounts.change(connection, name, disabled_at=at, ends_sessions=not able)
                _note(connection, AuditKind.ACCOUNT, known.name, "enabled" if able else "disabled", via)
            return accounts.named(connection, name).account

    def check_password(self, name: str, password: str) -> Account | None:
        """The account if it may sign in with that password; the answer takes as long if there is no such account."""
        with snapshot(self._engine) as connection:
            known = accounts.find(connection, name)
        right = passwords.is_password(password, known.password if known else None)
        if not right or known is None or known.account.disabled_at is not None:
            return None
        if known.password is not None and passwords.is_outdated(known.password):
            again = passwords.hashed(password, known.account.name)
            with writing(self._engine) as connection:
                accounts.change(connection, name, password=again)
        return known.account

    def sign_in_by(self, identity: str, subject: str) -> Account | None:
        """The account of a person whom the provider of sign-in vouches for; from now on it is this person's alone."""
        with writing(self._engine) as connection:
            known = accounts.of_identity(connection, identity.casefold(), subject)
            if known is None or known.account.disabled_at is not None:
                return None
            if known.subject is None:
                accounts.change(connection, known.account.name, subject=subject)
            return known.account

    def add_key(self, name: str, purpose: str, *, via: str) -> tuple[ApiKey, str]:
        """Make a key for an account; the key itself is the second value, and is nowhere else."""
        purpose = plain_name(purpose, "what a key is for")
        secret = KEY_BEGINS + secrets.token_hex(4) + secrets.token_urlsafe(32)
        with writing(self._engine) as connection:
            account = accounts.named(connection, name).account
            key = ApiKey(prefix=secret[:_PREFIX], account=account.name, purpose=purpose, made_at=_now())
            accounts.insert_key(connection, key, _digest(secret))
            _note(connection, AuditKind.KEY, account.name, f"key {key.prefix} made: {purpose}", via)
        return key, secret

    def keys(self, name: str | None = None) -> list[ApiKey]:
        """The keys of all accounts, or of one; oldest first, revoked ones too."""
        with snapshot(self._engine) as connection:
            if name is not None:
                name = accounts.named(connection, name).account.name
            return accounts.key_rows(connection, name)

    def revoke_key(self, prefix: str, *, via: str, of: str | None = None) -> ApiKey:
        """Let a key open nothing any more; with `of` only one of that account's. An earlier revocation stays."""
        with writing(self._engine) as connection:
            found = accounts.find_key(connection, prefix)
            if found is None or (of is not None and found.key.account.casefold() != of.casefold()):
                raise NotFound(f"no key {prefix!r}: `reportedly account key list` lists keys by their beginnings")
            if found.key.revoked_at is None:
                accounts.change_key(connection, prefix, revoked_at=stamp(_now()))
                _note(connection, AuditKind.KEY, found.key.account, f"key {prefix} revoked", via)
            key = accounts.find_key(connection, prefix)
            assert key is not None
            return key.key

    def check_key(self, secret: str) -> tuple[Account, ApiKey] | None:
        """The account whose key that is, if both are in force; notes that it was used, unless somebody is writing."""
        with snapshot(self._engine) as connection:
            found = accounts.find_key(connection, secret[:_PREFIX]) if secret.startswith(KEY_BEGINS) else None
        right = hmac.compare_digest(_digest(secret), found.digest if found else _NO_DIGEST)
        if not right or found is None or found.key.revoked_at or found.account.disabled_at:
            return None
        used, now = found.key.used_at, _now()
        if used is None or (now - used).total_seconds() >= MINUTE:
            with writing_at_once(self._engine) as free:
                if free is not None:
                    accounts.change_key(free, found.key.prefix, used_at=stamp(now))
        return found.account, found.key

    def note(self, kind: AuditKind, account: str, what: str, *, via: str) -> None:
        """Add an entry to the audit log."""
        with writing(self._engine) as connection:
            _note(connection, kind, account, what, via)

    def log(self, *, limit: int | None = None, offset: int = 0) -> Page[AuditEntry]:
        """The audit log, latest first."""
        with snapshot(self._engine) as connection:
            return Page.of(lambda most, first: audit_log.rows(connection, most, first), limit=limit, offset=offset)


def plain_name(name: str, what: str, longest: int = LONGEST_NAME) -> str:
    """A name with single spaces between its words; StoreError if it is empty, too long, or cannot be shown."""
    name = " ".join(name.split())
    if not name or len(name) > longest or not name.isprintable():
        raise StoreError(f"{what} has 1 to {longest} characters that can be shown")
    return name


def _note(connection: Connection, kind: AuditKind, account: str, what: str, via: str) -> None:
    audit_log.append(connection, kind, account, what, via, _now())


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
