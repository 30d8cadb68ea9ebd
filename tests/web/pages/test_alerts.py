"""Alerts at the desk: shown to everybody, with addresses and forms for those who signed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from lxml import html

from reportedly.alerts import AlertQuery, Occasion, Pace, QuietHours, Receiver, ReceiverKind
from reportedly.listing import Filter
from reportedly.model import Act, Status
from reportedly.store.database import writing
from reportedly.store.schema import alerts
from reportedly.topics import TopicQuery
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
    assert (saved.status_code, saved.headers["location"]) == (303, "/alerts/Ferry?done=alert-saved")
    assert "finds what comes in from now on" in signed.words(saved.headers["location"])
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


def test_the_form_saves_all_that_it_asks_for(signed: Desk) -> None:
    signed.ledger.topics.save("Sea", TopicQuery(text="sunk"), by="Ana")
    page = html.fromstring(signed.client.get("/alerts").text)
    [form] = [f for f in page.forms if f.action == "/alerts/save"]
    assert page.xpath("//select[@id='a-topic']/option/text()") == ["any", "Sea"]
    given = {
        "name": "Deaths",
        "q": "sunk",
        "actor": "Norway",
        "act": "deny",
        "place": "NO",
        "status": "disputed",
        "since": "2031-03-01",
        "until": "2031-04-01",
        "topic": "Sea",
        "notable": "yes",
        "above": "12.5",
        "unit": "percent",
        "of": "killed",
        "quiet_from": "22:00",
        "quiet_to": "07:00",
        "zone": "Europe/Oslo",
    }
    others = {"occasion", "from", "to", "webhook", "mail", "pace", "form_token"}
    assert set(form.fields.keys()) == given.keys() | others
    signed.post("/alerts/save", **given)
    alert = signed.ledger.alerts.get("Deaths")
    assert alert.query == AlertQuery(
        occasion=Occasion.NUMBER,
        wanted=Filter(
            text="sunk",
            actor="Norway",
            act=Act.DENY,
            place="NO",
            status=Status.DISPUTED,
            topic="Sea",
            since=date(2031, 3, 1),
            until=date(2031, 4, 1),
            notable=True,
        ),
        above=12.5,
        unit="percent",
        of="killed",
    )
    assert str(alert.quiet) == "22:00-07:00 Europe/Oslo"
    assert "quiet 22:00-07:00 Europe/Oslo" in signed.words("/alerts/Deaths")
    signed.post("/alerts/save", **{"name": "Admitted", "from": "denied", "to": "acknowledged"})
    query = signed.ledger.alerts.get("Admitted").query
    assert (query.occasion, query.before, query.after) == (Occasion.STATUS, Status.DENIED, Status.ACKNOWLEDGED)


def test_the_form_of_an_alert_changes_what_was_changed_in_it_and_nothing_else(signed: Desk) -> None:
    signed.ledger.topics.save("Sea", TopicQuery(text="sunk"), by="Ana")
    query = AlertQuery(
        occasion=Occasion.NUMBER,
        wanted=Filter(text="sunk", actor="Norway", act=Act.DENY, place="NO", topic="Sea", notable=True),
        above=1234567.5,
        unit="percent",
        of="killed",
    )
    hooks = [Receiver(number=0, kind=ReceiverKind.WEBHOOK, target=f"{HOOK}/{n}") for n in range(2)]
    mail = Receiver(number=0, kind=ReceiverKind.MAIL, target="ana@example.org", pace=Pace.HOUR)
    file = Receiver(number=0, kind=ReceiverKind.FILE, target="/srv/alerts.jsonl")
    quiet = QuietHours(begin=time(22), end=time(7, 30), zone="Europe/Oslo")
    before = signed.ledger.alerts.save("A & b", query, by="Ana", receivers=[*hooks, mail, file], quiet=quiet)
    assert "/srv/alerts.jsonl" in signed.words("/alerts/A & b")

    def sent(**changed: str) -> int:
        page = html.fromstring(signed.client.get("/alerts/A & b").text)
        [form] = [f for f in page.forms if f.action == "/alerts/edit"]
        fields = {name: value or "" for name, value in form.fields.items()}
        return int(signed.post("/alerts/edit", **(fields | changed)).status_code)

    assert sent() == 303
    assert replace(signed.ledger.alerts.get("A & b"), day=before.day) == before
    assert sent(q="ferry", mail="ben@example.org") == 303
    after = signed.ledger.alerts.get("A & b")
    assert after.query == replace(query, wanted=replace(query.wanted, text="ferry"))
    changed = replace(before.receivers[2], target="ben@example.org")
    assert after.receivers == (*before.receivers[:2], changed, before.receivers[3])
    assert sent(above="many") == 409
    assert sent(name="lost") == 404
    assert signed.ledger.alerts.get("A & b") == after
    assert "The alert is changed" in signed.words("/alerts/A & b?done=alert-changed")


def test_readers_have_no_form_that_changes_an_alert(opened: Desk) -> None:
    opened.ledger.alerts.save("a", AlertQuery(wanted=Filter(text="sunk")), by="Ana")
    assert "/alerts/edit" not in opened.client.get("/alerts/a").text


def test_a_search_becomes_an_alert(signed: Desk) -> None:
    found = html.fromstring(signed.client.get("/search?q=sunk&act=deny&since=2031-03-01").text)
    [path] = found.xpath("//a[contains(., 'on this search')][starts-with(., 'Alert')]/@href")
    assert path.startswith("/alerts?")
    assert path.endswith("#new-alert")
    [form] = [f for f in html.fromstring(signed.client.get(path).text).forms if f.action == "/alerts/save"]
    assert (form.fields["q"], form.fields["act"], form.fields["since"]) == ("sunk", "deny", "2031-03-01")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"since": "May"}, "'May' is not a day"),
        ({"above": "1,200"}, "'1,200' is no number; write it as 1200.5"),
        ({"above": "inf"}, "is no bound"),
        ({"unit": "percent"}, "for alerts on a number"),
        ({"from": "denied", "to": "denied"}, "does not change from denied to denied"),
        ({"from": "denied", "above": "3"}, "for alerts on a status"),
        ({"quiet_from": "22:00"}, "have a begin and an end"),
        ({"quiet_from": "22:00", "quiet_to": "22:00"}, "begin and end at different times"),
        ({"quiet_from": "22:00", "quiet_to": "07:00", "zone": "Oz"}, "'Oz' is no time zone"),
        ({"topic": "lost"}, "lost"),
    ],
)
def test_what_cannot_be_saved_is_told(signed: Desk, given: dict[str, str], says: str) -> None:
    answer = signed.post("/alerts/save", name="x", **given)
    assert answer.status_code in (404, 409)
    assert says in html.fromstring(answer.text).text_content()
    assert signed.ledger.alerts.all() == []


@pytest.mark.parametrize("path", ["save", "edit", "mute", "test", "remove"])
def test_strangers_change_nothing(opened: Desk, path: str) -> None:
    answer = opened.client.post(f"/alerts/{path}", data={"name": "x", "q": "sunk"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
