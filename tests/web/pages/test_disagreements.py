"""The page of disagreements: who judged what, what counts meanwhile, and the buttons by which a third decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from reportedly.accounts import AccountRole
from reportedly.model import Verdict
from tests.web import shelf
from tests.web.accounts import VIA, shared
from tests.web.signing import form_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.accounts import SharedDesk

PAIR = shelf.ADMITTED.id, shelf.REJECTED.id


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SharedDesk]:
    with shared(tmp_path) as made:
        made.ledger.judge(Verdict.SAME, *PAIR, by="Ada", why="<b>both</b>")
        yield made


def _words(opened: SharedDesk, path: str, by: str) -> str:
    page = html.document_fromstring(opened.client.get(path, headers=opened.by(by)).text)
    return " ".join(page.find("body").text_content().split())


def test_without_a_disagreement_it_says_so(opened: SharedDesk) -> None:
    assert "Nobody has judged otherwise" in _words(opened, "/disagreements", "Rita")
    assert opened.client.get("/agreement.json", headers=opened.by("Rita")).json() == []


def test_a_second_opinion_is_asked_for_without_the_first(opened: SharedDesk) -> None:
    opened.ledger.accounts.set_role("Rita", AccountRole.JUDGE, via=VIA)
    opened.sign_in("Rita")
    page = html.document_fromstring(opened.client.get("/review?second=yes").text)
    said = " ".join(page.find("body").text_content().split())
    assert "Do these say the same?" in said
    assert "Ada" not in said
    assert not page.xpath("//article//a[contains(@href, '/claims/') or contains(@href, '/statements/')]")
    assert page.xpath("//article//button/@data-key") == ["s", "d"]
    pair = {"statement": min(PAIR), "other": max(PAIR)}
    assert opened.client.get("/review.json?second=yes", headers=opened.by("Jon")).json() == [pair]
    assert opened.client.get("/review.json?second=yes", headers=opened.by("Ada")).json() == []
    known = {"form_token": form_token(opened.client, "/review?second=yes"), "back": "/review?second=yes"}
    answer = opened.client.post("/judge", data=known | {"verdict": "same", "one": PAIR[0], "other": PAIR[1]})
    assert answer.headers["location"].startswith("/review?second=yes&done=judged")
    assert "No pair waits for a second opinion" in opened.client.get("/review?second=yes").text
    assert [a["judged"] for a in opened.client.get("/agreement.json").json()] == [1]


def test_a_disagreement_is_shown_until_a_third_decides_it(opened: SharedDesk) -> None:
    fields = {"verdict": "different", "one": PAIR[0], "other": PAIR[1]}
    assert opened.client.post("/judge", data=fields, headers=opened.by("Jon")).status_code == 303
    said = _words(opened, "/disagreements", "Rita")
    assert "They count as different until a third person decides." in said
    assert "Ada (unsigned) judged the same: <b>both</b>" in said
    assert "Ada and Jon" in said
    assert "1 disagreement that waits for a third person" in _words(opened, "/review", "Rita")
    opened.ledger.accounts.set_role("Rita", AccountRole.JUDGE, via=VIA)
    opened.sign_in("Jon")
    assert "Answers to disagreement" not in opened.client.get("/disagreements").text, "who judged it decides nothing"
    opened.sign_in("Rita")
    page = html.document_fromstring(opened.client.get("/disagreements").text)
    assert page.xpath("//article//button/@data-key") == ["s", "d"]
    known = {"form_token": form_token(opened.client, "/disagreements"), "back": "/disagreements"}
    answer = opened.client.post("/judge", data=known | fields | {"verdict": "same"})
    assert answer.headers["location"].startswith("/disagreements?done=judged")
    [row] = opened.client.get("/disagreements.json").json()
    assert (row["counts"], row["decided"]) == ("same", True)
    assert [j["by"] for j in row["judgements"]] == ["Ada", "Jon", "Rita"]
    assert [(a["one"], a["other"], a["agreed"]) for a in opened.client.get("/agreement.json").json()] == [
        ("Ada", "Jon", 0),
        ("Ada", "Rita", 1),
        ("Jon", "Rita", 0),
    ]


def test_who_says_that_a_statement_was_read_wrong_can_be_answered(opened: SharedDesk) -> None:
    assert "it was read right" not in _words(opened, "/decisions", "Jon")
    opened.client.post("/judge", data={"verdict": "wrong", "one": PAIR[0]}, headers=opened.by("Ada"))
    assert "it was read right" in _words(opened, "/decisions", "Jon")
    assert "it was read right" not in _words(opened, "/decisions", "Ada")
    opened.client.post("/judge", data={"verdict": "right", "one": PAIR[0]}, headers=opened.by("Jon"))
    said = _words(opened, "/disagreements", "Rita")
    assert "It counts as read wrong until a third person decides." in said
    assert "Jon (unsigned) judged a right reading" in said
