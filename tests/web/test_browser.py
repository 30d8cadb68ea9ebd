"""The desk in a real browser: a newcomer's way, every page at two widths in light and dark, keys, paper, zones.

Needs Chromium, which `make test-browser` installs; skipped where there is none,
unless REPORTEDLY_TEST_BROWSER=required.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from reportedly import intake
from reportedly.accounts import AccountRole
from reportedly.cli import main
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Verdict
from reportedly.notes import NoteSubject
from tests.ledger import told
from tests.news_site import SimulatedClock, Site, serving
from tests.web import crowd, shelf
from tests.web.chromium import TOKEN, Served, Watched, sign_in, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("REPORTEDLY_TEST_BROWSER") == "required"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).parents[2]
HEAVIEST = 300_000
WIDTHS = {390: (320, 768), 1280: (1920,)}
"""Besides those at which pages are looked at closely; 320 is what is left of 1280 at four times the size."""
PAGES = {
    "/": 200,
    "/?actor=Norway&place=NO&since=2031-02-01": 200,
    "/?actor=nobody": 200,
    "/?as_of=1999-01-01": 200,
    "/?as_of=yesterday": 422,
    "/claims": 200,
    "/claims?status=disputed&until=2031-04-01&as_of=2031-05-01": 200,
    "/claims/nothing": 404,
    "CLAIM": 200,
    "/new?since=2031-02-01": 200,
    "/disputes": 200,
    "/numbers": 200,
    "/tolls": 200,
    "/forecasts": 200,
    "/forecasts?only=overdue": 200,
    "/timeline": 200,
    "/events?only=all": 200,
    "EVENT": 200,
    "/map": 200,
    "/map?place=NO": 200,
    "/sources": 200,
    "SOURCE": 200,
    "/actors": 200,
    "ACTOR": 200,
    "/reports": 200,
    f"/reports/{crowd.FIRST}": 200,
    f"/reports/{quote(crowd.HOSTILE, safe='')}": 200,
    "/reports/silent": 200,
    f"/beside?one={crowd.FIRST}&other={crowd.COPY}": 200,
    "/origins": 200,
    "/topics": 200,
    "/channels": 200,
    "CHANNEL": 200,
    "/alerts": 200,
    "/alerts?q=cable&act=deny": 200,
    "ALERT": 200,
    "/brief": 200,
    "BRIEF": 200,
    "/search?q=cable&act=deny": 200,
    "/search?q=nowhere": 200,
    "/review": 200,
    "/review?second=yes": 200,
    "/decisions": 200,
    "/notes": 200,
    "/cases": 200,
    "CASE": 200,
    "/disagreements": 200,
    "STATEMENT": 200,
    "/add": 200,
    "/working/nothing": 404,
    "/docs": 200,
    "/sign-in": 200,
}
"""What is looked at, and with which status it answers."""
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason="no Chromium: make test-browser"),
    # Playwright closes its own loop late; nothing of the desk is behind these.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "no Chromium: make test-browser"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A desk of an empty ledger, and a reader that needs no model."""
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(told.read, reports))
    monkeypatch.setattr("reportedly.reading.run_now", lambda: told.RUN)
    monkeypatch.setattr("reportedly.batch.WorkerPool.run", told.RUN)
    with Served(tmp_path) as served:
        yield served


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk of a crowded story, read by the shipped model."""
    with Served(tmp_path_factory.mktemp("filled")) as served:
        with Ledger(served.path) as ledger:
            crowd.follow(ledger)
            list(ledger.add(crowd.crowd()))
            ledger.grade("NATO", "B", why="has been right before", by="Ana")
            ledger.alerts.deliver()
        yield served


def test_a_newcomer_comes_from_an_empty_ledger_to_a_judged_claim(desk: Served, browser: Browser) -> None:
    page = browser.new_page()
    watched = Watched(page, desk.address)
    page.goto(desk.address)
    assert "This ledger is empty" in page.inner_text("main")
    page.click("text=Sign in to add, judge and grade")
    page.fill("#name", "Ana")
    page.fill("#token", TOKEN)
    page.click("button.main")
    for report in told.STORY[:2]:
        page.click("text=Add reports")
        page.fill("#text", report.text)
        page.fill("#title", report.id)
        assert report.published_on
        page.fill("#p-text", report.published_on.isoformat())
        page.click("text=Add the text")
        page.wait_for_selector("h1:text-is('Added')")
        assert "1 report read" in page.inner_text("main")
    page.click("text=What changed")
    assert "disputed" in page.inner_text("main")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.click("article h2 a")
    assert ") denies it" in page.inner_text("main")
    page.click("text=judge or grade >> nth=1")
    page.fill("#why-wrong", "it was another cable")
    page.click("text=It was read wrong")
    page.wait_for_selector(".done")
    assert "take it back" in page.inner_text(".done")
    assert "Ana (unsigned) judged a wrong reading: it was another cable" in page.inner_text("main")
    page.goto(f"{desk.address}/disputes")
    assert "Nobody denies" in page.inner_text("main")
    page.go_back()
    page.keyboard.press("u")
    page.wait_for_selector(".done:has-text('Taken back')")
    page.goto(f"{desk.address}/disputes")
    assert "1 claim" in page.inner_text("main")
    assert watched.wrong == []
    page.close()


def test_a_newcomer_follows_two_feeds_and_gets_the_first_alert(
    desk: Served, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two feeds, an alert, a round of `watch` before and after somebody denies it, and a brief."""
    monkeypatch.setattr("reportedly.intake.address.is_public", lambda _number: True)  # the sites are on this machine
    page = browser.new_page()
    watched = Watched(page, desk.address)

    def watch() -> None:
        done = CliRunner().invoke(main, ["--ledger", desk.path, "watch", "--once"])
        assert (done.exit_code, "1 report added" in done.stderr) == (0, True), done.output

    sign_in(page, desk.address)
    page.click("main >> text=follow feeds")
    with serving(Site(SimulatedClock())) as gazette, serving(Site(SimulatedClock(), outlet="The Post")) as post:
        gazette.publish("cut", "Norway said that Chilean divers cut a cable off Bergen.")
        for site in (gazette, post):
            page.fill("#c-address", f"{site.address}/feed.xml")
            page.click("button:text-is('Follow')")
            page.wait_for_selector(".done:has-text('Followed')")
            page.click("nav.work >> text=Channels")
        page.click("text=Today")
        assert "It follows 2 channels" in page.inner_text("main")
        watch()
        page.reload()
        page.click("nav.work >> text=Channels")
        assert "The Gazette" in page.inner_text("main table")
        page.click("nav.work >> text=Alerts")
        page.fill("#a-name", "Cable")
        page.fill("#t-q", "cable")
        page.click("summary:has-text('Another status')")
        page.select_option("#a-to", "disputed")
        page.click("button:text-is('Save')")
        page.wait_for_selector(".done:has-text('The alert is saved')")
        assert "Nothing has matched" in page.inner_text("main")
        post.publish("denied", "Chile denied that Chilean divers cut a cable off Bergen.")
        page.click("nav.work >> text=Channels")
        page.click("main table >> text=The Post")
        page.click("text=check soon")
        page.wait_for_selector(".done:has-text('It is due')")
        watch()
    page.click("nav.work >> text=Alerts")
    page.click("main table >> text=Cable")
    assert "(alleged → disputed)" in page.inner_text("main")
    assert page.get_attribute("main a:has-text('Feed')", "href") == "/alerts/Cable.atom"
    feed = page.request.get(f"{desk.address}/alerts/Cable.atom")
    assert feed.text().count("<entry>") == 1
    page.click("main >> text=(alleged → disputed) >> nth=0")
    page.click("main a[href^='/claims/'] >> nth=0")
    page.click("text=Brief on this claim")
    assert "Chile" in page.inner_text("main")
    assert watched.wrong == []
    page.close()


