"""Cases at the desk: listed and shown to readers; opened, filled, assigned and closed by those who signed in."""

from __future__ import annotations

from reportedly.notes import NoteSubject
from tests.web.shelf import CLAIM
from tests.web.working import Desk


def test_a_case_is_worked_on(signed: Desk) -> None:
    note = signed.ledger.notes.add(NoteSubject.CLAIM, CLAIM, "Ask <b>twice</b>.", by="Ben")
    assert "There is no open case" in signed.words("/cases")
    assert signed.post("/cases/add", name="The <ferry>").headers["location"] == "/cases/The%20%3Cferry%3E?done=changed"
    page = "/cases/The <ferry>"
    assert "The &lt;ferry&gt;" in signed.client.get(f"/claims/{CLAIM}").text
    back = signed.post("/cases/put", name="The <ferry>", claim=CLAIM, back=f"/claims/{CLAIM}").headers["location"]
    assert back == f"/claims/{CLAIM}?done=changed"
    signed.post("/cases/put", name="The <ferry>", note=note.id)
    signed.post("/cases/assign", name="The <ferry>", to="Cy")
    shown = signed.words(page)
    for part in ("Open, assigned to Cy", "Ask <b>twice</b>.", "on the claim", "Ana (unsigned) assigned it to Cy"):
        assert part in shown
    assert "The <ferry>" in signed.words("/brief?case=the <ferry>")
    assert signed.client.get("/brief.json", params={"case": "The <ferry>"}).json()["title"] == "The <ferry>"
    found = signed.client.get("/cases/The <ferry>.json").json()
    assert (found["claims"][0]["claim"], found["assigned_to"]) == (CLAIM, "Cy")
    signed.post("/cases/take", name="The <ferry>", claim=CLAIM)
    assert "No claim is in this case" in signed.words(page)
    assert signed.client.get("/brief", params={"case": "The <ferry>"}).status_code == 404
    signed.post("/cases/close", name="The <ferry>", why="done")
    assert "Closed, assigned to Cy" in signed.words(page)
    assert "There is no open case" in signed.words("/cases")
    assert "The <ferry>" in signed.words("/cases?only=all")
    assert signed.client.get("/cases.json?open_only=true").json() == []
    assert signed.post("/cases/put", name="The <ferry>", claim=CLAIM).status_code == 409
    signed.post("/cases/open", name="The <ferry>")
    assert [c["state"] for c in signed.client.get("/cases.json").json()] == ["open"]


def test_strangers_change_no_case_and_forms_need_their_token(opened: Desk) -> None:
    opened.ledger.cases.add("The ferry", by="Ben")
    assert "The ferry" in opened.words("/cases")
    assert '<form method="post" action="/cases' not in opened.client.get("/cases/The ferry").text
    answer = opened.client.post("/cases/close", data={"name": "The ferry"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_form_needs_its_token(signed: Desk) -> None:
    assert signed.client.post("/cases/add", data={"name": "Tea"}).status_code == 403
    assert signed.client.get("/cases/Tea").status_code == 404
    assert signed.ledger.cases.all() == []
