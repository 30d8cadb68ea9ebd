"""One's own account: its role, password and keys; and the audit log of the desk, for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response

from reportedly.errors import NotFound, StoreError
from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.ledger.passwords import SHORTEST
from reportedly.web.context import Context
from reportedly.web.parameters import OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.audit_notes import via
from reportedly.web.security.forms import Form
from reportedly.web.security.sign_in import with_cookie

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.accounts import Account, ApiKey, AuditEntry
    from reportedly.ledger import Ledger
    from reportedly.listing import Page

router = PageRouter()


@dataclass(frozen=True, kw_only=True)
class AccountContext(Context):
    """The account of whoever has signed in."""

    template = "account.html"
    account: Account
    keys: Sequence[ApiKey]
    secret: str = ""
    """A key that was made right now: it is shown this once."""
    shortest = SHORTEST

    def json(self) -> Json:
        """The account and its keys, of which nothing is kept that opens the desk."""
        return {**record_json(self.account), "keys": [record_json(key) for key in self.keys]}


@dataclass(frozen=True, kw_only=True)
class AuditLogContext(Context):
    """Part of the audit log, latest first."""

    template = "audit_log.html"
    rows: Page[AuditEntry]


@router.json("/account", "accounts")
def account(request: Request, ledger: OpenLedger) -> Json:
    """The account whose key or session this is, with its keys, at a desk with accounts."""
    return _own(request, ledger).json()


@router.html("/account")
def show_account(request: Request, ledger: OpenLedger) -> Response:
    """One's own account: role, password, keys."""
    return render(request, _own(request, ledger))


@router.form("/account/password")
def change_password(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Change one's password, with the one before; other sessions of the account end."""
    request.state.deed = ""  # the ledger notes it
    known = _own(request, ledger).account
    if form.session.key:
        raise StoreError("a password is changed in a browser, not with a key")
    if form.whole("new") != form.whole("again"):
        raise StoreError("the new password was not typed twice alike: go back and type it again")
    if ledger.accounts.check_password(known.name, form.whole("password")) is None:
        raise StoreError("that is not the password of this account: go back and type it again")
    changed = ledger.accounts.set_password(known.name, form.whole("new"), via=via(request))
    auth = request.app.state.auth
    auth.sign_out(form.session)
    session = auth.sign_in(changed.name, role=changed.role, epoch=changed.epoch)
    return with_cookie(request, redirect("/account?done=password"), session)


@router.form("/account/keys/add")
def add_key(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Make a key of one's own; the answer shows it, and nothing shows it again."""
    request.state.deed = ""
    own = _own(request, ledger)
    if form.session.key:
        raise StoreError("a key is made in a browser, not with another key")
    _, secret = ledger.accounts.add_key(own.account.name, form.get("purpose"), via=via(request))
    keys = ledger.accounts.keys(own.account.name)
    return render(request, AccountContext(account=own.account, keys=keys, secret=secret))


@router.form("/account/keys/revoke")
def revoke_key(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Let a key of one's own open nothing any more."""
    request.state.deed = ""
    own = _own(request, ledger).account
    ledger.accounts.revoke_key(form.get("prefix"), of=own.name, via=via(request))
    return redirect("/account?done=revoked")


@router.json("/audit-log", "accounts")
def audit_log(request: Request, ledger: OpenLedger, part: PartOf) -> list[Json]:
    """The audit log, latest first: sign-ins, what was done at the desk, changes of accounts; for administrators."""
    _need_accounts(request)
    rows = ledger.accounts.log(**part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/audit-log")
def show_audit_log(request: Request, ledger: OpenLedger, number: PageNumber = 1) -> Response:
    """The audit log, latest first."""
    _need_accounts(request)
    return render(request, AuditLogContext(rows=ledger.accounts.log(**page_at(number, SHOWN))))


def _own(request: Request, ledger: Ledger) -> AccountContext:
    _need_accounts(request)
    name = request.state.session.name
    return AccountContext(account=ledger.accounts.get(name), keys=ledger.accounts.keys(name))


def _need_accounts(request: Request) -> None:
    if request.state.access.accounts is None:
        raise NotFound("this desk has no accounts; `reportedly account add` makes the first")
