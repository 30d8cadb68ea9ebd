"""Metrics: off unless asked for, only for whoever may read, right, and with no more labels than there are routes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from reportedly.accounts import AccountRole
from reportedly.errors import StoreError
from reportedly.ledger import Ledger
from reportedly.store import watch_lock
from reportedly.store.database import open_database, writing
from reportedly.web.app import create
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import NewAddress

ADDRESS = "http://127.0.0.1:8321"
TOKEN = "a-token-for-the-test"


def _samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (s.name, tuple(sorted(s.labels.items()))): s.value
        for family in text_string_to_metric_families(text)
        for s in family.samples
    }


def test_they_are_off_unless_somebody_wants_them(tmp_path: Path) -> None:
    with TestClient(create(shelf.empty(tmp_path)), base_url=ADDRESS) as client:
        assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("guard", ["token", "accounts"])
def test_they_are_for_whoever_may_read(tmp_path: Path, guard: str) -> None:
    address, given = shelf.empty(tmp_path), TOKEN
    if guard == "accounts":
        with Ledger(address) as opened:
            opened.accounts.add("Rea", AccountRole.READ, identity="rea@example.org", via="a test")
            given = opened.accounts.add_key("Rea", "monitoring", via="a test")[1]
    app = create(address, token=TOKEN, private=True, metrics=True)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        refused = client.get("/metrics")
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert "reportedly_" not in refused.text
        assert client.get("/metrics", headers={"authorization": "Bearer wrong"}).status_code == 401
        answer = client.get("/metrics", headers={"authorization": f"Bearer {given}"})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain; version=")
        assert "reportedly_reports 0.0" in answer.text


def test_requests_are_counted_by_route_and_status(tmp_path: Path) -> None:
    with TestClient(create(shelf.filled(tmp_path), metrics=True), base_url=ADDRESS) as client:
        for path in ("/claims", "/claims?q=secret", f"/claims/{shelf.CLAIM}", "/claims/nothing", "/no-such-page"):
            client.get(path)
        client.request("BREW", "/claims")
        text = client.get("/metrics").text
    found = _samples(text)

    def number(method: str, route: str, status: int) -> float:
        labels = (("method", method), ("route", route), ("status", str(status)))
        return found[("reportedly_http_requests_total", labels)]

    assert number("GET", "/claims", 200) == 2
    claim = next(labels for name, labels in found if "/claims/{" in dict(labels).get("route", ""))
    route = dict(claim)["route"]
    assert (number("GET", route, 200), number("GET", route, 404), number("GET", "none", 404)) == (1, 1, 1)
    assert {dict(labels).get("method") for _, labels in found} == {"GET", "OTHER", None}
    assert found[("reportedly_http_request_duration_seconds_count", (("route", "/claims"),))] >= 2
    assert "secret" not in text
    assert shelf.CLAIM not in text


def test_the_gauges_of_a_ledger_are_those_that_it_has(new_address: NewAddress) -> None:
    address = new_address()
    now = datetime(2031, 3, 7, 12, tzinfo=UTC)
    with Ledger(address) as ledger:
        empty = ledger.gauges()
        assert (empty.channels, empty.last_checked, empty.watch_alive, empty.matches_pending) == (0, None, None, 0)
        ledger.channels.follow("https://gazette.example/feed.xml")
        ledger.channels.follow("https://post.example/feed.xml")
        ledger.channels.edit("https://post.example/feed.xml", paused=True)
    engine = open_database(address)
    with writing(engine) as connection:
        watch_lock.acquire(connection, now)
        for statement in (
            "UPDATE channels SET failures = 2, checked_at = '2031-03-07T11:00:00+00:00' WHERE NOT paused",
            "INSERT INTO alerts (key, name, query, by, at, cursor, day) VALUES ('a', 'A', '{}', 'Ana', 'x', 0, 'x')",
            *(
                "INSERT INTO alert_receivers (alert, number, kind, target, pace, sent, tries, disabled) "
                f"VALUES ('a', {number}, 'file', 'x', 'now', {sent}, {tries}, {disabled})"
                for number, sent, tries, disabled in ((1, 1, 3, "false"), (2, 3, 0, "false"), (3, 0, 9, "true"))
            ),
            *(
                f"INSERT INTO alert_matches (alert, number, id, muted, item) VALUES ('a', {n}, 'm{n}', {muted}, '{{}}')"
                for n, muted in ((1, "false"), (2, "true"), (3, "false"))
            ),
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()
    with TestClient(create(address, metrics=True), base_url=ADDRESS) as client:
        found = {name: value for (name, labels), value in _samples(client.get("/metrics").text).items() if not labels}
    checked = datetime(2031, 3, 7, 11, tzinfo=UTC).timestamp()
    assert {name.removeprefix("reportedly_"): value for name, value in found.items() if "process" not in name} == {
        "ledger_up": 1,
        "reports": 0,
        "reports_waiting": 0,
        "channels": 2,
        "channels_paused": 1,
        "channels_failing": 1,
        "channels_last_checked_timestamp_seconds": checked,
        "watch_alive_timestamp_seconds": now.timestamp(),
        "deliveries_pending": 1,
        "receivers_failing": 1,
        "receivers_disabled": 1,
    }


def test_a_ledger_that_cannot_be_read_is_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_self: Ledger) -> None:
        raise StoreError("postgresql://desk:pass@db/news: cannot be used")

    with TestClient(create(shelf.empty(tmp_path), metrics=True), base_url=ADDRESS) as client:
        monkeypatch.setattr(Ledger, "gauges", fails)
        answer = client.get("/metrics")
    assert answer.status_code == 200
    assert "reportedly_ledger_up 0.0" in answer.text
    assert "reportedly_reports" not in answer.text
    assert "postgresql" not in answer.text
