"""Topics at the desk: chosen for every list, saved and edited by those who signed in."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html

from reportedly.topics import TopicQuery, TopicSuggestion
from tests.web.shelf import CLAIM
from tests.web.working import Desk

LISTS = (
    "/", "/new", "/claims",
    "/disputes", "/numbers", "/forecasts", "/timeline", "/events", "/map", "/sources", "/reports",
    "/origins", "/search", "/brief", "/review",
)  # fmt: skip
JSON = (
    "/new.json", "/changes.json", "/claims.json",
    "/disputes.json", "/numbers.json", "/forecasts.json", "/timeline.json",
    "/events.json", "/map.json", "/sources.json", "/reports.json", "/origins.json", "/search.json", "/days.json",
)  # fmt: skip


@pytest.fixture
def ferry(opened: Desk) -> Desk:
    opened.ledger.topics.save("The ferry", TopicQuery(text="sunk"), by="Ana")
    opened.ledger.topics.save("Tea & coffee/milk", TopicQuery(text="tea"), by="Ana")
    return opened


@pytest.mark.parametrize("path", LISTS)
def test_every_page_of_a_list_keeps_the_topic(ferry: Desk, path: str) -> None:
    answer = ferry.client.get(path, params={"topic": "the ferry"})
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    assert page.xpath("//select[@id='topic']/option[@selected]/text()") == ["The ferry"]
    links = list(page.xpath("//nav[@class='places']//a/@href"))
    assert len(links) > 8
    assert all("topic=the+ferry" in link for link in links)
    assert ferry.client.get(path, params={"topic": "Lost"}).status_code == 404


@pytest.mark.parametrize("path", JSON)
def test_every_list_in_json_takes_a_topic(ferry: Desk, path: str) -> None:
    asked = {"q": "sunk"} if path.startswith("/search") else {}
    everything = ferry.client.get(path, params=asked).json()
    within = ferry.client.get(path, params={**asked, "topic": "The ferry"}).json()
    assert path == "/days.json" or all(row in everything for row in within)
    assert ferry.client.get(path, params={**asked, "topic": "Tea & coffee/milk"}).json() == []


def test_topics_are_shown(ferry: Desk) -> None:
    listed = ferry.client.get("/topics.json").json()
    assert [(t["name"], t["claims"]) for t in listed] == [("Tea & coffee/milk", 0), ("The ferry", 1)]
    assert "“sunk”" in ferry.words("/topics")
    page = html.fromstring(ferry.client.get("/topics").text)
    [path] = page.xpath("//table//a[contains(., 'coffee')]/@href")[:1]
    assert "Tea & coffee/milk" in ferry.words(path)
    assert ferry.client.get("/topics/The ferry.json").json()["query"]["text"] == "sunk"
    assert "The ferry" in ferry.words("/brief?topic=The+ferry")
    assert "form" not in ferry.words("/topics").lower() or "/topics/save" not in ferry.client.get("/topics").text


@pytest.mark.parametrize("path", ["/topics/save", "/topics/mark", "/topics/remove"])
def test_strangers_change_nothing(ferry: Desk, path: str) -> None:
    answer = ferry.client.post(path, data={"name": "The ferry", "q": "boat", "kind": "excluded", "claim": CLAIM})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in"
    assert len(ferry.ledger.topics.get("The ferry").edits) == 1


def test_topics_are_saved_marked_and_removed(signed: Desk) -> None:
    saved = signed.post("/topics/save", name="The ferry", q="sunk", status="disputed", since="2031-03-01")
    assert saved.headers["location"] == "/topics/The%20ferry?done=saved"
    topic = signed.ledger.topics.get("The ferry")
    assert (topic.query.text, topic.query.status, topic.edits[0].by) == ("sunk", "disputed", "Ana")
    assert "The topic is saved." in signed.words(saved.headers["location"])
    marked = signed.post("/topics/mark", name="The ferry", kind="excluded", claim=CLAIM, back=f"/claims/{CLAIM}?x=1")
    assert marked.headers["location"] == f"/claims/{CLAIM}?x=1&done=excluded"
    assert "Excluded" in signed.words("/topics/The ferry")
    assert signed.post("/topics/mark", name="The ferry", kind="released", claim=CLAIM, back="/").status_code == 303
    assert signed.ledger.topics.get("The ferry").excluded == ()
    for fields in ({"kind": "saved"}, {"kind": "praised"}, {"kind": "pinned", "claim": ""}):
        assert signed.post("/topics/mark", **{"name": "The ferry", "claim": CLAIM, **fields}).status_code == 409
    assert signed.post("/topics/save", name="The ferry", q="boat").status_code == 409
    assert signed.post("/topics/save", name="x", q="boat", since="then").status_code == 409
    assert signed.post("/topics/save", name="The ferry", q="boat", replace="yes").status_code == 303
    gone = signed.post("/topics/remove", name="The ferry")
    assert "stays on record" in signed.words(gone.headers["location"])
    assert signed.ledger.topics.names() == []


def test_forms_stand_where_they_are_needed(signed: Desk) -> None:
    signed.ledger.topics.save("The ferry", TopicQuery(text="sunk"), by="Ana")
    for path in (f"/claims/{CLAIM}", "/search?q=sunk", "/topics", "/topics/The ferry"):
        assert "/topics/" in "".join(html.fromstring(signed.client.get(path).text).xpath("//main//form/@action")), path


def test_suggestions_are_listed_and_saved(signed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = TopicSuggestion(
        number=1,
        traits=("vik", "<b>ferry"),
        wording="it sank",
        claims=(CLAIM,),
        reports=("a", "b"),
        last=date(2031, 3, 6),
    )
    monkeypatch.setattr("reportedly.ledger.queries.topic_suggestions.suggested", lambda *_: [found])
    assert "Save as" not in signed.words("/topics")
    page = signed.client.get("/topics?suggest=yes").text
    assert "vik, &lt;b&gt;ferry" in page
    assert "2 reports" in page
    assert signed.client.get("/suggested-topics.json").json()[0]["claims"] == [CLAIM]
    saved = signed.post("/topics/save", name="The ferry", claims=CLAIM)
    assert saved.headers["location"] == "/topics/The%20ferry?done=saved"
    topic = signed.ledger.topics.get("The ferry")
    assert (topic.query.is_empty, [c.claim for c in topic.pinned]) == (True, [CLAIM])
