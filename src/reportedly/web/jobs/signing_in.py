"""Signing in with the desk's token and a name, and out again."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.export.wording import plain
from reportedly.web.rendering import render
from reportedly.web.security.access import Form, local
from reportedly.web.security.sessions import COOKIE, HOURS, LONGEST_NAME, Visit

router = APIRouter(include_in_schema=False)


@router.api_route("/sign-in", methods=["GET", "HEAD"])
def sign_in(request: Request, next: str = "/") -> Response:  # noqa: A002
    """The form that asks for token and name."""
    return _with_cookie(request, _page(request, next, ""), request.state.visit)


@router.post("/sign-in")
def signed_in(request: Request, form: Form) -> Response:
    """Lets in whoever knows the token, under the name that signs what they decide."""
    door = request.app.state.door
    name = plain(form.get("name"))[:LONGEST_NAME]
    if not door.is_token(form.get("token")):
        return _page(request, form.get("next"), "That is not the token of this desk.", name)
    if not name:
        return _page(request, form.get("next"), "Give a name: it signs what you judge, grade and add.")
    answer = RedirectResponse(local(form.get("next")), HTTPStatus.SEE_OTHER)
    return _with_cookie(request, answer, door.admit(name))


@router.post("/sign-out")
def sign_out(_form: Form) -> Response:
    """Forgets who was there."""
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


def _page(request: Request, following: str, problem: str, name: str = "") -> Response:
    status = HTTPStatus.FORBIDDEN if problem else HTTPStatus.OK
    return render(request, "sign_in.html", status=status, following=local(following), problem=problem, given=name)


def _with_cookie(request: Request, answer: Response, visit: Visit) -> Response:
    answer.set_cookie(
        COOKIE,
        request.app.state.door.cookie(visit),
        max_age=HOURS * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer
