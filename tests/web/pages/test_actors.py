"""Actors at the desk: listed, shown, mended by those who signed in, and suggested in the review queue."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html

from reportedly.actors import ActorDraft, ActorSuggestion
from reportedly.model import ActorDecisionKind
from tests.web.working import Desk

NAME = "Sudland Foreign Ministry"
NAMES = ActorSuggestion(
    name="Larrea", reports=("late-3",), other=NAME, why="<b>the last name alone</b>", statements=3, claims=1
)


def test_actors_are_listed_and_shown(opened: Desk) -> None:
    listed = opened.client.get("/actors.json", params={"q": "foreign"}).json()
    assert [(a["name"], a["kind"], a["statements"]) for a in listed] == [(NAME, "ministry", 3)]
    page = html.fromstring(opened.client.get("/actors", params={"q": "foreign"}).text)
    [path] = page.xpath("//table//a[contains(., 'Sudland')]/@href")
    shown = opened.words(path)
    for part in (NAME, "Names in reports", "Spoke for", "Words over time", "March 2031", "Nobody has decided anything"):
        assert part in shown
    assert "/actors/decide" not in opened.client.get(path).text
    account = opened.client.get(f"/actors/{NAME}.json").json()
    assert (account["aliases"], account["decisions"]) == ([{"name": NAME, "statements": 3}], [])
    assert opened.client.get("/actors/Nobody").status_code == 404
    assert "by such a name" in opened.words("/actors?q=nobody")
    assert "/actors/" in opened.client.get(f"/sources/{NAME}").text


@pytest.mark.parametrize("path", ["/actors/decide", "/actors/revoke"])
def test_strangers_decide_nothing(opened: Desk, path: str) -> None:
    answer = opened.client.post(path, data={"kind": "rename", "name": NAME, "value": "Nobody"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert opened.ledger.actors.decisions() == []


def test_a_form_needs_its_token(signed: Desk) -> None:
    answer = signed.client.post("/actors/decide", data={"kind": "rename", "name": NAME, "value": "Nobody"})
    assert answer.status_code == 403
    assert signed.ledger.actors.decisions() == []


def test_an_actor_is_mended_and_that_is_taken_back(signed: Desk) -> None:
    answer = signed.post("/actors/decide", kind="rename", name=NAME, value="Foreign Office", why="its name", back="")
    [made] = signed.ledger.actors.decisions()
    assert (made.kind, made.value, made.by, made.why) == (
        ActorDecisionKind.RENAME,
        "Foreign Office",
        "Ana",
        "its name",
    )
    assert answer.headers["location"] == f"/actors/Foreign%20Office?done=mended&undo={made.id}"
    shown = signed.words("/decisions")
    assert f"Ana (unsigned): {NAME} is called Foreign Office: its name" in shown
    assert signed.client.get("/actor-decisions.json").json()[0]["id"] == made.id
    assert signed.post("/actors/revoke", id=made.id, back="/decisions").headers["location"] == "/decisions?done=undone"
    assert signed.ledger.actors.decisions()[0].revoked_by == "Ana"
    assert "taken back by Ana" in signed.words("/decisions")


def test_a_party_with_days_is_an_office(signed: Desk) -> None:
    signed.post("/actors/decide", kind="party", name=NAME, value="Norland", office="envoy", since="2031-01-01")
    signed.post("/actors/decide", kind="party", name=NAME, value="Norland")
    signed.post("/actors/decide", kind="split", name=NAME, reports="late-3")
    office, party, split = signed.ledger.actors.decisions()
    assert (office.kind, office.office, office.since) == (ActorDecisionKind.OFFICE, "envoy", date(2031, 1, 1))
    assert party.kind is ActorDecisionKind.PARTY
    assert (split.value, split.reports) == (f"{NAME} (2)", ("late-3",))
    assert signed.post("/actors/decide", kind="party", name=NAME, value="X", since="soon").status_code == 409
    assert signed.post("/actors/decide", kind="marry", name=NAME, value="X").status_code == 409


def test_suggested_names_are_questions_with_yes_and_no(signed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.ledger.actors.Actors.suggestions", lambda _: [NAMES])
    text = signed.client.get("/review").text
    assert "<b>the last name" not in text
    assert "Larrea and Sudland Foreign Ministry" in signed.words("/review")
    forms = html.fromstring(text).xpath("//form[@action='/actors/decide']")
    sent = [{i.get("name"): i.get("value") for i in f.xpath(".//input")} for f in forms]
    assert [(f["kind"], f["name"], f["value"], f["reports"], f["back"]) for f in sent] == [
        ("merge", "Larrea", NAME, "late-3", "/review"),
        ("apart", "Larrea", NAME, "late-3", "/review"),
    ]
    assert signed.client.get("/suggested-actors.json").json()[0]["other"] == NAME


def test_a_decision_about_nobody_is_refused(signed: Desk) -> None:
    assert signed.post("/actors/decide", kind="merge", name="Nobody", value=NAME).status_code == 404
    draft = ActorDraft(kind=ActorDecisionKind.KIND, name=NAME, value="body")
    assert signed.post("/actors/decide", kind=draft.kind.value, name=draft.name, value=draft.value).status_code == 409
