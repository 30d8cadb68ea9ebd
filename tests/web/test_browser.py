"""The desk in a real browser: a newcomer's way, and every page at two widths in light and dark.

Needs Chromium, which `make test-browser` installs; skipped where there is none,
unless REPORTEDLY_TEST_BROWSER=required.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from reportedly import intake
from reportedly.ledger import Ledger
from reportedly.web.app import create
from tests.ledger import told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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
TOKEN = "a token for tests only"
HEAVIEST = 300_000
PAGES = [
    "/",
    "/claims",
    "/disputes",
    "/numbers",
    "/numbers?only=apart",
    "/forecasts",
    "/timeline",
    "/events?only=all",
    "/map",
    "/sources",
    "/sources/Norway",
    "/reports",
    "/reports/a",
    "/beside?one=a&other=b",
    "/origins",
    "/search?q=cable",
    "/search?q=cable&act=deny",
    "/review",
    "/decisions",
    "/add",
    "/docs",
    "/?as_of=2031-03-02",
    "/claims/nothing",
    "CLAIM",
    "STATEMENT",
]
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


class Served:
    """A desk that listens, and the ledger behind it."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "story.db")
        Ledger(self.path).close()
        self._server = uvicorn.Server(uvicorn.Config(create(self.path, token=TOKEN), port=0, log_level="warning"))
        self._thread = threading.Thread(target=self._server.run)

    def __enter__(self) -> Served:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        self.address = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportedly.ledger.batch.read_all", lambda reports, **_: map(told.read, reports))
        patch.setattr("reportedly.ledger.run_now", lambda: told.RUN)
        with Served(tmp_path_factory.mktemp("desk")) as served:
            yield served


@pytest.fixture(scope="module")
def filled(desk: Served) -> Served:
    with Ledger(desk.path) as ledger:
        list(ledger.add(told.STORY))
    return desk


class Watched:
    """A page, with everything that went wrong on it or left the machine."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.weight = 0
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith(address) else self.wrong.append(f"asked {r.url}"))
        # The bodies themselves are gone where a page leads on at once.
        page.on("response", lambda r: setattr(self, "weight", self.weight + int(r.headers["content-length"])))


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("#name", "Ana")
    page.fill("#token", TOKEN)
    page.click("button.main")


def violations(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]


def test_a_newcomer_comes_from_an_empty_ledger_to_a_judged_claim(desk: Served, browser: Browser) -> None:
    page = browser.new_page()
    watched = Watched(page, desk.address)
    page.goto(desk.address)
    assert "This ledger is empty" in page.inner_text("main")
    page.click("text=Sign in to work on the record")
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
    assert "Chile denies it" in page.inner_text("main")
    page.click("text=judge or grade >> nth=1")
    page.fill("#why-wrong", "it was another cable")
    page.click("text=It was read wrong")
    page.wait_for_selector(".done")
    assert "take it back" in page.inner_text(".done")
    assert "Ana judged a wrong reading: it was another cable" in page.inner_text("main")
    page.goto(f"{desk.address}/disputes")
    assert "Nobody denies" in page.inner_text("main")
    page.go_back()
    page.keyboard.press("u")
    page.wait_for_selector(".done:has-text('Taken back')")
    page.goto(f"{desk.address}/disputes")
    assert "1 claim" in page.inner_text("main")
    assert watched.wrong == []
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_every_page_is_sound(filled: Served, browser: Browser, width: int, scheme: str, tmp_path: Path) -> None:
    pictures = Path(os.environ.get("REPORTEDLY_PICTURES") or tmp_path)
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    with Ledger(filled.path) as ledger:
        claim = max(ledger.claims(), key=lambda c: len(c.statements))
    unsound: list[str] = []
    for path in PAGES:
        page = context.new_page()
        if path in ("/add", "/review", "STATEMENT"):
            sign_in(page, filled.address)
        watched = Watched(page, filled.address)
        at = {"CLAIM": f"/claims/{claim.id}", "STATEMENT": f"/statements/{claim.statements[0].id}"}.get(path, path)
        answer = page.goto(filled.address + at, wait_until="networkidle")
        assert answer is not None
        missing = path == "/claims/nothing"
        assert answer.status == (404 if missing else 200), path
        if not missing:  # a browser writes every 404 to its console
            assert watched.wrong == [], path
        assert watched.weight < HEAVIEST, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        unsound += [f"{path}: {v}" for v in violations(page)]
        name = path.strip("/?").replace("/", "-").replace("?", "-").replace("=", "-").lower() or "today"
        page.screenshot(path=pictures / f"{name}-{width}-{scheme}.png", full_page=True)
        page.close()
    context.close()
    assert unsound == []


def test_pages_can_be_read_without_scripts(filled: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{filled.address}/claims")
    page.click("main h2 a >> nth=0")
    assert page.locator("h1").count() == 1
    assert page.locator("svg.lanes").count() == 2
    context.close()


@pytest.mark.skipif("REPORTEDLY_SCREENSHOTS" not in os.environ, reason="make screenshots")
def test_the_pictures_of_the_documents_are_taken(browser: Browser, tmp_path: Path) -> None:
    """The shipped story, read by the shipped model; clock, language and zone are fixed, fonts are the machine's."""
    pictures = Path(os.environ["REPORTEDLY_SCREENSHOTS"])
    with Served(tmp_path) as served:
        with Ledger(served.path) as ledger:
            list(ledger.add(intake.open_all(ROOT / "samples" / "ps752.jsonl")))
            claim = max(ledger.claims(), key=lambda c: len(c.statements))
            report = claim.statements[-1].report
        context = browser.new_context(
            viewport={"width": 1180, "height": 900}, color_scheme="light", locale="en-GB", timezone_id="UTC"
        )
        page = context.new_page()
        page.clock.set_fixed_time("2026-01-01T12:00:00Z")
        for name, path in (
            ("today", "/?only=moved"),
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
