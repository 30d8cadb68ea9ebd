"""Where the chat endpoint is, which model it is to use, and how often it may be asked: from the environment.

    REPORTEDLY_ADJUDICATOR_URL     http://127.0.0.1:8080/v1, or https://... of a service
    REPORTEDLY_ADJUDICATOR_MODEL   the name of the model
    REPORTEDLY_ADJUDICATOR_KEY     the key of the service, if it wants one
    REPORTEDLY_ADJUDICATOR_BUDGET  the most requests in one run, 1000 by default

The user names the address, not a report: private and loopback addresses are the usual case and allowed. A key goes only
over https, or in plain text to an address of a private network.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.errors import AdjudicatorError

if TYPE_CHECKING:
    from collections.abc import Mapping

URL, MODEL, KEY, BUDGET = (f"REPORTEDLY_ADJUDICATOR_{name}" for name in ("URL", "MODEL", "KEY", "BUDGET"))
REQUESTS = 1_000
"""The budget of a run if none is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A chat endpoint and how it is asked."""

    url: str
    """The address under which the API is, usually ending in /v1."""
    model: str
    key: str | None = field(default=None, repr=False)
    """Sent with each request; never written anywhere."""
    budget: int = REQUESTS
    """The most requests in one run, repeated ones included."""

    def __post_init__(self) -> None:
        _check_url(self.url)
        if not self.model.strip() or not self.model.isprintable():
            raise AdjudicatorError(f"{MODEL} names no model")
        if self.budget < 0:
            raise AdjudicatorError(f"{BUDGET}={self.budget}: needs a number of requests")
        if self.key is not None:
            _check_key(self.key, self.url)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings that the variables hold; AdjudicatorError says which one is missing or wrong."""
        for name, example in ((URL, "http://127.0.0.1:8080/v1"), (MODEL, "the name of a model that it serves")):
            if not environ.get(name):
                raise AdjudicatorError(f"the chat adjudicator needs {name}, such as {example}: see docs/formats.md")
        given = environ.get(BUDGET) or str(REQUESTS)
        if not given.isdecimal():
            raise AdjudicatorError(f"{BUDGET}={given}: needs a number of requests")
        return cls(url=environ[URL], model=environ[MODEL], key=environ.get(KEY) or None, budget=int(given))


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or not url.isprintable() or " " in url:
        raise AdjudicatorError(f"{URL}={_shown(url)!r}: is not an http or https address")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise AdjudicatorError(f"{URL} holds more than an address; a key belongs in {KEY}")


def _shown(url: str) -> str:
    """An address without a name and a password."""
    return url.rpartition("@")[2][:200]


def _check_key(key: str, url: str) -> None:
    """The messages leave the key out: they end up on screens and in logs."""
    if not key.isascii() or not key.isprintable() or " " in key:
        raise AdjudicatorError(f"{KEY} holds characters that no key has (blanks, line breaks)")
    parts = urlsplit(url)
    if parts.scheme == "http" and not _is_private(parts.hostname or ""):
        raise AdjudicatorError(f"{URL} is http and leaves the private network: {KEY} is sent over https only")


def _is_private(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return not any(ipaddress.ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found)
