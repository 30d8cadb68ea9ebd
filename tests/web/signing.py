"""Opening a desk and signing in, as browsers do it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient

from reportedly.ledger.signing import SigningKey
from reportedly.web import app as desk
from tests.web import shelf

TOKEN = "a token for tests only"


ADDRESS = "http://127.0.0.1:8321"


@contextmanager
def opened(folder: Path, *, private: bool = False, key: SigningKey | None = None) -> Iterator[TestClient]:
    app = desk.create(shelf.filled(folder), token=TOKEN, private=private, key=key)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


def form_token(client: TestClient, path: str = "/sign-in") -> str:
    found = re.search(r'name="form_token" value="([\w-]+)"', client.get(path).text)
    assert found
    return found[1]


def sign_in(client: TestClient, token: str = TOKEN, name: str = "Ana", next: str = "/claims") -> int:  # noqa: A002
    fields = {"form_token": form_token(client), "token": token, "name": name, "next": next}
    return client.post("/sign-in", data=fields).status_code
