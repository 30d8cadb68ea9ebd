"""A desk that listens, and what a browser sees there."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import uvicorn

from reportedly.ledger import Ledger
from reportedly.web.app import create

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

TOKEN = "a token for tests only"


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
    page.wait_for_selector("button:text-is('Sign out')", state="attached")
    page.wait_for_load_state()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2, A and AA."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    asked = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    found = page.evaluate("asked => axe.run(document, asked).then(told => told.violations)", asked)
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]
