"""Notes at the desk: shown as Markdown without HTML, written by those who signed in, changed by who wrote them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from reportedly.notes import NoteSubject
from tests.web.accounts import shared
from tests.web.shelf import ADMITTED, CLAIM
from tests.web.working import Desk

NAME = "Sudland Foreign Ministry"
PLACES = (
    ("claim", CLAIM, f"/claims/{CLAIM}"),
    ("statement", ADMITTED.id, f"/statements/{ADMITTED.id}"),
    ("actor", NAME, f"/actors/{quote(NAME)}"),
    ("report", "late-3", "/reports/late-3"),
)


@pytest.mark.parametrize(("on", "subject", "path"), PLACES)
def test_a_note_is_written_changed_and_taken_back(signed: Desk, on: str, subject: str, path: str) -> None:
    text = signed.client.get(path).text
    [form] = html.fromstring(text).xpath("//form[@action='/notes/add']")
    sent = {i.get("name"): i.get("value") for i in form.xpath(".//input")}
    assert sent["on"] == on
    answer = signed.post("/notes/add", **sent | {"text": "Ask **twice** <script>alert(1)</script>"})
    [note] = signed.ledger.notes.on(NoteSubject(on), subject)
    assert note.by == "Ana"
    assert answer.headers["location"].endswith(f"done=noted&undo={note.id}")
    shown = signed.client.get(answer.headers["location"])
    assert "Ask <strong>twice</strong> &lt;script&gt;alert(1)" in shown.text
    assert "<script>alert" not in shown.text
    assert [n["text"] for n in signed.client.get("/notes.json", params={"on": on, "subject": subject}).json()] == [
        "Ask **twice** <script>alert(1)</script>"
    ]
    assert (
        signed.post("/notes/change", id=note.id, text="Asked.", back=path).headers["location"] == f"{path}?done=changed"
    )
    [changed] = signed.ledger.notes.all()
    assert (changed.text, changed.replaces) == ("Asked.", note.id)
    assert "Asked." in signed.words("/notes")
    assert signed.post("/notes/revoke", id=changed.id, back=path).headers["location"] == f"{path}?done=undone"
    assert "Asked." not in signed.client.get(path).text
    assert "Nobody has written a note" in signed.words("/notes")
    assert len(signed.client.get("/notes.json?history=true").json()) == 2


def test_strangers_read_notes_and_write_none(opened: Desk) -> None:
    opened.ledger.notes.add(NoteSubject.CLAIM, CLAIM, "Ask twice.", by="Ben")
    assert "Ask twice." in opened.words(f"/claims/{CLAIM}")
    assert "/notes/" not in opened.client.get(f"/claims/{CLAIM}").text
    answer = opened.client.post("/notes/add", data={"on": "claim", "subject": CLAIM, "text": "Mine."})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert len(opened.ledger.notes.all()) == 1


def test_a_form_needs_its_token_and_something_to_say(signed: Desk) -> None:
    sent = {"on": "claim", "subject": CLAIM, "text": "Mine."}
    assert signed.client.post("/notes/add", data=sent).status_code == 403
    assert signed.post("/notes/add", **sent | {"on": "ship"}).status_code == 409
    assert signed.post("/notes/add", **sent | {"text": " "}).status_code == 409
    assert signed.post("/notes/add", **sent | {"subject": "nothing"}).status_code == 404
    assert signed.ledger.notes.all() == []


def test_only_whoever_wrote_a_note_and_an_administrator_change_it(tmp_path: Path) -> None:
    with shared(tmp_path) as desk:
        note = desk.ledger.notes.add(NoteSubject.CLAIM, CLAIM, "Ask twice.", by="Ada")
        sent = {"id": note.id, "text": "Mine."}
        for path in ("/notes/change", "/notes/revoke"):
            answer = desk.client.post(path, data=sent, headers=desk.by("Jon"))
            assert (answer.status_code, "Ada wrote this" in answer.text) == (403, True)
        assert [n.text for n in desk.ledger.notes.all(history=True)] == ["Ask twice."]
        own = desk.client.post(
            "/notes/add", data={"on": "claim", "subject": CLAIM, "text": "B."}, headers=desk.by("Jon")
        )
        assert own.status_code == 303
        assert desk.client.post("/notes/revoke", data=sent, headers=desk.by("Ada")).status_code == 303
        assert [n.by for n in desk.ledger.notes.all()] == ["Jon"]