def _case(ledger: Ledger, claim: str) -> str:
    """The name of a case with a claim and a note on it, made once."""
    if not ledger.cases.all():
        note = ledger.notes.add(NoteSubject.CLAIM, claim, "# Ask\n\nAsk the *harbour*:\n\n- who\n- `when`", by="Ana")
        ledger.cases.add("The ferry", by="Ana")
        ledger.cases.put("The ferry", claims=[claim], notes=[note.id], by="Ana")
    return ledger.cases.all()[0].name


def addresses(path: str) -> dict[str, str]:
    """What stands for the ids of PAGES: the claim, Event, statement and source of whom most is said."""
    with Ledger(path) as ledger:
        claim = max(ledger.claims(), key=lambda c: len(c.statements))
        assert len(claim.statements) > 20
        event = max(ledger.events(), key=lambda e: e.told_by)
        source = max(ledger.sources(), key=lambda s: s.statements)
        return {
            "CLAIM": f"/claims/{claim.id}",
            "EVENT": f"/events/{event.id}",
            "STATEMENT": f"/statements/{claim.statements[0].id}",
            "SOURCE": f"/sources/{quote(source.name, safe='')}",
            "ACTOR": f"/actors/{quote(ledger.actors.page(limit=1)[0].id, safe='')}",
            "BRIEF": f"/brief?claim={claim.id}",
            "CASE": f"/cases/{quote(_case(ledger, claim.id), safe='')}",
            "CHANNEL": f"/channels/{ledger.channels.all()[0].id}",
            "ALERT": f"/alerts/{quote(crowd.ALERT, safe='')}",
        }


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_sound(filled: Served, browser: Browser, width: int, tmp_path: Path) -> None:
    """In light and dark: no violation of WCAG, nothing that leaves the machine, nothing wider than the window."""
    pictures = Path(os.environ.get("REPORTEDLY_PICTURES") or tmp_path)
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    at = addresses(filled.path)
    sign_in(context.new_page(), filled.address)
    unsound: list[str] = []
    for path, status in PAGES.items():
        page = context.new_page()
        watched = Watched(page, filled.address)
        name, query, rest = path.partition("?")
        answer = page.goto(filled.address + at.get(name, name) + query + rest)
        assert answer is not None
        assert answer.status == status, path
        if status == 200:  # a browser writes every other one to its console
            assert watched.wrong == [], path
        assert watched.weight < HEAVIEST, path
        picture = path.strip("/?").translate(str.maketrans("/?=&%", "-----")).lower() or "today"
        page.evaluate("document.querySelectorAll('.folded details').forEach(d => d.open = true)")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            unsound += [f"{path} at {width}, {scheme}: {v}" for v in violations(page)]
        page.screenshot(path=pictures / f"{picture}-{width}.png", full_page=True)
        for other in (width, *WIDTHS[width]):
            page.set_viewport_size({"width": other, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= other, (path, other)
        page.close()
    context.close()
    assert unsound == []


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_a_desk_with_accounts_are_sound(browser: Browser, tmp_path: Path, width: int) -> None:
    """Signing in, one's account with a new key, a disagreement, the audit log, what is not allowed."""
    password = "only for these tests"
    shutil.copy(shelf.filled(tmp_path), tmp_path / "story.db")
    with Ledger(str(tmp_path / "story.db")) as ledger:
        for name, role in (("Ada", AccountRole.ADMINISTER), ("Rita", AccountRole.READ)):
            ledger.accounts.add(name, role, password=password, via="a test")
        for verdict, by in ((Verdict.SAME, "Jon"), (Verdict.DIFFERENT, "Eva")):
            ledger.judge(verdict, shelf.ADMITTED.id, shelf.REJECTED.id, by=by)
    unsound: list[str] = []

    def look(what: str) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            unsound.extend(f"{what} at {width}, {scheme}: {v}" for v in violations(page))
        for other in (*WIDTHS[width], width):
            page.set_viewport_size({"width": other, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= other, (what, other)

    def enter(name: str, given: str) -> None:
        page.goto(f"{served.address}/sign-in")
        page.fill("#name", name)
        page.fill("#password", given)
        page.click("button.main")

    with Served(tmp_path) as served:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        page = context.new_page()
        enter("Ada", "not the password")
        assert "No account has that name and password" in page.inner_text("[role=alert]")
        look("/sign-in")
        enter("Ada", password)
        page.goto(f"{served.address}/account")
        page.fill("#purpose", "the nightly job")
        page.click("button:text-is('Make a key')")
        assert "rk_" in page.inner_text(".done code")
        look("/account")
        for path in ("/disagreements", "/audit-log"):
            page.goto(served.address + path)
            look(path)
        assert "sign-in failed" in page.inner_text("main")
        page.click("button:text-is('Sign out')")
        enter("Rita", password)
        page.goto(f"{served.address}/audit-log")
        assert "needs the role" in page.inner_text("[role=alert]")
        look("not allowed")
        context.close()
    assert unsound == []


def test_refusals_are_told_on_a_page(filled: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{filled.address}/sign-in")
    page.fill("#name", "Ana")
    page.fill("#token", "not the token")
    page.click("button.main")
    assert "That is not the token" in page.inner_text("[role=alert]")
    assert violations(page) == []
    page.fill("#token", TOKEN)
    page.evaluate("document.querySelector('main [name=form_token]').value = 'made elsewhere'")
    page.click("button.main")
    assert "too old or was not made here" in page.inner_text("[role=alert]")
    assert violations(page) == []
    page.close()


def test_the_queue_is_worked_with_the_keyboard_alone(filled: Served, browser: Browser) -> None:
    page = browser.new_page()
    watched = Watched(page, filled.address)
    sign_in(page, filled.address)
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url("**/review")
    question = page.inner_text(".question >> nth=0")
    page.keyboard.press("d")
    page.wait_for_selector(".done:has-text('Judged')")
    assert question not in page.inner_text("main")
    page.keyboard.press("u")
    page.wait_for_selector(".done:has-text('Taken back')")
    assert question in page.inner_text("main")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/sources")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/*")
    page.focus("#mark")
    page.keyboard.press("C")
    page.keyboard.press("Tab")
    page.keyboard.type("heard once")
    page.keyboard.press("Enter")
    page.wait_for_selector(".done:has-text('Graded')")
    assert "heard once" in page.inner_text("main")
    page.keyboard.press("u")
    page.wait_for_selector(".done:has-text('Taken back')")
    assert "heard once" not in page.inner_text("main")
    page.click("summary:text-is('Keys')")
    page.click("text=Turn the keys off")
    page.reload()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    assert "/sources/" in page.url
    assert watched.wrong == []
    page.close()


def test_moments_are_told_in_the_zone_of_the_reader(filled: Served, browser: Browser) -> None:
    context = browser.new_context(timezone_id="Asia/Seoul")
    page = context.new_page()
    page.goto(f"{filled.address}/reports")
    moment = page.locator("time", has_text="23 February 2031").first
    assert moment.inner_text().endswith("18:15 (Asia/Seoul)")
    assert moment.get_attribute("title") == "23 February 2031, 09:15 UTC (as published)"
    context.close()


def test_paper_has_what_is_folded_and_not_what_is_to_be_clicked(filled: Served, browser: Browser) -> None:
    page = browser.new_page(color_scheme="dark")
    page.emulate_media(media="print")
    page.goto(f"{filled.address}{addresses(filled.path)['CLAIM']}?as_of=2031-06-01")
    assert [page.is_hidden(what) for what in ("header.bar", ".keys", "footer >> text=JSON")] == [True] * 3
    assert "nothing that was published later is shown" in page.inner_text(".on-paper")
    assert page.is_visible("details:not([open]) td.who >> nth=0")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.goto(f"{filled.address}/timeline")
    assert page.is_visible("svg.strip rect.bar >> nth=0")
    page.close()


def test_pages_can_be_read_without_scripts(filled: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{filled.address}/claims?only=all")
    page.click("main h2 a >> nth=0")
    assert page.is_hidden("text=Turn the keys off")
    assert page.locator("h1").count() == 1
    assert page.locator("svg.lanes:not(.chain)").count() == 2
    assert page.locator("svg.chain").count() == 2
    context.close()


@pytest.mark.skipif("REPORTEDLY_SCREENSHOTS" not in os.environ, reason="make screenshots")
def test_the_pictures_of_the_documents_are_taken(browser: Browser, tmp_path: Path) -> None:
    """The shipped story, read by the shipped model; clock, language and zone are fixed, fonts are the machine's."""
    pictures = Path(os.environ["REPORTEDLY_SCREENSHOTS"])
    with Served(tmp_path) as served:
        with Ledger(served.path) as ledger:
            list(ledger.add(intake.open_all(ROOT / "samples" / "ps752.jsonl")))
            claim = ledger.claims(Filter(notable=True))[0]
            report = claim.statements[-1].report
        context = browser.new_context(
            viewport={"width": 1180, "height": 900}, color_scheme="light", locale="en-GB", timezone_id="UTC"
        )
        page = context.new_page()
        page.clock.set_fixed_time("2026-01-01T12:00:00Z")
        for name, path in (
            ("today", "/"),
            ("claim", f"/claims/{claim.id}"),
            ("report", f"/reports/{report}"),
            ("map", "/map"),
        ):
            page.goto(served.address + path, wait_until="networkidle")
            page.screenshot(path=pictures / f"{name}.png")
        sign_in(page, served.address)
        page.goto(f"{served.address}/review", wait_until="networkidle")
        page.screenshot(path=pictures / "review.png")
        context.close()
