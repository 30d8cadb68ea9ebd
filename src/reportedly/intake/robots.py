"""robots.txt: what a server lets programs fetch, and how fast (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.address import USER_AGENT

if TYPE_CHECKING:
    from protego import Protego

PAUSE = 1.0
"""Seconds between two requests to one server that asks for no more."""
SLOWEST = 600.0
"""Seconds between two requests, however many a server asks for."""
LARGEST_RULES = 500 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 wants so many."""


class Forbidden(IntakeError):
    """robots.txt does not let this program fetch an address."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one server; without rules everything may be fetched."""

    rules: Protego | None = None

    @classmethod
    def of(cls, body: bytes) -> Robots:
        """The rules that a robots.txt holds; what it holds besides is ignored."""
        from protego import Protego

        return cls(Protego.parse(body[:LARGEST_RULES].decode("utf-8", "replace")))

    def check(self, url: str) -> None:
        """Raise Forbidden if this program may not fetch an address."""
        if self.rules is not None and not self.rules.can_fetch(url, USER_AGENT):
            raise Forbidden(url, "may not be fetched by programs such as this one, says the server's robots.txt")

    @property
    def pause(self) -> float:
        """Seconds between two requests."""
        if self.rules is None:
            return PAUSE
        rate = self.rules.request_rate(USER_AGENT)
        asked = (
            self.rules.crawl_delay(USER_AGENT) or 0.0,
            rate.seconds / rate.requests if rate and rate.requests else 0.0,
        )
        return min(max(PAUSE, *asked), SLOWEST)
