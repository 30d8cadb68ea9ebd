"""The app of one ledger: its pages, their JSON, OpenAPI, and the answers to what fails."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from reportedly import __version__
from reportedly.errors import Ambiguous, NotFound, ReportedlyError
from reportedly.export.page import pairing
from reportedly.ledger import Ledger
from reportedly.web import health, pages
from reportedly.web import metrics as metrics_page
from reportedly.web.context import Context
from reportedly.web.errors import answer
from reportedly.web.jobs.queue import JobQueue
from reportedly.web.metrics import DeskMetrics
from reportedly.web.rendering import asset, render
from reportedly.web.request_log import RequestLog
from reportedly.web.security import sign_in
from reportedly.web.security.access import AccessControl
from reportedly.web.security.headers import HEADERS, SecurityHeaders
from reportedly.web.security.oidc import ProviderSignIn
from reportedly.web.security.roles import SAFE
from reportedly.web.security.sessions import Auth
from reportedly.web.security.sign_in_limit import SignInLimit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from reportedly.export.plain import Json
    from reportedly.ledger.signing import SigningKey
    from reportedly.web.security.oidc import Provider

KEPT = {"cache-control": "public, max-age=31536000, immutable"}
"""Style and script can be cached for good: their address changes with their content."""
KINDS = {"desk.css": "text/css", "desk.js": "text/javascript", "mark.svg": "image/svg+xml"}
PAIRING = re.compile(r"pairing-(\d{1,3})\.css")
LOCAL = ("localhost", "127.0.0.1", "::1")
NO_NUL = r"^[^\x00]*$"
"""The pattern of parameters: `AccessControl` refuses every address with a NUL character."""


class _Desk(FastAPI):
    def openapi(self) -> Json:
        """The description of the JSON; it says that no parameter has a NUL character."""
        described = super().openapi()
        for operation in (one for path in described["paths"].values() for one in path.values()):
            for schema in (parameter["schema"] for parameter in operation.get("parameters", ())):
                for kind in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
                    if kind.get("type") == "string" and kind.keys().isdisjoint({"enum", "format", "pattern"}):
                        kind["pattern"] = NO_NUL
        return described


def create(
    ledger_address: str,
    *,
    token: str | None = None,
    hosts: Sequence[str] = LOCAL,
    private: bool = False,
    key: SigningKey | None = None,
    provider: Provider | None = None,
    metrics: bool = False,
) -> FastAPI:
    """The desk of the ledger at that path or address; StoreError if there is none.

    While the ledger has accounts, people sign in with them, and the token opens nothing. Without accounts and `token`
    it is read-only. `hosts` are the names that it answers to. Set `private` for a desk that other machines can reach:
    then reading needs the token, too. A `key` signs what is judged and graded at the desk. With a `provider` people who
    have accounts can sign in by OpenID Connect. With `metrics`, /metrics has figures for Prometheus, for whoever may
    read.
    """
    ledger = Ledger(ledger_address, make=False)
    if private and not token and not ledger.accounts.exist():
        ledger.close()
        raise ValueError("a desk that other machines can reach needs a token or accounts")
    auth = Auth(token, private=private, accounts=ledger.accounts)
    counted = DeskMetrics(ledger) if metrics else None
    jobs = JobQueue(ledger)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with ledger:
            with suppress(ReportedlyError):  # a damaged ledger: its pages say so
                if ledger.waiting():
                    jobs.link("what was not linked yet when the desk was opened", "the desk", "/")
            yield
            jobs.close()

    app = _Desk(
        title="Reportedly",
        description="Who says what, by which source, when, how sure, and who denies it: the record of one ledger.",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,  # the usual page loads its script from another site
        redoc_url=None,
    )
    app.state.ledger, app.state.auth = ledger, auth
    app.state.jobs, app.state.key = jobs, key
    app.state.sign_in_limit = SignInLimit()
    app.state.provider = None if provider is None else ProviderSignIn(provider)
    app.add_middleware(AccessControl, auth=auth)
    app.add_middleware(SecurityHeaders, hosts=hosts, any_number=private)
    app.add_middleware(RequestLog, count=None if counted is None else counted.count)
    app.include_router(pages.router)
    app.include_router(sign_in.router)
    app.add_api_route("/docs", _docs, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/assets/{name}", _asset, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/robots.txt", _robots, include_in_schema=False)
    app.include_router(health.router)
    if counted is not None:
        app.state.metrics = counted
        app.include_router(metrics_page.router)
    app.add_exception_handler(ReportedlyError, _failed)
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(RequestValidationError, _failed)
    app.add_exception_handler(Exception, _broken)
    return app


@dataclass(frozen=True, kw_only=True)
class DocsContext(Context):
    """The description of the JSON, for people."""

    template = "docs.html"
    api: Json
    """The OpenAPI document."""


def _asset(name: str) -> Response:
    if name in KINDS:
        return Response(asset(name), media_type=KINDS[name], headers=KEPT)
    if (found := PAIRING.fullmatch(name)) and int(found[1]) <= 400:
        return Response(pairing(int(found[1])), media_type="text/css", headers=KEPT)
    raise HTTPException(HTTPStatus.NOT_FOUND)


def _docs(request: Request) -> Response:
    return render(request, DocsContext(api=request.app.openapi()))


def _robots() -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def _failed(request: Request, problem: Exception) -> Response:
    """An error that people can mend, as a page or as JSON."""
    status, message = _explained(problem, request.method in SAFE)
    return answer(request, status, message, sources=problem.names if isinstance(problem, Ambiguous) else ())


async def _broken(request: Request, _problem: Exception) -> Response:
    what = "This is an error of the program, not yours. The traceback is in the output of `reportedly serve`."
    # This answer is made outside the middleware that adds these headers.
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, what, headers=HEADERS)


def _explained(problem: Exception, safe: bool) -> tuple[HTTPStatus, str]:
    if isinstance(problem, RequestValidationError):
        return HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(_misasked(error) for error in problem.errors())
    if isinstance(problem, HTTPException):
        status = HTTPStatus(problem.status_code)
        detail = problem.detail if problem.detail != status.phrase else status.description
        return status, "There is no such page." if status == HTTPStatus.NOT_FOUND else detail
    if isinstance(problem, NotFound):
        return HTTPStatus.NOT_FOUND, str(problem)
    return HTTPStatus.SERVICE_UNAVAILABLE if safe else HTTPStatus.CONFLICT, str(problem)


def _misasked(error: Json) -> str:
    field, given = error["loc"][-1], error.get("input")
    if field in ("as_of", "since", "until"):
        return f"{field}: {given!r} is not a day; write it as 2025-04-28"
    return f"{field}: {error['msg']} (given: {given!r})"
