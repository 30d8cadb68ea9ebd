"""Accounts of people who share a desk: roles, keys of programs, and the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_NAME = 80
"""Characters in the name of an account, or in what a key is for."""


class AccountRole(StrEnum):
    """What an account may do at the desk; each role may do what those before it may."""

    READ = "read"
    """See every page but the audit log, and set one's own mark, password and keys."""
    JUDGE = "judge"
    """Judge, grade, write notes, work on cases and topics and add reports; take back what one has decided oneself."""
    ADMINISTER = "administer"
    """See the audit log, and take back what others have decided."""

    def allows(self, needed: AccountRole) -> bool:
        """True if somebody of this role may do what needs that role."""
        order = list(AccountRole)
        return order.index(self) >= order.index(needed)


class AuditKind(StrEnum):
    """What an entry of the audit log is about."""

    SIGNED_IN = "signed in"
    SIGN_IN_FAILED = "sign-in failed"
    SIGNED_OUT = "signed out"
    DID = "did"
    """A form was sent at the desk and carried out."""
    REFUSED = "refused"
    """A form was sent at the desk that the role of the account does not allow."""
    ACCOUNT = "account"
    """An account was made or changed."""
    KEY = "key"
    """A key was made or revoked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in at the desk of a ledger."""

    name: str
    """Stored with what they decide; upper and lower case are the same."""
    role: AccountRole
    has_password: bool
    identity: str | None
    """By what a provider of sign-in (OpenID Connect) knows them, such as an e-mail address; None for no such way."""
    made_at: datetime
    disabled_at: datetime | None = None
    """When it was disabled; None if it may sign in."""
    epoch: int = 0
    """Counts the changes that end its sessions: of the password, and disabling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key by which a program does what its account may; the key itself is not stored, but its SHA-256."""

    prefix: str
    """The beginning of the key, by which people know it."""
    account: str
    purpose: str
    made_at: datetime
    used_at: datetime | None = None
    """When it was used last, to the minute."""
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One entry of the audit log; entries are added and never changed."""

    number: int
    at: datetime
    kind: AuditKind
    account: str
    """The account that it is of; empty if it is of none, as a sign-in with an unknown name."""
    what: str
    via: str
    """By what means: a session with the client's address, a key, the command line and the login name."""
    hash: str
    """The SHA-256 of this entry and of the hash before it."""
