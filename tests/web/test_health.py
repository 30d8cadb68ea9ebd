"""Health and readiness: who may ask, what is answered, and that nothing else is told."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from reportedly.accounts import AccountRole
from reportedly.errors import StoreError
from reportedly.ledger import Ledger
from reportedly.store.database import OUTDATED, increment, open_database, writing
from reportedly.store.schema import VERSION
from reportedly.web import health
from reportedly.web.app import create

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import NewAddress

ADDRESS = "http://127.0.0.1:8321"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """An empty ledger."""
    address = str(tmp_path / "kept.db")
    Ledger(address).close()
    return address


@pytest.mark.parametrize("guard", ["token", "accounts"])
def test_both_addresses_are_open_at_a_desk_that_is_not(ledger: str, guard: str) -> None:
    with Ledger(ledger) as opened:
        if guard == "accounts":
            opened.accounts.add("Jon", AccountRole.JUDGE, identity="jon@example.org", via="a test")
    app = create(ledger, token="a-token-for-the-test" if guard == "token" else None, private=True)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        assert client.get("/claims").status_code == 303
        for path, said in (("/healthz", "ok\n"), ("/readyz", "ready\n")):
            answer = client.get(path)
            assert (answer.status_code, answer.text) == (200, said)
            assert "set-cookie" not in answer.headers
            assert client.head(path).status_code == 200
            assert client.post(path).status_code in (303, 405)
            assert client.get(path, headers={"host": "elsewhere.example"}).status_code == 421


def test_a_ledger_that_waits_or_has_another_schema_is_not_ready(new_address: NewAddress) -> None:
    address = new_address()
    engine = open_database(address)
    with TestClient(create(address), base_url=ADDRESS) as client:
        assert client.get("/readyz").status_code == 200
        with writing(engine) as connection:
            increment(connection, OUTDATED)
        refused = client.get("/readyz")
        assert (refused.status_code, refused.text) == (503, "not ready\n")
        with writing(engine) as connection:
            connection.exec_driver_sql(f"DELETE FROM meta WHERE key = '{OUTDATED}'")
        assert client.get("/readyz").status_code == 200
        with writing(engine) as connection:
            connection.exec_driver_sql(f"UPDATE meta SET value = '{VERSION + 1}' WHERE key = 'version'")
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
    engine.dispose()


def test_a_database_that_fails_or_hangs_is_not_ready(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_self: Ledger) -> bool:
        raise StoreError("postgresql://desk@db.internal/news: cannot be used")

    held = threading.Event()
    app = create(ledger)
    with TestClient(app, base_url=ADDRESS) as client:
        monkeypatch.setattr(Ledger, "is_ready", fails)
        refused = client.get("/readyz")
        assert (refused.status_code, refused.text) == (503, "not ready\n")
        monkeypatch.setattr(Ledger, "is_ready", lambda _self: held.wait(10))
        monkeypatch.setattr(health, "PATIENCE", 0.05)
        assert [client.get("/readyz").status_code for _ in range(3)] == [503, 503, 503]
        assert client.get("/healthz").status_code == 200
        held.set()
