"""Access control: every request passes here before a page sees it."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from reportedly.web.errors import answer
from reportedly.web.security.sessions import COOKIE, Session

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from reportedly.web.security.sessions import Auth

OPEN = ("/sign-in", "/assets/", "/robots.txt")
"""What a private desk shows before signing in."""
_LINE = 64
"""Bits of an IPv6 address that one client usually has as a whole."""
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class AccessControl:
    """Middleware that puts the session into the state of each request, and refuses requests that are not allowed."""

    def __init__(self, app: ASGIApp, auth: Auth) -> None:
        self._app = app
        self._auth = auth

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        session = self._auth.session(request.cookies.get(COOKIE, "")) or self._auth.anonymous()
        scope.setdefault("state", {})["session"] = session
        refusal = (
            self._refuse_reading(request, session) or self._refuse_writing(request, session) or _refuse_nul(request)
        )
        await (refusal or self._app)(scope, receive, send)

    def _refuse_reading(self, request: Request, session: Session) -> Response | None:
        path = request.scope["path"]
        if not self._auth.private or session.may_write or path.startswith(OPEN):
            return None
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        bears = scheme.lower() == "bearer"
        if bears and self._auth.is_token(given.strip()):
            return None
        if bears and (wait := self._auth.attempts.take(_address_of(request))):
            return _too_often(request, wait)
        if path.endswith((".json", ".atom", ".ics")):
            why = "give the token: Authorization: Bearer TOKEN"
            return answer(request, HTTPStatus.UNAUTHORIZED, why, headers={"www-authenticate": "Bearer"})
        query = request.scope["query_string"].decode("ascii", "replace")
        back = quote(f"{quote(path)}?{query}" if query else quote(path), safe="")
        return RedirectResponse(f"/sign-in?next={back}", HTTPStatus.SEE_OTHER)

    def _refuse_writing(self, request: Request, session: Session) -> Response | None:
        if request.method in SAFE:
            return None
        signing_in = request.scope["path"] == "/sign-in"
        if not self._auth.has_token:
            why = "This desk is read-only: start it with a token to add, judge and grade."
            return answer(request, HTTPStatus.FORBIDDEN, why)
        if not _of_this_site(request):
            return answer(request, HTTPStatus.FORBIDDEN, "This form was sent from another site.")
        if wait := (self._auth.attempts if signing_in else self._auth.writes).take(_address_of(request)):
            return _too_often(request, wait)
        if not signing_in and not session.may_write:
            following = "?next=/add" if request.scope["path"] == "/add" else ""
            return RedirectResponse(f"/sign-in{following}", HTTPStatus.SEE_OTHER)
        return None


def _refuse_nul(request: Request) -> Response | None:
    """Refuse NUL characters: no text has them, and PostgreSQL rejects queries with them."""
    if "\0" in request.scope["path"]:
        return answer(request, HTTPStatus.NOT_FOUND, "There is no such page.")
    if b"%00" in request.scope["query_string"]:
        return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "The address has a NUL character, which no text has.")
    return None


def _address_of(request: Request) -> str:
    """The address of the client; of IPv6 the network of its line, all of whose addresses it can take.

    Behind a proxy it is what the proxy says, if `serve --proxy` names the proxy, else that of the proxy.
    """
    host = request.client.host if request.client else ""
    with suppress(ValueError):
        ip = ipaddress.ip_address(host.partition("%")[0])
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is None:
            return str(ipaddress.IPv6Network((ip, _LINE), strict=False))
    return host


def _too_often(request: Request, wait: float) -> Response:
    seconds = str(int(wait) + 1)
    why = f"Too many requests; try again in {seconds} s."
    return answer(request, HTTPStatus.TOO_MANY_REQUESTS, why, headers={"retry-after": seconds})


def _of_this_site(request: Request) -> bool:
    """True if the browser says that the form is from a page of this desk; browsers send at least one of the headers."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
