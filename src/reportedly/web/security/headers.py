"""Security headers, and refusals that keep other sites from reading the ledger through a browser."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
LARGEST_BODY = 12_000_000
"""Bytes of a request: the largest report, with the overhead of a form."""


class SecurityHeaders:
    """Middleware: adds security headers, and refuses foreign host names and bodies that are too large.

    Checking the host prevents DNS rebinding: a page of another site that points its own name at the address of the
    desk could otherwise read the ledger. `any_number` allows every IP address as host, for a desk that listens on
    several: an IP address cannot be rebound.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], any_number: bool = False) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._any_number = any_number

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        if not self._is_ours(hostname(headers.get("host", ""))):
            refusal = PlainTextResponse(
                "This desk does not answer to that name. On the machine itself open http://127.0.0.1; "
                "for another name start it with --name NAME.\n",
                421,
            )
            await refusal(scope, receive, protected)
        elif _announced(headers) > LARGEST_BODY:
            refusal = PlainTextResponse(f"A request can have {LARGEST_BODY // 1_000_000} MB at most.\n", 413)
            await refusal(scope, receive, protected)
        else:
            await self._app(scope, _Bounded(receive), protected)

    def _is_ours(self, name: str) -> bool:
        if name in self._hosts:
            return True
        with suppress(ValueError):
            return self._any_number and bool(ipaddress.ip_address(name))
        return False


class _Bounded:
    """Receives a body, and disconnects when it becomes too large."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._met = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._met += len(message.get("body", b""))
        return message if self._met <= LARGEST_BODY else {"type": "http.disconnect"}


def _announced(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else 0


def hostname(host: str) -> str:
    """The name in a Host header, without port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
