"""Server time and size of each page of the desk."""

from __future__ import annotations

import logging
import time
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi.testclient import TestClient

from reportedly.ledger import Ledger
from reportedly.web.app import create

if TYPE_CHECKING:
    from datetime import date

ROUNDS = 5
HEAVIEST = 300
"""KB of a page with its style and script, which browsers cache."""


def paths(ledger: Ledger, half: date) -> dict[str, str]:
    """The addresses of the pages, for the latest report and the largest claim of a list."""
    report = ledger.reports(limit=1)[0]
    claim = max(ledger.claims(limit=50), key=lambda c: len(c.statements))
    party = next(iter(ledger.active_parties(limit=1)), "")
    country = next(iter(ledger.active_countries(limit=1)), "")
    return {
        "Today": "/",
        "Today, without new claims": "/?only=moved",
        "Today, of a party": f"/?actor={quote(party)}",
        "Today, of a country": f"/?place={country}",
        "Today, as of half the time": f"/?as_of={half}",
        "Claims": "/claims",
        "Claims, those disputed": "/claims?status=disputed",
        "Claims, of a party": f"/claims?actor={quote(party)}",
        "Claims, as of half the time": f"/claims?as_of={half}",
        "a claim": f"/claims/{claim.id}",
        "Disputes": "/disputes",
        "Numbers": "/numbers",
        "Numbers that exclude each other": "/numbers?only=apart",
        "Forecasts": "/forecasts",
        "Forecasts falling due": "/forecasts?only=due",
        "Timeline": "/timeline",
        "Timeline, as of half the time": f"/timeline?as_of={half}",
        "Events": "/events",
        "Map": "/map",
        "Map, of a country": f"/map?place={country}",
        "Sources": "/sources",
        "a source": f"/sources/{quote(party)}",
        "Reports": "/reports",
        "a report": f"/reports/{quote(report.id, safe='')}",
        "Origins": "/origins",
        "Search": "/search?q=plane",
        "Search, of a party": f"/search?q=said&actor={quote(party)}",
        "Review": "/review",
        "a statement": f"/statements/{claim.statements[-1].id}",
        "Decisions": "/decisions",
    }


def measure(address: str, half: date) -> dict[str, Any]:
    """Milliseconds of processor time (the median) and KB of each page, in a process that has just opened the ledger."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with Ledger(address, make=False) as ledger:
        pages = paths(ledger, half)
    found = {}
    with TestClient(create(address), base_url="http://127.0.0.1") as client:
        kept = sum(len(client.get(f"/assets/{name}").content) for name in ("desk.css", "desk.js"))
        for name, path in pages.items():
            rounds = []
            for _ in range(ROUNDS):
                start = time.process_time()
                answer = client.get(path)
                rounds.append(1000 * (time.process_time() - start))
                assert answer.status_code == 200, (path, answer.status_code)
            found[name] = {"time": median(rounds), "weight": (len(answer.content) + kept) / 1000}
    return found
