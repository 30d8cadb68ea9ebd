"""A desk to work at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.web import app as desk
from tests.web import shelf
from tests.web.signing import ADDRESS, TOKEN, sign_in
from tests.web.working import Desk, Worked


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    monkeypatch.setattr(desk, "Ledger", Worked)
    app = desk.create(shelf.filled(tmp_path), token=TOKEN)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False) as client:
        yield Desk(client, app.state.ledger)
        app.state.ledger.slow.set()  # closing waits for the job, also after a test that failed while it was held up


@pytest.fixture
def signed(opened: Desk) -> Desk:
    assert sign_in(opened.client) == 303
    return opened
