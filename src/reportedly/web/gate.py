"""Who may read and who may write: every question passes here before any page sees it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response

from reportedly.web.visits import COOKIE, Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from reportedly.web.visits import Doorkeeper

OPEN = ("/sign-in", "/assets/", "/robots.txt")
"""What a private desk shows to those who have not signed in."""
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
LONGEST_FIELD = 10_000_000


class Gate:
    """Puts the visit into the state of each request, and lets nobody through who may not."""

    def __init__(self, app: ASGIApp, door: Doorkeeper) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        visit = self._door.visit(connection.cookies.get(COOKIE, "")) or self._door.stranger()
        scope.setdefault("state", {})["visit"] = visit
        refusal = self._unread(scope, visit, connection.headers) or self._unwritten(scope, visit, connection)
        await (refusal or self._app)(scope, receive, send)

    def _unread(self, scope: Scope, visit: Visit, headers: Headers) -> Response | None:
        path = scope["path"]
        if not self._door.private or visit.may_write or path.startswith(OPEN):
            return None
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._door.is_token(given.strip()):
            return None
        if path.endswith(".json"):
            return _refusal(HTTPStatus.UNAUTHORIZED, "give the token: Authorization: Bearer TOKEN")
        query = scope["query_string"].decode("ascii", "replace")
        back = quote(f"{quote(path)}?{query}" if query else quote(path), safe="")
        return RedirectResponse(f"/sign-in?next={back}", HTTPStatus.SEE_OTHER)

    def _unwritten(self, scope: Scope, visit: Visit, connection: HTTPConnection) -> Response | None:
        if scope["method"] in SAFE:
            return None
        signing_in = scope["path"] == "/sign-in"
        if not self._door.opens:
            return _refusal(HTTPStatus.FORBIDDEN, "this desk is read-only: start it with a token to work on the ledger")
        if not _of_this_site(connection):
            return _refusal(HTTPStatus.FORBIDDEN, "this form was sent from another site")
        who = connection.client.host if connection.client else ""
        wait = (self._door.trying if signing_in else self._door.writing).take(who)
        if wait:
            seconds = str(int(wait) + 1)
            return _refusal(
                HTTPStatus.TOO_MANY_REQUESTS, f"too often; try again in {seconds} s", {"retry-after": seconds}
            )
        if not signing_in and not visit.may_write:
            return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
        return None


def _of_this_site(connection: HTTPConnection) -> bool:
    """Whether the browser says that the form stood on a page of this desk; browsers always say one of the two."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host")


def _refusal(status: HTTPStatus, why: str, headers: dict[str, str] | None = None) -> Response:
    known = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    body = {"error": {"status": status.value, "title": status.phrase, "detail": why}}
    return JSONResponse(body, status, known | (headers or {}))


class Sent:
    """The fields of a form that this desk made for this visit."""

    def __init__(self, fields: dict[str, str], files: dict[str, UploadFile], visit: Visit) -> None:
        self._fields = fields
        self.files = files
        self.visit = visit

    def get(self, name: str) -> str:
        """What was entered there, without blanks around it."""
        return self._fields.get(name, "").strip()

    def whole(self, name: str) -> str:
        """What was entered there, unchanged."""
        return self._fields.get(name, "")


async def _sent(request: Request) -> AsyncIterator[Sent]:
    async with request.form(max_files=1, max_fields=40, max_part_size=LONGEST_FIELD) as form:
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
        files = {key: value for key, value in form.items() if isinstance(value, UploadFile)}
        visit: Visit = request.state.visit
        if not request.app.state.door.is_form_token(visit, fields.get("form_token", "")):
            raise HTTPException(HTTPStatus.FORBIDDEN, "this form is too old, or was not made here; load its page again")
        yield Sent(fields, files, visit)


Form = Annotated[Sent, Depends(_sent)]


def local(path: str) -> str:
    """The path where it leads to this desk; else the first page."""
    parts = urlsplit(path.replace("\\", "/"))
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and path.isprintable()
    return path if safe else "/"
