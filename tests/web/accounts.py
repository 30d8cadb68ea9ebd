"""A desk with accounts: one of each role, with a key each, and signing in as one of them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi.testclient import TestClient

from reportedly.accounts import AccountRole
from reportedly.ledger import Ledger
from reportedly.web import app as desk
from tests.web import shelf
from tests.web.signing import ADDRESS, form_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx2 import Response

    from reportedly.ledger.signing import SigningKey
    from reportedly.web.security.oidc import Provider

PASSWORDS = {"Rita": "rain on the harbour", "Jon": "two cups of coffee", "Ada": "a map of the coast"}
ROLES = dict(zip(PASSWORDS, AccountRole, strict=True))
VIA = "a test"


@dataclass(frozen=True)
class SharedDesk:
    """A desk with accounts, its ledger, and the keys of the accounts."""

    client: TestClient
    ledger: Ledger
    keys: dict[str, str]

    def by(self, name: str) -> dict[str, str]:
        """The header of a program of that account."""
        return {"authorization": f"Bearer {self.keys[name]}"}

    def sign_in(self, name: str, password: str | None = None) -> Response:
        """Sign in as a browser does."""
        given = PASSWORDS.get(name, "") if password is None else password
        fields = {"form_token": form_token(self.client), "name": name, "password": given, "next": "/claims"}
        return self.client.post("/sign-in", data=fields)

    def log(self) -> list[tuple[str, str, str]]:
        """Kind, account and what of the log since the accounts were made, oldest first."""
        return [(e.kind.value, e.account, e.what) for e in self.ledger.accounts.log()[::-1] if e.via != VIA]


@contextmanager
def shared(
    folder: Path, *, token: str | None = None, key: SigningKey | None = None, provider: Provider | None = None
) -> Iterator[SharedDesk]:
    """The desk of the shelf with these accounts."""
    path = shelf.filled(folder)
    with Ledger(path) as ledger:
        for name, role in ROLES.items():
            ledger.accounts.add(name, role, password=PASSWORDS[name], via=VIA)
        keys = {name: ledger.accounts.add_key(name, "tests", via=VIA)[1] for name in ROLES}
        app = desk.create(path, token=token, key=key, provider=provider)
        with TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False) as client:
            yield SharedDesk(client, ledger, keys)
