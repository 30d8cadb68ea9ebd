"""Who is at the desk: a signed cookie, the token that forms carry, and how often somebody may write.

The cookie is signed with a key that lives as long as the process. It holds a name and no secret.
"""

from __future__ import annotations

import hmac
import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

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
        self._key = secrets.token_bytes(32)
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
        body = urlsafe_b64encode(json.dumps([visit.id, visit.name, visit.until]).encode()).decode()
        return f"{body}.{self._sign('visit', body)}"

    def visit(self, cookie: str) -> Visit | None:
        """The visit that a cookie tells of; None where it was not made here, or is too old."""
        body, _, signature = cookie.rpartition(".")
        if not body or not hmac.compare_digest(signature.encode(), self._sign("visit", body).encode()):
            return None
        known, name, until = json.loads(urlsafe_b64decode(body))
        return Visit(id=known, name=name, until=until) if not name or until > self._clock() else None

    def form_token(self, visit: Visit) -> str:
        """What every form of this visit carries, so that no other site can send one."""
        return self._sign("form", visit.id)

    def is_form_token(self, visit: Visit, given: str) -> bool:
        """Whether a form was made for this visit."""
        return hmac.compare_digest(given.encode(), self.form_token(visit).encode())

    def _sign(self, purpose: str, what: str) -> str:
        return hmac.new(self._key, f"{purpose}:{what}".encode(), sha256).hexdigest()


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
