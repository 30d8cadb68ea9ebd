"""Signing in with the token of the desk and a name, or with an account; and out again."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response

from reportedly.accounts import AuditKind
from reportedly.errors import NotFound
from reportedly.export.wording import plain
from reportedly.web.context import Context
from reportedly.web.rendering import redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.audit_notes import note
from reportedly.web.security.client import address_of
from reportedly.web.security.forms import Form, SentForm, local
from reportedly.web.security.oidc import ProviderError, ProviderSignIn
from reportedly.web.security.refusals import too_often
from reportedly.web.security.sessions import COOKIE, HOURS, LONGEST_NAME, Session

if TYPE_CHECKING:
    from reportedly.accounts import Account
    from reportedly.ledger.accounts import Accounts
    from reportedly.web.security.sign_in_limit import SignInLimit

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
    accounts: bool = False
    """True if the desk has accounts: it asks for a password in place of its token."""
    provider: str = ""
    """The host of the provider of sign-in; empty if there is none."""


@router.html("/sign-in")
def show_sign_in(request: Request, next: str = "/") -> Response:  # noqa: A002
    """The form that asks for token and name."""
    return with_cookie(request, _form(request, next), request.state.session)


@router.form("/sign-in")
def sign_in(request: Request, form: Form) -> Response:
    """Sign in whoever knows the token, under the name that signs what they decide; or whoever has an account."""
    auth, access = request.app.state.auth, request.state.access
    if access.accounts is not None:
        return _sign_in_account(request, form, access.accounts)
    name = plain(form.get("name"))[:LONGEST_NAME]
    if not access.is_token(form.get("token")):
        return _form(request, form.get("next"), "That is not the token of this desk.", name)
    if not name:
        return _form(request, form.get("next"), "Give a name: it signs what you judge, grade and add.")
    auth.sign_out(form.session)
    answer = redirect(local(form.get("next")))
    return with_cookie(request, answer, auth.sign_in(name))


def _sign_in_account(request: Request, form: SentForm, accounts: Accounts) -> Response:
    """Sign in with name and password; a wrong name is answered as a wrong password is, and as late."""
    request.state.deed = ""  # it has entries of its own
    name, client = plain(form.get("name"))[:LONGEST_NAME], address_of(request)
    limit: SignInLimit = request.app.state.sign_in_limit
    if wait := limit.take(name, client):
        return too_often(request, wait)
    account = accounts.check_password(name, form.whole("password"))
    if account is None:
        # What is typed as a name may be a password, so that only names of accounts are kept.
        known = next((a.name for a in accounts.all() if a.name.casefold() == name.casefold()), "")
        note(request, AuditKind.SIGN_IN_FAILED, "" if known else "a name that no account has", known)
        return _form(request, form.get("next"), "No account has that name and password.", name)
    return enter(request, account, form.session, form.get("next"))


def enter(request: Request, account: Account, before: Session, following: str) -> Response:
    """Sign in as an account, in place of an earlier session, and lead to that page."""
    auth, limit = request.app.state.auth, request.app.state.sign_in_limit
    auth.sign_out(before)
    limit.signed_in(account.name, address_of(request))
    note(request, AuditKind.SIGNED_IN, "", account.name)
    answer = redirect(local(following))
    return with_cookie(request, answer, auth.sign_in(account.name, role=account.role, epoch=account.epoch))


@router.html("/sign-in/provider")
def begin_by_provider(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Lead to the provider of sign-in, which leads back to the next address."""
    provider = _provider(request)
    if wait := request.app.state.auth.attempts.take(address_of(request)):
        return too_often(request, wait)
    try:
        address = provider.begin(request.state.session.id, local(next), _back(request))
    except ProviderError as problem:
        return _form(request, next, f"{problem}.")
    return with_cookie(request, redirect(address), request.state.session)


@router.html("/sign-in/provider/back")
def sign_in_by_provider(request: Request, state: str = "", code: str = "", error: str = "") -> Response:
    """Sign in whom the provider vouches for, if there is an account for them."""
    provider = _provider(request)
    if wait := request.app.state.auth.attempts.take(address_of(request)):
        return too_often(request, wait)
    try:
        if error:
            raise ProviderError("the provider did not let you in")
        person = provider.finish(request.state.session.id, state, code, _back(request))
    except ProviderError as problem:
        note(request, AuditKind.SIGN_IN_FAILED, f"by the provider: {problem}", "")
        return _form(request, "/", f"{problem}.")
    accounts = request.state.access.accounts
    found = (accounts.sign_in_by(identity, person.subject) for identity in person.identities)
    account = next((one for one in found if one is not None), None)
    if account is None:
        note(request, AuditKind.SIGN_IN_FAILED, "by the provider: no account for that person", "")
        return _form(request, person.following, "There is no account for you here: ask an administrator of this desk.")
    return enter(request, account, request.state.session, person.following)


def _provider(request: Request) -> ProviderSignIn:
    found = request.app.state.provider
    if not isinstance(found, ProviderSignIn) or request.state.access.accounts is None:
        raise NotFound("this desk has no provider of sign-in")
    return found


def _back(request: Request) -> str:
    """Where the provider leads back to; the host is one that the desk answers to."""
    return f"{request.base_url}sign-in/provider/back"


@router.form("/sign-out")
def sign_out(request: Request, form: Form) -> Response:
    """End the session, here and in the browser."""
    request.state.deed = ""
    note(request, AuditKind.SIGNED_OUT, "")
    request.app.state.auth.sign_out(form.session)
    answer = redirect("/")
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


def _form(request: Request, following: str, problem: str = "", name: str = "") -> Response:
    accounts = request.state.access.accounts is not None
    by_provider = request.app.state.provider if accounts else None
    context = SignInContext(
        following=local(following),
        problem=problem,
        given=name,
        accounts=accounts,
        provider=urlsplit(by_provider.provider.issuer).netloc if by_provider else "",
    )
    return render(request, context, HTTPStatus.FORBIDDEN if problem else HTTPStatus.OK)


def with_cookie(request: Request, answer: Response, session: Session) -> Response:
    """An answer with the cookie of a session."""
    answer.set_cookie(
        COOKIE,
        request.app.state.auth.cookie(session),
        max_age=HOURS * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer
