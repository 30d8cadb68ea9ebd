"""Signing in with the token of the desk and a name, and out again."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from reportedly.export.wording import plain
from reportedly.web.context import Context
from reportedly.web.rendering import render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form, local
from reportedly.web.security.sessions import COOKIE, HOURS, LONGEST_NAME, Session

router = PageRouter()


@dataclass(frozen=True, kw_only=True)
class SignInContext(Context):
    """The form that asks for token and name."""

    template = "sign_in.html"
    following: str
    """The path that signing in leads to."""
    given: str = ""
    """The name, if it was given before."""
    problem: str = ""
    """Why signing in failed; empty if it was not tried."""


@router.html("/sign-in")
def show_sign_in(request: Request, next: str = "/") -> Response:  # noqa: A002
    """The form that asks for token and name."""
    return _with_cookie(request, _form(request, next), request.state.session)


@router.form("/sign-in")
def sign_in(request: Request, form: Form) -> Response:
    """Sign in whoever knows the token, under the name that signs what they decide."""
    auth = request.app.state.auth
    name = plain(form.get("name"))[:LONGEST_NAME]
    if not auth.is_token(form.get("token")):
        return _form(request, form.get("next"), "That is not the token of this desk.", name)
    if not name:
        return _form(request, form.get("next"), "Give a name: it signs what you judge, grade and add.")
    auth.sign_out(form.session)
    answer = RedirectResponse(local(form.get("next")), HTTPStatus.SEE_OTHER)
    return _with_cookie(request, answer, auth.sign_in(name))


@router.form("/sign-out")
def sign_out(request: Request, form: Form) -> Response:
    """End the session, here and in the browser."""
    request.app.state.auth.sign_out(form.session)
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


def _form(request: Request, following: str, problem: str = "", name: str = "") -> Response:
    context = SignInContext(following=local(following), problem=problem, given=name)
    return render(request, context, HTTPStatus.FORBIDDEN if problem else HTTPStatus.OK)


def _with_cookie(request: Request, answer: Response, session: Session) -> Response:
    answer.set_cookie(
        COOKIE,
        request.app.state.auth.cookie(session),
        max_age=HOURS * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer
