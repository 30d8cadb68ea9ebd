"""Adding reports at the desk: signed, and only for those who signed in."""

from __future__ import annotations

import time

import pytest

from reportedly.intake import address
from tests.web.signing import form_token
from tests.web.working import Desk


def added(opened: Desk, **fields: str) -> str:
    answer = opened.post("/add", **fields)
    assert answer.status_code == 303, opened.client.get("/add").text
    where = str(answer.headers["location"])
    for _ in range(100):
        if opened.client.get(f"{where}.json").json()["ended"]:
            return where
        time.sleep(0.05)
    raise AssertionError("it never ends")


def test_a_text_is_pasted(signed: Desk) -> None:
    text = "Norland sank it,\r\nit said."
    where = added(signed, kind="text", text=text, title="A ship", outlet="Vik Post", published="2031-03-09")
    [report] = signed.ledger.given
    assert (report.text, report.title, report.outlet) == ("Norland sank it,\nit said.", "A ship", "Vik Post")
    assert report.published_on is not None
    assert report.published_on.isoformat() == "2031-03-09"
    assert "1 report read" in signed.words(where)
    assert signed.ledger.asked == [("add", "Ana")]


def test_a_pasted_text_is_named_by_its_first_line_where_that_stands_alone(signed: Desk) -> None:
    added(signed, kind="text", text="Ferry sunk off Vik\r\n\r\nNorland said it sank the ferry.")
    assert [r.title for r in signed.ledger.given] == ["Ferry sunk off Vik"]


def test_a_text_that_no_ledger_can_keep_is_refused(signed: Desk) -> None:
    answer = signed.post("/add", kind="text", text="Norland\0 said it sank the ferry.")
    assert answer.status_code == 422
    assert "The text has a NUL character" in answer.text
    assert not signed.ledger.given


def test_a_file_is_sent_and_its_name_leads_nowhere(signed: Desk) -> None:
    fields = {"form_token": form_token(signed.client, "/add"), "kind": "file", "published": ""}
    files = {"file": ("../../etc/two.jsonl", b'{"text": "One said so."}\n{"text": "unreadable"}\n')}
    answer = signed.client.post("/add", data=fields, files=files)
    where = answer.headers["location"]
    while not signed.client.get(f"{where}.json").json()["ended"]:
        time.sleep(0.05)
    assert [r.text for r in signed.ledger.given] == ["One said so.", "unreadable"]
    said = signed.words(where)
    assert "1 report read, 1 problem" in said
    assert "no words" in said


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/x", "http://[::1]/", "http://169.254.169.254/latest", "http://10.0.0.7/", "http://localhost/"],
)
def test_the_desk_never_asks_into_private_networks(signed: Desk, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "1")  # for the command line only
    monkeypatch.setattr(address, "_Connection", None)  # whoever connects fails otherwise
    where = added(signed, kind="address", address=url)
    assert "is in a private network" in signed.words(where)
    assert "REPORTEDLY_PRIVATE_ADDRESSES" not in signed.words(where)
    assert not signed.ledger.given


@pytest.mark.parametrize("url", ["file:///etc/passwd", "/etc/passwd", "ftp://example.org/x", "javascript:alert(1)", ""])
def test_what_is_no_address_of_the_web_is_not_fetched(signed: Desk, url: str) -> None:
    answer = signed.post("/add", kind="address", address=url)
    assert answer.status_code == 422
    assert "An address begins with http" in answer.text


@pytest.mark.parametrize("url", ["https://ana:hunter2@example.org/x", "https://ana@example.org/x"])
def test_no_password_is_kept_with_an_address(signed: Desk, url: str) -> None:
    answer = signed.post("/add", kind="address", address=url)
    assert answer.status_code == 422
    assert "a name or password" in answer.text
    assert not signed.ledger.given


def test_a_form_that_fails_keeps_what_was_typed(signed: Desk) -> None:
    answer = signed.post("/add", kind="text", text="Some words", published="Monday")
    assert answer.status_code == 422
    assert ">Some words</textarea>" in answer.text
