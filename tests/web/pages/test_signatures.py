"""The desk signs what is decided at it with a key of its own, and says so; a name alone is unsigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger import Ledger
from reportedly.ledger.signing import SigningKey, wrong_signature
from reportedly.topics import TopicQuery
from tests.web import shelf
from tests.web.shelf import ADMITTED, REJECTED
from tests.web.signing import form_token, opened, sign_in

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient


def _decide(client: TestClient) -> None:
    """Grade a source, and judge a statement."""
    assert sign_in(client) == 303
    token = form_token(client, f"/statements/{REJECTED.id}")
    graded = {"form_token": token, "subject": "Norland", "mark": "D", "why": "was wrong before", "back": "/decisions"}
    assert client.post("/grade", data=graded).status_code == 303
    judged = {"form_token": token, "verdict": "wrong", "one": REJECTED.id, "back": "/decisions"}
    assert client.post("/judge", data=judged).status_code == 303


def test_what_is_decided_at_a_desk_with_a_key_is_signed(tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "desk.pem")
    with opened(tmp_path, key=key) as client:
        assert f"signed with the key of this desk, <code>{key.public}</code>" in client.get("/sign-in").text
        _decide(client)
        page = client.get("/decisions").text
        assert f"signed with the key of this desk, <code>{key.public}</code>" in page
        assert page.count(f"(signed by key {key.public[:16]}, that of this desk)") == 2
        assert page.count("(unsigned)") == 2  # the grades of the shelf
        assert "(unsigned)" in client.get(f"/statements/{ADMITTED.id}").text
        assert client.get("/grades.json").json()[-1]["key"] == key.public
        assert client.get("/judgements.json").json()[-1]["key"] == key.public
        (source,) = [s for s in client.get("/sources.json").json() if s["name"] == "Norland"]
        assert [g["key"] for g in source["grades"]] == [None, key.public]
    with Ledger(str(tmp_path / "shelf.db")) as ledger:
        grade, judgement = ledger.grades()[-1], ledger.judgements()[-1]
    assert (grade.by, grade.key, judgement.by, judgement.key) == ("Ana", key.public, "Ana", key.public)
    assert wrong_signature(grade) is None
    assert wrong_signature(judgement) is None


def test_a_key_of_another_desk_is_not_that_of_this_one(tmp_path: Path) -> None:
    earlier, later = (SigningKey.make(tmp_path / name) for name in ("earlier.pem", "later.pem"))
    with opened(tmp_path, key=later) as client:
        with Ledger(str(tmp_path / "shelf.db")) as ledger:
            ledger.grade("Norland", "D", why="was wrong before", by="Ben", key=earlier)
        assert f"(signed by key {earlier.public[:16]}) graded" in client.get("/decisions").text


def test_without_a_key_names_are_unsigned(tmp_path: Path) -> None:
    with opened(tmp_path) as client:
        assert "made here are unsigned" in client.get("/sign-in").text
        _decide(client)
        page = client.get("/decisions").text
        assert page.count("(unsigned)") == 4
        assert "signed by key" not in page
        assert client.get("/grades.json").json()[-1]["signature"] is None


def test_edits_of_topics_are_signed_by_the_key_of_the_desk(tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "desk.pem")
    with opened(tmp_path, key=key) as client:
        with Ledger(str(tmp_path / "shelf.db")) as ledger:
            ledger.topics.save("Ferry", TopicQuery(text="boat"), by="Ben")
        assert sign_in(client) == 303
        fields = {"form_token": form_token(client, "/topics"), "name": "Ferry"}
        assert client.post("/topics/save", data={**fields, "q": "sunk", "replace": "yes"}).status_code == 303
        marked = {**fields, "kind": "pinned", "claim": shelf.CLAIM, "back": "/topics/Ferry"}
        assert client.post("/topics/mark", data=marked).status_code == 303
        page = client.get("/topics/Ferry").text
        assert page.count(f"(signed by key {key.public[:16]}, that of this desk)") == 2
        assert page.count("(unsigned)") == 1
        assert client.post("/topics/remove", data=fields).status_code == 303
    with Ledger(str(tmp_path / "shelf.db")) as ledger:
        assert not [problem for problem in ledger.verify() if "topic" in problem]
