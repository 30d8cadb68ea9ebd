"""The desk: every page and its twin, looking back, what is missing, what is hostile, what the headers say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from reportedly.errors import Ambiguous, StoreError
from reportedly.ledger import Ledger
from reportedly.listing import Page
from reportedly.model import Report
from reportedly.web import app as desk
from reportedly.web.wording import split_at_statement, titled
from tests.web import shelf
from tests.web.shelf import ADMITTED, HOSTILE, REJECTED

ADDRESS = "http://127.0.0.1:8321"
CLAIM = f"/claims/{shelf.CLAIM}"
HOSTILE_AT = f"/reports/{quote(HOSTILE.report.id, safe='')}"
PAGES = [
    "/",
    "/new",
    "/new?since=2031-03-06&as_of=2031-03-07",
    "/claims",
    "/claims?status=disputed",
    CLAIM,
    "/reports",
    "/reports/ferry-1",
    "/reports/copy%2F2",
    HOSTILE_AT,
    "/forecasts",
    "/disputes",
    "/numbers",
    "/numbers?only=excluding",
    "/tolls",
    "/timeline",
    "/events",
    "/events?only=all",
    f"/events/{shelf.EVENT}",
    f"/events/{shelf.EVENT}?page=9",
    "/map",
    "/map?place=GB&whole=1",
    "/sources",
    "/sources/Norland",
    "/beside?one=ferry-1&other=copy/2",
    "/brief",
    "/brief?day=2031-03-07",
    f"/brief?claim={shelf.CLAIM}&new_since=2031-01-01",
    "/brief?q=sunk",
    "/docs",
    "/sign-in",
    "/origins",
    "/?actor=Sudland",
    "/?actor=&place=&since=&until=",
    "/claims?actor=Sudland&place=&since=2031-03-01",
    "/search?q=&actor=Sudland&act=deny&status=disputed",
    "/?since=2040-01-01",
    "/search",
    "/search?q=ferry",
    "/search?q=%3Cscript%3E",
    "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/nowhere",
    "/claims/nothing",
    "/?as_of=2031-03-05",
]
TWINS = [
    "/changes",
    "/events",
    f"/events/{shelf.EVENT}",
    "/numbers",
    "/timeline",
    "/map",
    f"/statements/{ADMITTED.id}",
    "/disputes",
    "/sources",
    "/sources/Norland",
    "/claims",
    CLAIM,
    "/reports",
    "/reports/ferry-1",
    "/forecasts",
    "/brief",
    "/origins",
]


@contextmanager
def opened(path: str) -> Iterator[TestClient]:
    app = desk.create(path)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with opened(shelf.filled(tmp_path_factory.mktemp("shelf"))) as made:
        yield made


def words(answer: Any) -> str:
    return " ".join(html.document_fromstring(answer.text).find("body").text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_well_formed_and_asks_nobody_else(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == (404 if path in {"/nowhere", "/claims/nothing"} else 200)
    tree = html.document_fromstring(answer.text)
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main")) == 1
    assert tree.xpath("//script/@src") == [at for at in tree.xpath("//script/@src") if at.startswith("/assets/desk.js")]
    assert not tree.xpath("//script[not(@src)] | //iframe | //img | //object | //embed | //base")
    assert not tree.xpath("//@style | //@onclick | //@onerror | //@*[starts-with(name(), 'on')]")
    for fetched in tree.xpath("//link/@href | //script/@src | //form/@action"):
        assert fetched.startswith("/")
    for target in tree.xpath("//a/@href"):
        assert target.startswith(("/", "#", "https://example.org/")), target
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_of_the_desk_leads_somewhere(client: TestClient) -> None:
    seen: dict[str, list[str]] = {}
    waiting = ["/", "/?as_of=2031-03-05"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        seen[path] = []
        if "html" not in answer.headers["content-type"]:
            continue
        tree = html.document_fromstring(answer.text)
        seen[path] = tree.xpath("//@id")
        # Days lead on to days without end; those that a page names are visited, and not what these lead to.
        if not {day for name, day in parse_qsl(urlsplit(path).query) if name == "as_of"} <= {"2031-03-05"}:
            continue
        for target in tree.xpath("//a[not(contains(@class, 'step'))]/@href"):
            whole = urlsplit(urljoin(path, target))
            if not whole.netloc and "%0" not in target and "%1B" not in target:
                waiting.append(whole._replace(fragment="").geturl())
    assert f"s-{ADMITTED.id}" in seen["/reports/ferry-1"]
    assert {CLAIM, f"{CLAIM}.json", f"{CLAIM}?as_of=2031-03-05", "/origins"} <= set(seen)


@pytest.mark.parametrize("path", TWINS)
def test_each_page_has_a_twin_that_is_linked(client: TestClient, path: str) -> None:
    twin = client.get(f"{path}.json")
    assert twin.status_code == 200
    assert twin.headers["content-type"] == "application/json"
    assert twin.json()
    page = client.get("/" if path == "/changes" else path)
    assert f'href="{path}.json' in page.text


def test_a_claim_is_told_in_full(client: TestClient) -> None:
    said = words(client.get(CLAIM))
    assert "Its navy had sunk the ferry" in said
    assert "disputed Norland (" in said
    assert ") affirms it, Sudland (" in said
    assert "2 reports, 2 origins" in said
    assert "4 March 2031" in said
    page = client.get(CLAIM).text
    assert f'href="/reports/ferry-1#s-{ADMITTED.id}"' in page
    assert f'href="/reports/late-3#s-{REJECTED.id}"' in page
    assert page.count('<svg class="lanes chain') == 2
    assert page.count('<svg class="lanes') == 4


def test_why_a_statement_is_put_there_leads_to_the_statement_that_it_is_like(client: TestClient) -> None:
    page = client.get(CLAIM)
    said = words(page)
    assert "says the contrary of another statement" in said
    assert ADMITTED.id not in said
    assert f'href="/statements/{ADMITTED.id}"' in page.text
    assert split_at_statement("likeness: 67%") == ("likeness: 67%", "", "")


def test_a_claim_as_json_keeps_the_contract(client: TestClient) -> None:
    claim = client.get(f"{CLAIM}.json").json()
    assert claim["status"] == "disputed"
    assert {p["stance"] for p in claim["positions"]} == {"affirm", "deny"}
    reading = client.get("/reports/ferry-1.json").json()
    assert {"report", "run", "statements", "times", "places", "quantities", "events"} <= set(reading)


def test_a_report_shows_its_claims_and_its_copies(client: TestClient) -> None:
    said = words(client.get("/reports/ferry-1"))
    assert "The same text elsewhere Norland: we sank it Vik Evening" in said
    note = html.document_fromstring(client.get("/reports/ferry-1").text).get_element_by_id("n-1")
    assert "Its navy had sunk the ferry disputed" in " ".join(note.text_content().split())
    assert note.xpath(".//p[@class='claim']/a/@href") == [CLAIM]


def test_looking_back_shows_what_was_known(client: TestClient) -> None:
    then = words(client.get(f"{CLAIM}?as_of=2031-03-05"))
    assert "alleged Only Norland" in then
    assert "Sudland denies" not in then
    assert client.get(f"{CLAIM}.json?as_of=2031-03-05").json()["status"] == "alleged"
    assert {c["from"] for c in client.get("/changes.json?as_of=2031-03-05").json()} == {None}


def test_looking_back_goes_along_with_every_link(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/?as_of=2031-03-05").text)
    inner = [t for t in tree.xpath("//main//a/@href") if t.startswith("/")]
    assert inner
    assert all("as_of=2031-03-05" in t for t in inner)
    assert tree.xpath("//input[@name='as_of'][@type='date']/@value") == ["2031-03-05"]
    assert tree.xpath("//form[@action='/search']/input[@name='as_of']/@value") == ["2031-03-05"]


@pytest.mark.parametrize("end", ["", ".json"])
def test_a_report_of_a_later_day_is_not_there_yet(client: TestClient, end: str) -> None:
    answer = client.get(f"/reports/copy%2F2{end}?as_of=2031-03-06")
    assert answer.status_code == 404
    assert "published on 2031-03-07, after 2031-03-06" in answer.text


def test_an_empty_day_means_now(client: TestClient) -> None:
    assert client.get("/?as_of=").text == client.get("/").text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "path", ["/", "/forecasts?only=overdue", "/forecasts?only=due", "/timeline", "/map", "/events"]
)
def test_the_calendar_has_ends(client: TestClient, path: str, day: str) -> None:
    assert client.get(path, params={"as_of": day}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("/reports/%00", 404), ("/claims/a%00", 404), ("/?actor=%00", 422), ("/search?q=a%00b", 422)],
)
def test_nothing_with_a_nul_character_is_asked_of_the_ledger(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str, status: int
) -> None:
    for asked in ("reading", "claim", "changes", "search"):
        monkeypatch.setattr(Ledger, asked, lambda *_, **__: pytest.fail("the ledger was asked"))
    assert client.get(path).status_code == status
    assert client.get(path.replace("?", ".json?", 1) if "?" in path else f"{path}.json").status_code in (404, status)


def test_no_path_names_a_host(client: TestClient) -> None:
    page = client.get(f"{ADDRESS}//evil.example/x?as_of=2031-03-05")
    assert page.status_code == 404
    assert "//evil.example" not in page.text
    assert '"/evil.example/x"' in page.text


@pytest.mark.parametrize("asked", ["yesterday", "2031-13-01", "<script>"])
def test_a_day_that_is_none_is_explained(client: TestClient, asked: str) -> None:
    page = client.get("/claims", params={"as_of": asked})
    twin = client.get("/claims.json", params={"as_of": asked})
    assert page.status_code == twin.status_code == 422
    assert "as_of" in words(page)
    assert page.text.count("<script") == 1  # the desk’s own
    assert twin.json()["error"]["status"] == 422


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/claims/nothing", "no claim 'nothing' in this ledger"),
        ("/reports/nothing", "no report 'nothing' in this ledger"),
        ("/events/nothing", "no Event 'nothing' is on the record"),
        ("/nowhere", "There is no such page."),
    ],
)
def test_what_is_not_there_is_said_in_the_form_that_was_asked_for(client: TestClient, path: str, says: str) -> None:
    assert says in words(client.get(path))
    twin = client.get(f"{path}.json")
    assert twin.status_code == 404
    assert says in twin.json()["error"]["detail"]


LISTS = [
    "/",
    "/claims",
    "/disputes",
    "/numbers",
    "/forecasts",
    "/timeline",
    "/events",
    "/map",
    "/sources",
    "/reports",
    "/origins",
    "/review",
]


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_ledger_says_what_to_do(tmp_path: Path, path: str) -> None:
    with opened(shelf.empty(tmp_path)) as client:
        assert "shelf.db add REPORTS" in words(client.get(path))
        assert "Nothing was on the record" in words(client.get(f"{path}?as_of=2030-01-01"))


def test_what_is_read_but_not_linked_is_no_empty_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "waiting", lambda _: 3)
    with opened(shelf.empty(tmp_path)) as client:
        said = words(client.get("/"))
    assert "3 reports of this ledger are read, but not linked yet" in said
    assert "is empty" not in said


def test_search_without_a_hit_says_what_to_try(client: TestClient) -> None:
    assert "try fewer" in words(client.get("/search?q=unheard"))


def test_hostile_text_stays_text(client: TestClient) -> None:
    for path in (HOSTILE_AT, "/reports", "/origins", "/search?q=nor", "/?as_of=2031-03-06"):
        page = client.get(path)
        assert page.status_code == 200
        assert page.text.count("<script") == 1  # the desk’s own
        assert "<b>of this" not in page.text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page.text)


@pytest.mark.parametrize("path", [*PAGES, "/claims.json", "/assets/desk.css", "/assets/mark.svg", "/openapi.json"])
def test_every_answer_is_protected(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "script-src 'self';" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


def test_no_page_carries_a_style_or_script_of_its_own(client: TestClient) -> None:
    answer = client.get("/reports/ferry-1")
    tree = html.document_fromstring(answer.text)
    assert not tree.xpath("//style | //script[not(@src)]")
    assert "unsafe" not in answer.headers["content-security-policy"]
    for fetched in tree.xpath("//link/@href | //script/@src"):
        assert client.get(fetched).status_code == 200, fetched


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", "", "[::2]"])
def test_a_name_that_is_not_this_machine_gets_no_answer(client: TestClient, host: str) -> None:
    answer = client.get("/claims.json", headers={"host": host})
    assert answer.status_code == 421
    assert shelf.CLAIM not in answer.text


@pytest.mark.parametrize("host", ["localhost:8321", "LOCALHOST", "[::1]:8321", "127.0.0.1"])
def test_this_machine_gets_one_by_all_its_names(client: TestClient, host: str) -> None:
    assert client.get("/claims.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", CLAIM, "/claims.json", "/sign-in", "/add"])
def test_nothing_can_be_written_without_a_token(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 403
    assert "read-only" in answer.text


def test_head_is_answered(client: TestClient) -> None:
    assert client.head("/").status_code == 200


def test_openapi_describes_the_twins_and_so_does_a_page(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/claims.json", "/claims/{claim_id}.json", "/reports/{report_id}.json", "/search.json"} <= set(paths)
    assert not [path for path in paths if not path.endswith(".json")]
    assert client.get("/redoc").status_code == 404
    assert "GET /claims/{claim_id}.json" in words(client.get("/docs"))


def test_a_name_that_several_bear_leads_to_each(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def several(*_: object, **__: object) -> Any:
        raise Ambiguous("several sources are called 'Ann Lee'", ("ann lee", "ann lee | <b>harbour</b>"))

    monkeypatch.setattr(Ledger, "source", several)
    page = client.get("/sources/Ann%20Lee?as_of=2031-03-05")
    assert page.status_code == 404
    assert 'href="/sources/ann%20lee%20%7C%20%3Cb%3Eharbour%3C%2Fb%3E?as_of=2031-03-05"' in page.text
    assert "<b>harbour" not in page.text


def test_a_ledger_that_fails_and_a_fault_are_told_apart(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> Any:
        raise StoreError("shelf.db: is locked by another program")

    def broken(*_: object, **__: object) -> Any:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Ledger, "claims", locked)
    monkeypatch.setattr(Ledger, "origins", broken)
    store, fault = client.get("/claims"), client.get("/origins")
    assert store.status_code == 503
    assert "is locked by another program" in words(store)
    assert fault.status_code == 500
    assert "secret detail" not in fault.text
    assert fault.headers["content-security-policy"].startswith("default-src 'none'")


def test_long_lists_come_in_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [replace(r.report, id=f"r{n}") for n in range(40) for r in shelf.READINGS[:3]]
    monkeypatch.setattr(Ledger, "reports", lambda _, __, **rows: Page.cut(many, **rows))
    first, last, after = (client.get(f"/reports{page}") for page in ("", "?page=3", "?page=4"))
    assert html.document_fromstring(first.text).xpath("//a[@rel='next']/@href") == ["/reports?page=2"]
    assert first.text.count('role="row"') == 51
    assert not html.document_fromstring(last.text).xpath("//a[@rel='next']")
    assert "The list ends before page 4" in words(after)


def test_twins_lead_on_to_their_next_rows(client: TestClient) -> None:
    whole = client.get("/reports.json").json()
    path: str | None = "/reports.json?limit=1&as_of="
    rows = []
    while path:
        answer = client.get(path)
        rows += answer.json()
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert rows == whole
    assert len(rows) == len(shelf.READINGS)


def test_an_event_tells_its_reports_page_by_page(client: TestClient) -> None:
    path: str | None = f"/events/{shelf.EVENT}.json?limit=1"
    told: list[str] = []
    while path:
        answer = client.get(path)
        assert (answer.json()["told_by"], answer.json()["title"]) == (3, shelf.FERRY.report.title)
        told += answer.json()["reports"]
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert told == ["ferry-1", "late-3", "copy/2"]
    page = words(client.get(f"/events/{shelf.EVENT}"))
    assert "3 reports, 2 origins" in page
    assert "a copy of" in page
    assert client.get("/events.json?most=1").status_code == 422


def test_the_list_of_events_keeps_to_their_first_and_latest_reports(client: TestClient) -> None:
    found = client.get("/events.json?shared=true&most=2").json()
    assert [e["reports"] for e in found] == [["ferry-1", "copy/2"]]


def test_two_reports_beside_each_other_have_a_twin(client: TestClient) -> None:
    asked = {"one": "ferry-1", "other": "copy/2"}
    page = client.get("/beside", params=asked)
    (link,) = [at for at in html.document_fromstring(page.text).xpath("//footer//a/@href") if "beside" in at]
    twin = client.get(link).json()
    assert twin["share"] == 1.0
    assert [r["report"] for r in twin["reports"]] == ["ferry-1", "copy/2"]
    assert "".join(p["text"] for p in twin["reports"][0]["pieces"]) == shelf.FERRY.report.text
    assert client.get("/beside.json", params={**asked, "other": "nothing"}).status_code == 404


def test_a_report_without_a_headline_is_known_by_its_first_words() -> None:
    text = "The ferry was sunk on Tuesday. " * 9
    assert titled(Report(id="r", text=text)) == "The ferry was sunk on Tuesday. The ferry was sunk on Tuesday. The …"
    assert titled(Report(id="r", text=text, title="\u202eSunk ")) == "Sunk"
