"""A limit on guesses at one account from everywhere; it never locks out whoever has signed in from where they are."""

from __future__ import annotations

from collections import OrderedDict

from reportedly.web.security.sessions import RateLimit

MOST, SECONDS = 100, 3600.0
"""Sign-ins with one name, from addresses from which nobody has signed in with it."""
_REMEMBERED = 10_000


class SignInLimit:
    """Slows down guessing the password of one account from many addresses.

    An address has a limit of its own (`Auth.attempts`). Names that no account has count, too: the answer tells nothing.
    """

    def __init__(self) -> None:
        self._names = RateLimit(MOST, SECONDS)
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()
        """Names with the addresses from which they signed in."""

    def take(self, name: str, address: str) -> float:
        """0 if somebody at that address may try that name now; else the seconds to wait."""
        return 0.0 if (name.casefold(), address) in self._known else self._names.take(name.casefold())

    def signed_in(self, name: str, address: str) -> None:
        """Note that somebody signed in with that name from that address."""
        self._known.pop((name.casefold(), address), None)
        self._known[name.casefold(), address] = None
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
