"""Notes for the audit log: what was done at a desk with accounts, by whom and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export.wording import plain
from reportedly.web.security.client import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import Request

    from reportedly.accounts import AuditKind

TOLD = (
    "verdict",
    "one",
    "other",
    "id",
    "subject",
    "mark",
    "name",
    "kind",
    "claim",
    "claims",
    "on",
    "note",
    "to",
    "address",
    "prefix",
    "until",
)
"""Fields of forms that the log names: what was decided on what. It has no texts, and never a password."""
_LONGEST = 120


def deed(path: str, fields: Mapping[str, str]) -> str:
    """What a form does, in a line: "judge verdict=same one=1a2b other=3c4d"."""
    told = [f"{name}={plain(fields[name])[:_LONGEST]}" for name in TOLD if fields.get(name)]
    return " ".join([path.strip("/"), *told])


def note(request: Request, kind: AuditKind, what: str, account: str | None = None) -> None:
    """Put something into the audit log, of whoever has signed in or of that account; nothing at a desk without any."""
    accounts, session = request.state.access.accounts, request.state.session
    if accounts is not None:
        name = session.name if account is None else account
        accounts.note(kind, name, what[:1000], via=via(request))


def via(request: Request) -> str:
    """By what means a request was sent: from a browser or with a key, and from where."""
    session = request.state.session
    return f"{f'key {session.key}' if session.key else 'browser'}, {address_of(request) or 'unknown address'}"
