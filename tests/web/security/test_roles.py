"""Every address of a desk with accounts, asked by everybody: nobody gets what their role does not allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route

from reportedly.accounts import AccountRole
from reportedly.web import app as desk
from reportedly.web.security.roles import role_needed
from tests.web import shelf
from tests.web.accounts import ROLES, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fastapi import FastAPI
    from starlette.routing import BaseRoute

    from tests.web.accounts import SharedDesk

OPEN = {
    "/sign-in",
    "/sign-in/provider",
    "/sign-in/provider/back",
    "/assets/{name}",
    "/robots.txt",
    "/healthz",
    "/readyz",
}
"""What everybody sees."""
NEEDED = {
    "/audit-log": AccountRole.ADMINISTER,
    "/audit-log.json": AccountRole.ADMINISTER,
    "/add": AccountRole.JUDGE,
    "/working/{job_id}": AccountRole.JUDGE,
    "/working/{job_id}.json": AccountRole.JUDGE,
    "POST /sign-out": AccountRole.READ,
    "POST /seen": AccountRole.READ,
    "POST /account/password": AccountRole.READ,
    "POST /account/keys/add": AccountRole.READ,
    "POST /account/keys/revoke": AccountRole.READ,
}
"""What needs another role than the others: reading for pages, judging for forms."""
PARTS = {
    "claim_id": shelf.CLAIM,
    "event_id": shelf.EVENT,
    "report_id": shelf.FERRY.report.id,
    "statement_id": shelf.ADMITTED.id,
    "name": "Norland",
    "job_id": "none",
}


def _routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Method and path of everything that the app answers to."""
    for route in _flat(app.routes):
        for method in sorted(route.methods or ()):
            yield method, route.path


def _flat(routes: Sequence[BaseRoute]) -> Iterator[Route]:
    """The routes, also of routers that are included; FastAPI keeps these as they are, or used to spread them out."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from _flat(included.routes)
        elif isinstance(route, Route):
            yield route


def _needed(method: str, path: str) -> AccountRole:
    usual = AccountRole.READ if method in ("GET", "HEAD") else AccountRole.JUDGE
    return NEEDED.get(f"{method} {path}") or (NEEDED.get(path, usual) if method != "POST" else usual)


def _address(path: str) -> str:
    return re.sub(r"{(\w+)(?::path)?}", lambda part: PARTS.get(part[1], "nothing"), path)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SharedDesk]:
    with shared(tmp_path) as made:
        yield made


def test_every_address_obeys_roles(opened: SharedDesk) -> None:
    app = opened.client.app
    routes = [(method, path) for method, path in _routes(app) if path not in OPEN]  # type: ignore[arg-type]
    assert len(routes) > 90
    assert {"GET", "POST"} <= {method for method, _ in routes}
    wrong = []
    for method, path in routes:
        stranger = opened.client.request(method, _address(path))
        if stranger.status_code not in (401, 303) or not _is_led_away(stranger.headers.get("location", "/sign-in")):
            wrong.append((method, path, "nobody", stranger.status_code))
        for name, role in ROLES.items():
            answer = opened.client.request(method, _address(path), headers=opened.by(name))
            refused = answer.status_code == 403
            if refused == role.allows(_needed(method, path)) or answer.status_code in (401, 429, 500):
                wrong.append((method, path, name, answer.status_code))
            if refused and method != "HEAD":
                assert f"needs the role “{_needed(method, path)}”" in answer.text
    assert wrong == []


def _is_led_away(location: str) -> bool:
    return location.startswith("/sign-in")


def test_what_is_not_listed_needs_a_judge() -> None:
    assert role_needed("POST", "/anything/new") is AccountRole.JUDGE
    assert role_needed("DELETE", "/claims") is AccountRole.JUDGE
    assert role_needed("GET", "/anything/new") is AccountRole.READ
    assert role_needed("GET", "/audit-log/later") is AccountRole.ADMINISTER
    assert role_needed("GET", "/audit-logs") is AccountRole.READ


def test_a_desk_without_accounts_has_no_roles(tmp_path: Path) -> None:
    app = desk.create(shelf.filled(tmp_path), token="a token for tests only")
    access, session = app.state.auth.arrival("")
    assert (access.accounts, access.private, session.role) == (None, False, None)
