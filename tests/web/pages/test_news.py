"""What is new at the desk, and the button that marks it as seen."""

from __future__ import annotations

import re

from reportedly.topics import TopicQuery
from tests.web.shelf import CLAIM
from tests.web.working import Desk


def test_the_button_marks_what_its_page_showed(signed: Desk) -> None:
    page = signed.client.get("/").text
    assert "Look at this first" in signed.words("/")
    (until,) = re.findall(r'name="until" value="(\d+)"', page)
    answer = signed.post("/seen", until=until, back="/")
    assert answer.headers["location"] == "/?done=seen"
    mark = signed.ledger.marks.of("Ana")
    assert mark is not None
    assert mark.number == int(until)
    assert "until which Ana has seen the record" in signed.words("/")
    assert "Nothing is new on a claim that matters" in signed.words("/new")
    assert signed.client.get("/new.json?by=Ana").json() == []


def test_strangers_see_what_is_new_and_mark_nothing(opened: Desk) -> None:
    assert "Seen until here" not in opened.client.get("/").text
    assert opened.client.post("/seen", data={"until": "1"}).headers["location"] == "/sign-in"
    assert opened.client.get("/new?since=2031-03-07").status_code == 200
    items = opened.client.get("/new.json?since=2031-03-01").json()
    assert [n["rank"]["points"] for n in items] == sorted((n["rank"]["points"] for n in items), reverse=True)
    assert CLAIM in {n["claim"] for n in items}
    matter = opened.client.get("/new.json?since=2031-03-01&notable=true").json()
    assert matter == [n for n in items if n["shown"]]


def test_a_mark_needs_the_number_of_its_page(signed: Desk) -> None:
    assert signed.post("/seen", until="soon", back="/").status_code == 409
    assert signed.ledger.marks.of("Ana") is None


def test_the_page_of_a_claim_draws_who_said_it_first(opened: Desk) -> None:
    page = opened.words(f"/claims/{CLAIM}")
    assert "Who said it first, and who took it up" in page
    assert "first statement" in page
    chain = opened.client.get(f"/claims/{CLAIM}/chain.json").json()
    assert chain["claim"] == CLAIM
    assert next(s["adds"] for t in chain["texts"] for s in t["statements"]) == ["first statement"]
    assert opened.client.get("/claims/none/chain.json").status_code == 404


def test_a_topic_has_its_news_and_no_mark(signed: Desk) -> None:
    """What is marked as seen is all that is in the ledger, not what a page of a topic shows."""
    signed.ledger.topics.save("The ferry", TopicQuery(text="sunk"), by="Ana")
    page = signed.client.get("/new?topic=The+ferry&since=2031-03-01").text
    assert "What to look at first" in page
    assert "Seen until here" not in page
    assert {n["claim"] for n in signed.client.get("/new.json?topic=The+ferry&since=2031-03-01").json()} == {CLAIM}
