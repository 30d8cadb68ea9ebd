"""What is said when something is wrong: a page for people, JSON where the address asks for that."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.responses import JSONResponse

from reportedly.web.rendering import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import Request
    from fastapi.responses import Response

TITLES = {
    HTTPStatus.BAD_REQUEST: "This cannot be read",
    HTTPStatus.FORBIDDEN: "Not allowed",
    HTTPStatus.NOT_FOUND: "Not found",
    HTTPStatus.METHOD_NOT_ALLOWED: "Not done this way",
    HTTPStatus.CONFLICT: "Not done",
    HTTPStatus.UNPROCESSABLE_ENTITY: "This cannot be asked",
    HTTPStatus.TOO_MANY_REQUESTS: "Too often",
    HTTPStatus.INTERNAL_SERVER_ERROR: "A fault",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not to be read now",
}
"""What pages say instead of the phrases that programs use."""


def answer(
    request: Request,
    status: HTTPStatus,
    what: str,
    *,
    sources: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem, told in the form that was asked for; `sources` are names to choose from."""
    made: Response
    if request.url.path.endswith(".json"):
        body = {"error": {"status": status.value, "title": status.phrase, "detail": what}}
        made = JSONResponse(body, status)
    else:
        title = TITLES.get(status, status.phrase)
        made = render(request, "problem.html", status=status, title=title, what=what, sources=sources)
    made.headers.update(headers or {})
    return made
