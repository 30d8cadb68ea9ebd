"""Sessions of the desk: a signed cookie, the token that forms carry, and limits on how often one address may write.

The cookie is signed with a key of this process. It holds a name and no secret.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from itsdangerous import BadData, Signer, URLSafeSerializer

if TYPE_CHECKING:
    from collections.abc import Callable

COOKIE = "reportedly"
HOURS = 12
"""How long somebody stays signed in."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody at the desk; `name` signs what they decide and is empty until they sign in."""

    id: str
    name: str = ""
    until: int = 0
    """Seconds since 1970."""

    @property
    def may_write(self) -> bool:
        """Whether somebody signed in, with the desk's token."""
        return bool(self.name)


class Doorkeeper:
    """Knows the desk's token; hands out visits and knows its own again."""

    def __init__(self, token: str | None, *, private: bool = False, clock: Callable[[], float] = time.time) -> None:
        self._token = token
        key = secrets.token_bytes(32)
        signing = {"digest_method": sha256, "key_derivation": "hmac"}
        self._cookies = URLSafeSerializer(key, salt="visit", signer_kwargs=signing)
        self._forms = Signer(key, salt="form", digest_method=sha256, key_derivation="hmac")
        self._clock = clock
        self.private = private
        """Whether reading, too, is for those who have the token."""
        self.writing = Allowance(60, 60.0)
        self.trying = Allowance(10, 60.0)

    @property
    def opens(self) -> bool:
        """Whether there is a token at all; without one the desk is read-only."""
        return self._token is not None

    def is_token(self, given: str) -> bool:
        """Whether that is the token, in a time that does not tell how nearly."""
        return self._token is not None and hmac.compare_digest(_digest(given), _digest(self._token))

    def stranger(self) -> Visit:
        """A visit of somebody who has not signed in."""
        return Visit(id=secrets.token_urlsafe(16))

    def admit(self, name: str) -> Visit:
        """A visit of somebody who gave the token; a new id, so that an old cookie is worth nothing more."""
        return Visit(id=secrets.token_urlsafe(16), name=name, until=int(self._clock()) + HOURS * 3600)

    def cookie(self, visit: Visit) -> str:
        """The visit as the value of a cookie."""
        return str(self._cookies.dumps([visit.id, visit.name, visit.until]))

    def visit(self, cookie: str) -> Visit | None:
        """The visit of a cookie; None where the cookie was not made here, or is too old."""
        try:
            known, name, until = self._cookies.loads(cookie)
        except BadData:
            return None
        return Visit(id=known, name=name, until=until) if not name or until > self._clock() else None

    def form_token(self, visit: Visit) -> str:
        """The token that every form of this visit carries, so that no other site can send one."""
        return self._forms.get_signature(visit.id).decode()

    def is_form_token(self, visit: Visit, given: str) -> bool:
        """Whether a form was made for this visit."""
        return self._forms.verify_signature(visit.id, given)


class Allowance:
    """How often one address may do something: `most` times in a row, then as many again over `seconds`.

    All addresses together may ten times as often: behind a proxy one can make up one's own.
    """

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic, *, together: bool = False
    ) -> None:
        self._most, self._rate = most, most / seconds
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._all = None if together else Allowance(10 * most, seconds, clock, together=True)

    def take(self, who: str) -> float:
        """0 where it is allowed now; else the seconds to wait."""
        wait = self._take(who)
        return wait if wait or self._all is None else self._all.take("")

    def _take(self, who: str) -> float:
        now = self._clock()
        left, since = self._left.pop(who, (float(self._most), now))
        left = min(self._most, left + (now - since) * self._rate)
        allowed = left >= 1
        self._left[who] = (left - 1 if allowed else left, now)
        while len(self._left) > 10_000:  # addresses are cheap to make up
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
