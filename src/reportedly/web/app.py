"""The app of one ledger: its pages, their JSON twins, OpenAPI, and what is said when something is wrong."""

from __future__ import annotations

from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from reportedly import __version__
from reportedly.errors import NotFound, ReportedlyError
from reportedly.ledger import Ledger
from reportedly.web import pages, twins
from reportedly.web.protection import Protection
from reportedly.web.rendering import icon, render, stylesheet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

KEPT = {"cache-control": "public, max-age=31536000, immutable"}
"""The address of the style changes with it."""
LOCAL = ("localhost", "127.0.0.1", "::1")


def create(ledger_address: str) -> FastAPI:
    """The desk of the ledger at that path or address, for the loopback interface; StoreError where none is there."""
    ledger = Ledger(ledger_address, make=False)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with ledger:
            yield

    app = FastAPI(
        title="Reportedly",
        description="Who says what, on whose word, when, how sure, who denies it: the record of one ledger.",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,  # the usual pages load their script from elsewhere
        redoc_url=None,
    )
    app.state.ledger = ledger
    app.add_middleware(Protection, hosts=LOCAL)
    app.include_router(twins.router)
    app.include_router(pages.router)
    app.add_api_route("/assets/desk.css", _style, include_in_schema=False)
    app.add_api_route("/assets/mark.svg", _icon, include_in_schema=False)
    app.add_api_route("/robots.txt", _robots, include_in_schema=False)
    app.add_exception_handler(ReportedlyError, _wrong)
    app.add_exception_handler(HTTPException, _wrong)
    app.add_exception_handler(RequestValidationError, _wrong)
    app.add_exception_handler(Exception, _broken)
    return app


def _style() -> Response:
    return Response(stylesheet(), media_type="text/css", headers=KEPT)


def _icon() -> Response:
    return Response(icon(), media_type="image/svg+xml", headers=KEPT)


def _robots() -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def _wrong(request: Request, problem: Exception) -> Response:
    """What went wrong, on a page or as JSON, as the address asks for."""
    status, what = _explained(problem)
    return _answer(request, status, what)


async def _broken(request: Request, _problem: Exception) -> Response:
    what = "This is a fault of the program, not yours. Its traceback stands where `reportedly serve` runs."
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, what)


def _explained(problem: Exception) -> tuple[HTTPStatus, str]:
    if isinstance(problem, RequestValidationError):
        return HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(_misasked(error) for error in problem.errors())
    if isinstance(problem, HTTPException):
        status = HTTPStatus(problem.status_code)
        return status, "There is no such page." if status == HTTPStatus.NOT_FOUND else status.description
    if isinstance(problem, NotFound):
        return HTTPStatus.NOT_FOUND, str(problem)
    return HTTPStatus.SERVICE_UNAVAILABLE, str(problem)


def _misasked(error: dict[str, Any]) -> str:
    field, given = error["loc"][-1], error.get("input")
    if field == "as_of":
        return f"as_of: {given!r} is no day; write one as 2025-04-28"
    return f"{field}: {error['msg']} (given: {given!r})"


def _answer(request: Request, status: HTTPStatus, what: str) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": {"status": status.value, "title": status.phrase, "detail": what}}, status)
    return render(request, "problem.html", status=status, title=status.phrase, what=what)
