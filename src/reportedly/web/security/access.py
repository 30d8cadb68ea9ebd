"""Access control: every request passes here before a page sees it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from reportedly.accounts import AuditKind
from reportedly.errors import ReportedlyError
from reportedly.web.errors import answer
from reportedly.web.security.audit_notes import note
from reportedly.web.security.client import address_of
from reportedly.web.security.refusals import too_often
from reportedly.web.security.roles import SAFE, WHAT, role_needed
from reportedly.web.security.sessions import CLOSED, COOKIE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from reportedly.web.security.sessions import Access, Auth, Session

UNASKED = ("/assets/", "/robots.txt", "/healthz", "/readyz")
"""What is the same for everybody, so that the ledger is not asked who comes."""
OPEN = ("/sign-in", *UNASKED)
"""What a private desk shows before signing in."""
PROGRAMS = (".json", ".atom", ".ics", "/metrics")
"""How addresses end that programs ask for: they get no form to sign in."""
_TOKEN_HEADER = "the token: Authorization: Bearer TOKEN"


class AccessControl:
    """Middleware that puts session and access into the state of each request, and refuses what is not allowed.

    At a desk with accounts it refuses what a role does not allow, and puts what was done into the audit log.
    """

    def __init__(self, app: ASGIApp, auth: Auth) -> None:
        self._app = app
        self._auth = auth

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        unasked = request.method in SAFE and scope["path"].startswith(UNASKED)
        problem = "" if unasked else await run_in_threadpool(self._arrive, request)
        if unasked or problem:
            request.state.access, request.state.session = CLOSED, self._auth.anonymous()
        access, session = request.state.access, request.state.session
        if problem:
            refusal: Response | None = answer(request, HTTPStatus.SERVICE_UNAVAILABLE, problem)
        else:
            refusal = (
                self._refuse_reading(request, access, session)
                or self._refuse_writing(request, access, session)
                or await self._refuse_role(request, session)
                or _refuse_nul(request)
            )
        logs = refusal is None and request.method not in SAFE and access.accounts is not None
        await (refusal or self._app)(scope, receive, self._logged(request, send) if logs else send)

    def _arrive(self, request: Request) -> str:
        """Put into the state of a request who comes, and by what people are let in; else what is wrong."""
        try:
            arrived = self._auth.arrival(request.cookies.get(COOKIE, ""), _bearer(request))
        except ReportedlyError as problem:  # the database does not answer, or is damaged
            return str(problem)
        request.state.access, request.state.session = arrived
        return ""

    def _refuse_reading(self, request: Request, access: Access, session: Session) -> Response | None:
        path = request.scope["path"]
        if not access.private or session.signed_in or path.startswith(OPEN):
            return None
        given = _bearer(request)
        if given is not None and access.is_token(given):
            return None
        if given is not None and (wait := self._auth.attempts.take(address_of(request))):
            return too_often(request, wait)
        by_program = given is not None and access.accounts is not None
        if by_program or path.endswith(PROGRAMS):
            what = "a key of an account: Authorization: Bearer KEY" if access.accounts else _TOKEN_HEADER
            headers = {"www-authenticate": "Bearer"}
            return answer(request, HTTPStatus.UNAUTHORIZED, f"give {what}", headers=headers)
        query = request.scope["query_string"].decode("ascii", "replace")
        back = quote(f"{quote(path)}?{query}" if query else quote(path), safe="")
        return RedirectResponse(f"/sign-in?next={back}", HTTPStatus.SEE_OTHER)

    def _refuse_writing(self, request: Request, access: Access, session: Session) -> Response | None:
        if request.method in SAFE:
            return None
        signing_in = request.scope["path"] == "/sign-in"
        if not access.may_sign_in:
            why = "This desk is read-only: start it with a token to add, judge and grade."
            return answer(request, HTTPStatus.FORBIDDEN, why)
        if not _of_this_site(request):
            return answer(request, HTTPStatus.FORBIDDEN, "This form was sent from another site.")
        if wait := self._wait(request, session, signing_in=signing_in):
            return too_often(request, wait)
        if not signing_in and not session.signed_in:
            following = "?next=/add" if request.scope["path"] == "/add" else ""
            return RedirectResponse(f"/sign-in{following}", HTTPStatus.SEE_OTHER)
        return None

    def _wait(self, request: Request, session: Session, *, signing_in: bool) -> float:
        """0 if a form may be sent now; else the seconds to wait. Accounts share no limit, addresses may be shared."""
        if signing_in:
            return self._auth.attempts.take(address_of(request))
        if session.role is not None:
            return self._auth.account_writes.take(session.name)
        return self._auth.writes.take(address_of(request))

    async def _refuse_role(self, request: Request, session: Session) -> Response | None:
        """Refuse what the role of the account does not allow."""
        if session.role is None:
            return None
        needed = role_needed(request.method, request.scope["path"])
        if session.role.allows(needed):
            return None
        if request.method not in SAFE:
            await run_in_threadpool(note, request, AuditKind.REFUSED, f"{request.method} {request.scope['path']}")
        why = f"To {WHAT[needed]}, an account needs the role “{needed}”; {session.name} has “{session.role}”."
        return answer(request, HTTPStatus.FORBIDDEN, why)

    def _logged(self, request: Request, send: Send) -> Send:
        """Sends an answer after what was done is in the audit log; what was not done is not in it."""

        async def logged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < HTTPStatus.BAD_REQUEST:
                deed = request.scope["state"].get("deed")
                if deed:
                    await run_in_threadpool(note, request, AuditKind.DID, deed)
            await send(message)

        return logged


def _bearer(request: Request) -> str | None:
    """What a program gives to be let in; None if it gives nothing, as a browser does."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else None


def _refuse_nul(request: Request) -> Response | None:
    """Refuse NUL characters: no text has them, and PostgreSQL rejects queries with them."""
    if "\0" in request.scope["path"]:
        return answer(request, HTTPStatus.NOT_FOUND, "There is no such page.")
    if b"%00" in request.scope["query_string"]:
        return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "The address has a NUL character, which no text has.")
    return None


def _of_this_site(request: Request) -> bool:
    """True if the browser says that the form is from a page of this desk; browsers send at least one of the headers."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
