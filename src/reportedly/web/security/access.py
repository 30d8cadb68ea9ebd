"""Who may read and who may write: every question passes here before any page sees it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from reportedly.web.errors import answer
from reportedly.web.security.sessions import COOKIE, Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from reportedly.web.security.sessions import Doorkeeper

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
        request = Request(scope, receive)
        visit = self._door.visit(request.cookies.get(COOKIE, "")) or self._door.stranger()
        scope.setdefault("state", {})["visit"] = visit
        refusal = self._unread(request, visit) or self._unwritten(request, visit) or _unasked(request)
        await (refusal or self._app)(scope, receive, send)

    def _unread(self, request: Request, visit: Visit) -> Response | None:
        path = request.scope["path"]
        if not self._door.private or visit.may_write or path.startswith(OPEN):
            return None
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        bears = scheme.lower() == "bearer"
        if bears and self._door.is_token(given.strip()):
            return None
        if bears and (wait := self._door.trying.take(_who(request))):
            return _too_often(request, wait)
        if path.endswith(".json"):
            why = "give the token: Authorization: Bearer TOKEN"
            return answer(request, HTTPStatus.UNAUTHORIZED, why, headers={"www-authenticate": "Bearer"})
        query = request.scope["query_string"].decode("ascii", "replace")
        back = quote(f"{quote(path)}?{query}" if query else quote(path), safe="")
        return RedirectResponse(f"/sign-in?next={back}", HTTPStatus.SEE_OTHER)

    def _unwritten(self, request: Request, visit: Visit) -> Response | None:
        if request.method in SAFE:
            return None
        signing_in = request.scope["path"] == "/sign-in"
        if not self._door.opens:
            why = "This desk is read-only: start it with a token to work on the ledger."
            return answer(request, HTTPStatus.FORBIDDEN, why)
        if not _of_this_site(request):
            return answer(request, HTTPStatus.FORBIDDEN, "This form was sent from another site.")
        if wait := (self._door.trying if signing_in else self._door.writing).take(_who(request)):
            return _too_often(request, wait)
        if not signing_in and not visit.may_write:
            following = "?next=/add" if request.scope["path"] == "/add" else ""
            return RedirectResponse(f"/sign-in{following}", HTTPStatus.SEE_OTHER)
        return None


def _unasked(request: Request) -> Response | None:
    """No database finds, and PostgreSQL does not even look for, what has a NUL character."""
    if "\0" in request.scope["path"]:
        return answer(request, HTTPStatus.NOT_FOUND, "There is no such page.")
    if b"%00" in request.scope["query_string"]:
        return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "What is asked has a NUL character, which no text has.")
    return None


def _who(request: Request) -> str:
    return request.client.host if request.client else ""


def _too_often(request: Request, wait: float) -> Response:
    seconds = str(int(wait) + 1)
    why = f"Too often; try again in {seconds} s."
    return answer(request, HTTPStatus.TOO_MANY_REQUESTS, why, headers={"retry-after": seconds})


def _of_this_site(request: Request) -> bool:
    """Whether the browser says that the form stood on a page of this desk; browsers always say one of the two."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


class Sent:
    """The fields of a form that this desk made for this visit."""

    def __init__(self, fields: dict[str, str], files: dict[str, UploadFile], visit: Visit) -> None:
        self._fields = fields
        self.files = files
        self.visit = visit

    def get(self, name: str) -> str:
        """What was entered there, without blanks around it and the NUL characters that no database keeps."""
        return self._fields.get(name, "").replace("\0", "").strip()

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
