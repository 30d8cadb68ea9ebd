"""Work at the desk: judging, grading, taking back, adding; each signed, each only for those who signed in."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from reportedly.errors import IntakeError, StoreError
from reportedly.intake import address
from reportedly.ledger import Ledger
from reportedly.ledger.queries.review_queue import Doubt
from reportedly.listing import Page
from reportedly.model import Reading, Report, Status, Verdict
from reportedly.record import Grade, Judgement
from reportedly.web import app as desk
from reportedly.web.jobs import judging
from tests.export.made import RUN
from tests.web import shelf
from tests.web.shelf import ADMITTED, CLAIM, REJECTED
from tests.web.test_gate import ADDRESS, TOKEN, form_token, sign_in

Progress = Callable[[int, int], None]
JUDGED = Judgement(
    id="j1",
    verdict=Verdict.DIFFERENT,
    statements=(ADMITTED.id, REJECTED.id),
    why="<b>another ship</b>",
    by="Ben",
    at="2031-03-08T09:00:00+00:00",
)


class Worked(Ledger):
    """Writes down what it is asked to do."""

    asked: list[tuple[Any, ...]]
    slow: Event
    locked = False
    given: list[Report]

    def __init__(self, address: str, *, make: bool = True) -> None:
        super().__init__(address, make=make)
        self.asked, self.given, self.tally = [], [], Counter()
        self.slow = Event()
        self.slow.set()

    def judge(self, verdict: Verdict, *statements: str, by: str, why: str = "", link: bool = True) -> Judgement:
        assert not link
        if statements[0] == "contradicts":
            raise StoreError("they cannot be judged same: Ben judged them different")
        self.asked.append((verdict.value, *statements, by, why))
        return JUDGED

    def link(self, progress: Progress | None = None) -> int:
        assert progress
        progress(1, 2)
        self.slow.wait()
        if self.locked:
            raise StoreError("shelf.db: is locked by another program")
        return 2

    def unjudge(self, judgement_id: str, *, by: str, link: bool = True) -> Judgement:
        assert not link
        self.asked.append(("unjudge", judgement_id, by))
        return JUDGED

    def judgements(self) -> list[Judgement]:
        return [JUDGED]

    def grade(self, subject: str, mark: str, *, why: str, by: str) -> Grade:
        self.asked.append((subject, mark, why, by))
        return self.grades()[0]

    def ungrade(self, grade_id: str, *, by: str) -> None:
        self.asked.append(("ungrade", grade_id, by))

    def doubts(self, *, limit: int | None = None, offset: int = 0) -> Page[Doubt]:
        rows = [
            Doubt(
                claim=CLAIM,
                statement=REJECTED.id,
                founder=ADMITTED.id,
                margin=0.01,
                status=Status.DISPUTED,
                without=Status.ALLEGED,
                origins=2,
            )
        ]
        return Page.cut(rows, limit=limit, offset=offset)

    def add(
        self,
        reports: Iterable[Report | IntakeError],
        *,
        workers: int = 1,
        by: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Generator[Reading]:
        del workers, progress
        self.asked.append(("add", by))
        for report in reports:
            assert isinstance(report, Report)
            self.given.append(report)
            yield Reading(report=report, run=RUN, failure="no words" if "unreadable" in report.text else None)


class Desk:
    """A desk and the ledger behind it."""

    def __init__(self, client: TestClient, ledger: Worked) -> None:
        self.client, self.ledger = client, ledger

    def post(self, path: str, **fields: str) -> Any:
        known = {"form_token": form_token(self.client, "/add"), "back": f"/claims/{CLAIM}?as_of=2031-03-08"}
        return self.client.post(path, data=known | fields)

    def words(self, path: str) -> str:
        return " ".join(html.document_fromstring(self.client.get(path).text).find("body").text_content().split())


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    monkeypatch.setattr(desk, "Ledger", Worked)
    app = desk.create(shelf.filled(tmp_path), token=TOKEN)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False) as client:
        yield Desk(client, app.state.ledger)


@pytest.fixture
def signed(opened: Desk) -> Desk:
    assert sign_in(opened.client) == 303
    return opened


@pytest.mark.parametrize("path", ["/judge", "/judge/undo", "/grade", "/grade/undo", "/add"])
def test_strangers_are_led_to_the_door(opened: Desk, path: str) -> None:
    answer = opened.client.post(path, data={"verdict": "wrong", "one": ADMITTED.id})
    assert answer.status_code == 303
    assert answer.headers["location"] == ("/sign-in?next=/add" if path == "/add" else "/sign-in")
    assert not opened.ledger.asked


@pytest.mark.parametrize("path", ["/judge", "/judge/undo", "/grade", "/grade/undo", "/add"])
def test_nothing_is_done_without_the_form_of_this_visit(signed: Desk, path: str) -> None:
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


def test_linking_that_takes_long_tells_how_far_it_is(signed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PATIENCE", 0.05)
    signed.ledger.slow.clear()
    where = signed.post("/judge", verdict="wrong", one=ADMITTED.id).headers["location"]
    assert signed.client.get(f"{where}.json").json() == {
        "done": 1,
        "of": 2,
        "told": "Linking 1 of 2 reports anew.",
        "ended": False,
    }
    assert "The decision is kept" in signed.words(where)
    signed.ledger.slow.set()
    while not signed.client.get(f"{where}.json").json()["ended"]:
        time.sleep(0.02)
    assert signed.client.get(where).headers["location"] == f"/claims/{CLAIM}?as_of=2031-03-08&done=judged&undo=j1"


def test_what_could_not_be_linked_is_told(signed: Desk) -> None:
    signed.ledger.locked = True
    where = signed.post("/judge", verdict="wrong", one=ADMITTED.id).headers["location"]
    said = signed.words(where)
    assert "is locked by another program" in said
    assert "The decision is kept" in said


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
    assert "Without the second, disputed would be alleged: Its navy had sunk the ferry" in said
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
    assert "Ben judged different: <b>another ship</b>" in said
    assert "Ana graded C: owns the press" in said


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
    assert "a name or password in it" in answer.text
    assert not signed.ledger.given


def test_a_form_that_fails_keeps_what_was_typed(signed: Desk) -> None:
    answer = signed.post("/add", kind="text", text="Some words", published="Monday")
    assert answer.status_code == 422
    assert ">Some words</textarea>" in answer.text


def test_writing_is_slowed_down(signed: Desk) -> None:
    token = form_token(signed.client, "/add")
    answers = [signed.client.post("/grade", data={"form_token": token}) for _ in range(70)]
    assert answers[-1].status_code == 429
    assert "<h1>Too often</h1>" in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) >= 1
