"""Judging, grading and taking back at the desk: signed, and only for those who signed in."""

from __future__ import annotations

import time

import pytest
from lxml import html

from reportedly.web.pages import decisions
from tests.web.shelf import ADMITTED, CLAIM, REJECTED
from tests.web.signing import form_token
from tests.web.working import Desk


@pytest.mark.parametrize("path", ["/judge", "/judge/undo", "/grade", "/grade/undo", "/add"])
def test_strangers_are_led_to_the_door(opened: Desk, path: str) -> None:
    answer = opened.client.post(path, data={"verdict": "wrong", "one": ADMITTED.id})
    assert answer.status_code == 303
    assert answer.headers["location"] == ("/sign-in?next=/add" if path == "/add" else "/sign-in")
    assert not opened.ledger.asked


@pytest.mark.parametrize("path", ["/judge", "/judge/undo", "/grade", "/grade/undo", "/add"])
def test_nothing_is_done_without_the_form_of_this_session(signed: Desk, path: str) -> None:
    assert signed.client.post(path, data={"verdict": "wrong", "one": ADMITTED.id}).status_code == 403
    assert not signed.ledger.asked


def test_a_judgement_is_signed_and_leads_back(signed: Desk) -> None:
    answer = signed.post("/judge", verdict="different", one=ADMITTED.id, other=REJECTED.id, why="another ship")
    assert signed.ledger.asked == [("different", ADMITTED.id, REJECTED.id, "Ana", "another ship")]
    assert answer.headers["location"] == f"/claims/{CLAIM}?as_of=2031-03-08&done=judged&undo=j1"
    back = signed.client.get(answer.headers["location"]).text
    assert "take it back" in back
    assert 'name="id" value="j1"' in back
    assert "undo=" not in back


@pytest.mark.parametrize("path", ["/judge", "/grade"])
def test_a_decision_can_be_taken_back_where_a_fragment_leads(signed: Desk, path: str) -> None:
    fields = {"verdict": "same", "one": "a", "other": "b", "subject": "a", "mark": "2", "why": "it is"}
    answer = signed.post(path, **fields, back=f"/claims/{CLAIM}?as_of=2031-03-08#s2")
    query, _, fragment = answer.headers["location"].partition("#")
    assert "&undo=" in query
    assert fragment == "s2"


def test_linking_that_takes_long_tells_how_far_it_is(signed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "PATIENCE", 0.05)
    signed.ledger.slow.clear()
    where = signed.post("/judge", verdict="wrong", one=ADMITTED.id).headers["location"]
    assert signed.client.get(f"{where}.json").json() == {
        "done": 1,
        "of": 2,
        "told": "Linking 1 of 2 reports again.",
        "ended": False,
    }
    assert "The decision is stored" in signed.words(where)
    signed.ledger.slow.set()
    while not signed.client.get(f"{where}.json").json()["ended"]:
        time.sleep(0.02)
    assert signed.client.get(where).headers["location"] == f"/claims/{CLAIM}?as_of=2031-03-08&done=judged&undo=j1"


def test_what_could_not_be_linked_is_told(signed: Desk) -> None:
    signed.ledger.locked = True
    where = signed.post("/judge", verdict="wrong", one=ADMITTED.id).headers["location"]
    said = signed.words(where)
    assert "is locked by another program" in said
    assert "The decision is stored" in said


def test_what_cannot_be_judged_is_explained(signed: Desk) -> None:
    answer = signed.post("/judge", verdict="same", one="contradicts", other=ADMITTED.id)
    assert answer.status_code == 409
    assert "Ben judged them different" in answer.text
    assert signed.post("/judge", verdict="perhaps", one=ADMITTED.id).status_code == 409


def test_no_nul_character_reaches_the_ledger(signed: Desk) -> None:
    signed.post("/judge", verdict="wrong", one=ADMITTED.id, why="another\0 ship")
    assert signed.ledger.asked == [("wrong", ADMITTED.id, "Ana", "another ship")]


def test_grades_and_taking_back_are_signed(signed: Desk) -> None:
    signed.post("/grade", subject="Norland", mark="C", why="owns the press")
    signed.post("/judge/undo", id="j1")
    answer = signed.post("/grade/undo", id="g1", back="//evil.example")
    assert signed.ledger.asked == [
        ("Norland", "C", "owns the press", "Ana"),
        ("unjudge", "j1", "Ana"),
        ("ungrade", "g1", "Ana"),
    ]
    assert answer.headers["location"] == "/?done=undone"


def test_the_queue_tells_what_hangs_on_an_answer(signed: Desk) -> None:
    said = signed.words("/review")
    assert "With the second, alleged would be disputed: Its navy had sunk the ferry" in said
    buttons = html.document_fromstring(signed.client.get("/review").text).xpath("//article//button/@data-key")
    assert buttons == ["s", "d", "w"]


@pytest.mark.parametrize(
    "path", ["/review", f"/statements/{ADMITTED.id}", "/decisions", "/sources/Norland", f"/claims/{CLAIM}"]
)
def test_readers_see_decisions_and_no_form_that_decides(opened: Desk, path: str) -> None:
    page = opened.client.get(path)
    assert page.status_code == 200
    assert 'method="post"' not in page.text
    assert "<b>another" not in page.text


def test_decisions_tell_who(opened: Desk) -> None:
    said = opened.words("/decisions")
    assert "Ben (unsigned) judged different: <b>another ship</b>" in said
    assert "Ana (unsigned) graded C: owns the press" in said


def test_writing_is_slowed_down(signed: Desk) -> None:
    token = form_token(signed.client, "/add")
    answers = [signed.client.post("/grade", data={"form_token": token}) for _ in range(70)]
    assert answers[-1].status_code == 429
    assert "<h1>Too many requests</h1>" in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) >= 1
