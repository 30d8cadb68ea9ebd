"""Three people at one desk at once: nothing that they decide is lost."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import combinations
from typing import TYPE_CHECKING

import httpx2
import uvicorn

from reportedly.accounts import AccountRole, AuditKind
from reportedly.ledger import Ledger
from reportedly.web.app import create
from tests.web import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("Ada", "Jon", "Rita")
PASSWORD = "only for these tests"
ROUNDS = 2


@contextmanager
def _served(path: str) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create(path), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def _token(client: httpx2.Client, page: str) -> str:
    found = re.search(r'name="form_token" value="([\w-]+)"', client.get(page).text)
    assert found
    return found[1]


def _work(address: str, name: str, pairs: list[tuple[str, str]]) -> list[int]:
    """Judge all pairs and take half of that back, over and over; returns the statuses of the answers."""
    with httpx2.Client(base_url=address, timeout=120) as client:
        fields = {"form_token": _token(client, "/sign-in"), "name": name, "password": PASSWORD}
        statuses = [client.post("/sign-in", data=fields).status_code]
        token, back = _token(client, "/add"), "/add"
        for _ in range(ROUNDS):
            for number, (one, other) in enumerate(pairs):
                said = {"form_token": token, "back": back, "verdict": "different", "one": one, "other": other}
                answer = client.post("/judge", data=said)
                statuses.append(answer.status_code)
                if number % 2 == 0:
                    mine = next(j["id"] for j in _of(client, name) if j["statements"] == sorted((one, other)))
                    taken = client.post("/judge/undo", data={"form_token": token, "back": back, "id": mine})
                    statuses.append(taken.status_code)
        return statuses


def _of(client: httpx2.Client, name: str) -> list[dict[str, object]]:
    rows = client.get("/judgements.json", params={"limit": 1000}).json()
    return [row for row in rows if row["by"] == name and row["revoked_at"] is None]


def test_three_people_judge_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = shelf.filled(tmp_path)
    with Ledger(path) as ledger:
        for name in NAMES:
            ledger.accounts.add(name, AccountRole.JUDGE, password=PASSWORD, via="a test")
        statements = sorted({s.id for reading in shelf.READINGS for s in reading.statements})
        pairs = list(combinations(statements, 2))[:6]
        assert len(pairs) == 6
        with _served(path) as address, ThreadPoolExecutor(len(NAMES)) as pool:
            statuses = list(pool.map(lambda name: _work(address, name, pairs), NAMES))
        assert {status for of_one in statuses for status in of_one} == {303}
        halves = (len(pairs) + 1) // 2
        made = ROUNDS * halves + len(pairs) - halves  # what was not taken back is not stored again
        judgements = ledger.judgements()
        assert Counter(j.by for j in judgements) == dict.fromkeys(NAMES, made)
        assert Counter(j.by for j in judgements if j.revoked_at) == dict.fromkeys(NAMES, ROUNDS * halves)
        assert all(j.revoked_by in (None, j.by) for j in judgements)
        sent = Counter(e.account for e in ledger.accounts.log() if e.kind is AuditKind.DID)
        assert sent == dict.fromkeys(NAMES, ROUNDS * (len(pairs) + halves))
        assert [problem for problem in ledger.verify() if "hash chain" in problem or "audit log" in problem] == []
