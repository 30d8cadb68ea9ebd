"""Passwords: hashed with Argon2id, in the library's parameters (RFC 9106, for little memory); checked in even time."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from reportedly.errors import StoreError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

EXTRA = "reportedly[accounts]"
SHORTEST, LONGEST = 12, 1000
"""Characters of a password."""
_AT_ONCE = BoundedSemaphore(2)
"""A check takes 64 MiB: many at once must not use up the memory."""


def hashed(password: str, name: str) -> str:
    """The hash of a password for that account; StoreError if it is too short, too long, or the name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise StoreError(f"a password has {SHORTEST} to {LONGEST} characters; several words are easy to remember")
    if password.casefold() == name.casefold():
        raise StoreError("a password is not the name of its account")
    with _AT_ONCE:
        return _hasher().hash(_composed(password))


def is_password(given: str, known: str | None) -> bool:
    """True if that is the password; where there is none the answer takes as long, and is no."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            return _hasher().verify(known or of_nobody(), _composed(given[: LONGEST + 1])) and known is not None
        except (VerificationError, InvalidHashError):
            return False


def _composed(password: str) -> str:
    """A password as every keyboard gives it: accents and widths of letters are composed in one way."""
    return unicodedata.normalize("NFKC", password)


def is_outdated(known: str) -> bool:
    """True if a hash has other parameters than new ones get."""
    return _hasher().check_needs_rehash(known)


@cache
def of_nobody() -> str:
    """The hash that is checked in place of one that is not there."""
    import secrets

    return _hasher().hash(secrets.token_urlsafe())


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError:
        raise StoreError(f"passwords need argon2-cffi, which is not installed: pip install '{EXTRA}'") from None
    return PasswordHasher()
