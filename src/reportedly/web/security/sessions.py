"""Sessions of the desk: a signed cookie, the token that forms carry, and limits on how often one client may write.

The cookie is signed with a key of this process. It holds a name and no secret, and is worth nothing once its session
has ended: by signing out, by time, or because nothing came for a while.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from itsdangerous import BadData, Signer, URLSafeSerializer

from reportedly.accounts import AccountRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.ledger.accounts import Accounts

COOKIE = "reportedly"
HOURS = 12
"""How long a session lasts."""
IDLE_HOURS = 2
"""How long a session lasts in which nothing is asked for."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The session of one browser; `name` signs what is decided in it and is empty until somebody signs in."""

    id: str
    name: str = ""
    until: int = 0
    """Seconds since 1970."""
    role: AccountRole | None = None
    """The role of the account; None at a desk without accounts, and before signing in."""
    epoch: int | None = None
    """That of the account when it signed in: a later one ends the session. None without an account."""
    key: str = ""
    """The beginning of the key by which a program does it; empty for a browser."""

    @property
    def signed_in(self) -> bool:
        """True if somebody has signed in, with an account or with the token of the desk."""
        return bool(self.name)

    @property
    def may_write(self) -> bool:
        """True if somebody has signed in who may judge, grade and add."""
        return self.signed_in and (self.role is None or self.role.allows(AccountRole.JUDGE))

    @property
    def may_administer(self) -> bool:
        """True if somebody has signed in whose account administers the desk."""
        return self.role is AccountRole.ADMINISTER

    def may_take_back(self, by: str) -> bool:
        """True if what `by` decided may be taken back: at a desk with accounts, one's own, or by an administrator."""
        return self.may_write and (self.role is None or self.may_administer or by == self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """By what people are let in at the time of a request: accounts, else the token of the desk."""

    accounts: Accounts | None = None
    """The accounts that may sign in; None while the ledger has none."""
    token: str | None = field(default=None, repr=False)
    """The token; None if there is none, and where there are accounts: then it opens nothing."""
    private: bool = False
    """True if reading, too, needs the token or an account."""

    @property
    def may_sign_in(self) -> bool:
        """True if people can sign in, with a token or an account; otherwise the desk is read-only."""
        return self.token is not None or self.accounts is not None

    def is_token(self, given: str) -> bool:
        """True if that is the token; how long the answer takes does not depend on how much of it is right."""
        return self.token is not None and hmac.compare_digest(_digest(given), _digest(self.token))


CLOSED = Access(private=True)
"""That of a request for which the ledger was not asked or did not answer: it lets in nobody."""


class Auth:
    """Checks the token of the desk, or its accounts; makes sessions, and recognises its own by their signature.

    While the ledger has accounts the token opens nothing, and reading needs an account. That counts from the first
    request on after the first account was made.
    """

    def __init__(
        self,
        token: str | None,
        *,
        private: bool = False,
        accounts: Accounts | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._token, self._private, self._accounts = token, private, accounts
        key = secrets.token_bytes(32)
        signing = {"digest_method": sha256, "key_derivation": "hmac"}
        self._cookies = URLSafeSerializer(key, salt="visit", signer_kwargs=signing)
        self._forms = Signer(key, salt="form", digest_method=sha256, key_derivation="hmac")
        self._clock = clock
        self._asked_at: dict[str, float] = {}
        """When something was asked for last, by the id of each session that has not ended."""
        self.writes = RateLimit(60, 60.0)
        self.account_writes = RateLimit(300, 60.0)
        self.attempts = RateLimit(10, 60.0)

    def arrival(self, cookie: str, given: str | None = None) -> tuple[Access, Session]:
        """By what people are let in now, and the session of whoever comes with a cookie, or gives a key as a program.

        That asks the ledger once: an account or a key that is found tells that there are accounts.
        """
        session = (self._of_key(given) if given else None) or self.session(cookie)
        has_role = session is not None and session.role is not None
        access = self.access(known=has_role)
        if session is not None and session.signed_in and (access.accounts is not None) != has_role:
            self.sign_out(session)  # somebody signed in by the token before there were accounts
            session = None
        return access, session or self.anonymous()

    def access(self, *, known: bool = False) -> Access:
        """By what people are let in now; `known` if it is known that there are accounts."""
        accounts = self._accounts
        if accounts is not None and (known or accounts.exist()):
            return Access(accounts=accounts, private=True)
        return Access(token=self._token, private=self._private)

    def anonymous(self) -> Session:
        """A session in which nobody has signed in."""
        return Session(id=secrets.token_urlsafe(16))

    def sign_in(self, name: str, *, role: AccountRole | None = None, epoch: int | None = None) -> Session:
        """A session of whoever gave the token, or of an account; its id is new, so that an older cookie is useless."""
        now = self._clock()
        until = int(now) + HOURS * 3600
        session = Session(id=secrets.token_urlsafe(16), name=name, until=until, role=role, epoch=epoch)
        for known, asked in list(self._asked_at.items()):
            if asked + IDLE_HOURS * 3600 < now:
                self._asked_at.pop(known, None)
        self._asked_at[session.id] = now
        return session

    def sign_out(self, session: Session) -> None:
        """End a session: whoever has kept a copy of its cookie is signed out, too."""
        self._asked_at.pop(session.id, None)

    def cookie(self, session: Session) -> str:
        """The session as the value of a cookie."""
        return str(self._cookies.dumps([session.id, session.name, session.until, session.epoch]))

    def session(self, cookie: str) -> Session | None:
        """The session of a cookie; None if the cookie was not made here, or its session has ended."""
        try:
            known, name, until, epoch = self._cookies.loads(cookie)
        except BadData:
            return None
        if name:
            now = self._clock()
            if until <= now or self._asked_at.get(known, 0.0) + IDLE_HOURS * 3600 <= now:
                self._asked_at.pop(known, None)
                return None
            self._asked_at[known] = now
        session = Session(id=known, name=name, until=until, epoch=epoch)
        return session if epoch is None else self._of_account(session)

    def _of_account(self, session: Session) -> Session | None:
        """The session with what its account may do now; None if the account has ended it."""
        account = None if self._accounts is None else self._accounts.find(session.name)
        if account is None or account.epoch != session.epoch:
            self.sign_out(session)
            return None
        return replace(session, role=account.role)

    def _of_key(self, given: str) -> Session | None:
        """The session of a program that gives a key of an account; None if that is none in force."""
        found = self._accounts.check_key(given) if self._accounts is not None else None
        if found is None:
            return None
        account, key = found
        return Session(id=key.prefix, name=account.name, role=account.role, epoch=account.epoch, key=key.prefix)

    def form_token(self, session: Session) -> str:
        """The token that every form of this session carries, so that no other site can send one."""
        return self._forms.get_signature(session.id).decode()

    def is_form_token(self, session: Session, given: str) -> bool:
        """True if the token of a form was made for this session."""
        return self._forms.verify_signature(session.id, given)


class RateLimit:
    """A token bucket for each client: `most` requests in a row, then as many again over `seconds`.

    Clients share nothing, so that one of them cannot lock out the others.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._rate = most, most / seconds
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> float:
        """0 if a request is allowed now; else the seconds to wait."""
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
