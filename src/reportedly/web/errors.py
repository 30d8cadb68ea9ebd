"""Errors: a page for people, JSON if the address asks for that."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.responses import JSONResponse

from reportedly.web.context import Context
from reportedly.web.rendering import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import Request
    from fastapi.responses import Response

TITLES = {
    HTTPStatus.BAD_REQUEST: "Bad request",
    HTTPStatus.FORBIDDEN: "Not allowed",
    HTTPStatus.NOT_FOUND: "Not found",
    HTTPStatus.METHOD_NOT_ALLOWED: "Method not allowed",
    HTTPStatus.CONFLICT: "Not done",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Invalid address",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Internal error",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not available now",
}
"""Headings of error pages, in place of the phrases of HTTP."""


@dataclass(frozen=True, kw_only=True)
class ErrorContext(Context):
    """What is wrong, and what can be done."""

    template = "error.html"
    title: str
    message: str
    sources: Sequence[str] = ()
    """Names to choose from, where several sources are meant by one."""


def answer(
    request: Request,
    status: HTTPStatus,
    message: str,
    *,
    sources: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to a request that failed, as a page or as JSON."""
    made: Response
    if request.url.path.endswith(".json"):
        body = {"error": {"status": status.value, "title": status.phrase, "detail": message}}
        made = JSONResponse(body, status)
    else:
        title = TITLES.get(status, status.phrase)
        made = render(request, ErrorContext(title=title, message=message, sources=sources), status)
    made.headers.update(headers or {})
    return made
