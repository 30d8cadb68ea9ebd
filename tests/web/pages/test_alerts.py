"""Alerts at the desk: shown to everybody, with addresses and forms for those who signed in."""

from __future__ import annotations

import pytest

from reportedly.alerts import AlertQuery, Occasion, Pace, Receiver, ReceiverKind
from reportedly.listing import Filter
from reportedly.model import Status
from reportedly.store.database import writing
from reportedly.store.schema import alerts
from tests.web.working import Desk

HOOK = "https://hooks.example/secret"


def _made(desk: Desk) -> None:
    """An alert that has found something and could deliver nothing."""
    hook = Receiver(number=1, kind=ReceiverKind.WEBHOOK, target=HOOK)
    query = AlertQuery(wanted=Filter(text="sunk"))
    desk.ledger.alerts.save("Ferry & tea", query, by="<b>Ana</b>", receivers=[hook])
    with writing(desk.ledger.alerts._engine) as connection:
        connection.execute(alerts.update().values(cursor=0))
    assert desk.ledger.alerts.deliver().problems


def test_readers_see_what_was_found_and_no_address(opened: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPORTEDLY_WEBHOOK_SECRET", raising=False)
    assert "There is no alert yet" in opened.words("/alerts")
    _made(opened)
    assert "a statement: “sunk”" in opened.words("/alerts")
    words = opened.words("/alerts/ferry & tea")
    for part in ("<b>Ana</b>", "webhook", "Failed 1 time", "sign in to see why", "0 of"):
        assert part in words
    page = opened.client.get("/alerts/ferry & tea").text
    [row] = opened.client.get("/alerts.json").json()
    one = opened.client.get("/alerts/Ferry & tea.json").json()
    assert (row["receivers"][0]["target"], row["receivers"][0]["problem"]) == ("***", "failing")
    assert len(one["found"]) == row["matches"] > 0
    feed = opened.client.get("/alerts/Ferry & tea.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text.count("<entry>") == row["matches"]
    for text in (page, str(row), str(one), feed.text):
        assert HOOK not in text
    assert "/alerts/save" not in page
    assert opened.client.get("/alerts/lost").status_code == 404


def test_alerts_are_saved_muted_tried_and_removed(signed: Desk) -> None:
    fields = {"q": "sunk", "occasion": "status", "to": "denied", "mail": "ana@example.org", "pace": "by day"}
    saved = signed.post("/alerts/save", name="Ferry", **fields)
    assert (saved.status_code, saved.headers["location"]) == (303, "/alerts/Ferry")
    alert = signed.ledger.alerts.get("Ferry")
    assert (alert.query.occasion, alert.query.after) == (Occasion.STATUS, Status.DENIED)
    assert [(r.kind, r.pace) for r in alert.receivers] == [(ReceiverKind.MAIL, Pace.DAY)]
    assert "ana@example.org" in signed.words("/alerts/Ferry")
    signed.post("/alerts/mute", name="Ferry", hours="8")
    assert "muted" in signed.words("/alerts/Ferry")
    signed.post("/alerts/mute", name="Ferry", end="yes")
    assert signed.ledger.alerts.get("Ferry").muted_until is None
    tried = signed.post("/alerts/test", name="Ferry")
    assert "mail: mail needs a server: set REPORTEDLY_SMTP" in tried.text
    assert signed.post("/alerts/save", name="Ferry").status_code == 409
    for wrong in ({"occasion": "number"}, {"above": "many"}, {"webhook": "ftp://x"}, {"occasion": "never"}):
        assert signed.post("/alerts/save", name="x", **wrong).status_code == 409
    assert signed.post("/alerts/remove", name="Ferry").status_code == 303
    assert signed.ledger.alerts.all() == []


@pytest.mark.parametrize("path", ["save", "mute", "test", "remove"])
def test_strangers_change_nothing(opened: Desk, path: str) -> None:
    answer = opened.client.post(f"/alerts/{path}", data={"name": "x", "q": "sunk"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
