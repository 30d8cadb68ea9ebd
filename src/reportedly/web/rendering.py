"""From a template and values to an answer: links that keep the day looked back at, one stylesheet, one policy."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup

from reportedly.export import page, wording
from reportedly.model import Party
from reportedly.web.charts.calibration import worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import Request, Response
    from jinja2.runtime import Context

    from reportedly.model import Report
    from reportedly.web.charts.position_chart import Dot

SHOWN = 50
"""Rows a page."""
CHARTS = (("roomy", 1180), ("slim", 350))
"""Every chart is drawn twice: for wide screens and for narrow ones, where text would become too small to read."""
NAVIGATION = (
    ("Today", "", "t"),
    ("Claims", "claims", "c"),
    ("Disputes", "disputes", "d"),
    ("Numbers", "numbers", "n"),
    ("Forecasts", "forecasts", "f"),
    ("Timeline", "timeline", "l"),
    ("Events", "events", "e"),
    ("Map", "map", "m"),
    ("Sources", "sources", "s"),
    ("Reports", "reports", "r"),
)
"""Name, address, and the key that leads there after a g."""
DONE = {
    "judged": "Judged. The record was derived anew where it had to be;",
    "graded": "Graded;",
    "undone": "Taken back. It stays on record as taken back.",
}
"""What was done on the page before, by the word in the address."""
_NAMED = re.compile(r"\bstatement ([0-9a-f]{16,64})\b")


def render(
    request: Request,
    template: str,
    *,
    as_of: date | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    **values: Any,
) -> Response:
    """The page made from a template, for whoever is there."""
    door, visit = request.app.state.door, request.state.visit
    body = (
        environment()
        .get_template(template)
        .render(
            values,
            as_of=as_of,
            path="/" + quote(request.url.path, errors="replace").lstrip("/"),  # two slashes would name a host
            query=dict(request.query_params),
            status=status,
            visit=visit,
            may_sign_in=door.opens,
            private=door.private,
            address=request.app.state.ledger.address,
            waiting=request.app.state.ledger.waiting,
            form_token=lambda: Markup('<input type="hidden" name="form_token" value="{}">').format(
                door.form_token(visit)
            ),
            done=DONE.get(request.query_params.get("done", "")),
            undo=request.query_params.get("undo") if visit.may_write else None,
        )
    )
    return HTMLResponse(body, status)


@cache
def asset(name: str) -> bytes:
    """A file that pages load; the style of report and desk is one."""
    own = resources.files(__package__).joinpath("assets", name).read_bytes()
    return page.stylesheet().encode() + own if name == "desk.css" else own


def pairing_for(notes: int) -> str:
    """The address of the style that lights up notes with their words, for at least that many."""
    return f"/assets/pairing-{min(-(-notes // 50) * 50, 400)}.css"


@cache
def environment() -> Environment:
    """The templates of the desk and those that it shares with the self-contained page."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("reportedly.web"), PackageLoader("reportedly.export")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.add_filters(made)
    made.filters |= {
        "amount": wording.amount,
        "bounds": wording.bounds,
        "figure": wording.figure,
        "joined": wording.content_text,
        "parted": parted,
        "party": party,
        "count": counted,
        "count_stances": stances,
        "instant": instant,
        "known": known,
        "titled": titled,
        "country": wording.country,
        "factuality": wording.factuality,
        "when": worded,
        "twice": lambda word: (word, word),
        "before": lambda day: _moved(day, -1),
        "after": lambda day: _moved(day, 1),
    }
    made.globals |= {
        "to": _to,
        "here": _here,
        "NAVIGATION": NAVIGATION,
        "version": _version(),
        "pairing_for": pairing_for,
    }
    return made


@cache
def _version() -> str:
    """Of style and script, so that browsers may keep them."""
    return sha256(asset("desk.css") + asset("desk.js")).hexdigest()[:12]


def _moved(day: date, days: int) -> date | None:
    """The day before or after; None at the ends of the calendar."""
    with suppress(OverflowError):
        return day + timedelta(days=days)
    return None


def party(whose: Party | str) -> str:
    """A party's name, or a source's, as it is shown: without the report that it is bound to."""
    return wording.plain(whose.name if isinstance(whose, Party) else whose) or "unnamed"


def counted(number: int, noun: str, several: str = "") -> str:
    """1 report; 12 reports."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {several or noun + 's'}"


def stances(dots: Sequence[Dot]) -> str:
    """What the marks of a lane come to, in words: affirm 3 times, deny once."""
    tally: dict[str, int] = {}
    for dot in dots:
        tally[dot.stance.value] = tally.get(dot.stance.value, 0) + dot.times
    return ", ".join(f"{stance} {'once' if n == 1 else f'{n} times'}" for stance, n in tally.items())


def instant(at: str) -> str:
    """A moment as the ledger keeps it, in words: 28 April 2025, 09:15 UTC."""
    moment = datetime.fromisoformat(at).astimezone(UTC)
    return f"{wording.day(moment)}, {moment:%H:%M} UTC"


def parted(reason: str) -> tuple[str, str, str]:
    """A reason as what stands before the id of a statement that it names, the id, and what comes after."""
    found = _NAMED.search(reason)
    return (reason[: found.start()], found[1], reason[found.end() :]) if found else (reason, "", "")


def titled(report: Report) -> str:
    """The headline of a report, else its first words."""
    return wording.plain(report.title or "") or wording.abridged(wording.plain(report.text[:200]), 70)


def known(key: str, among: Mapping[str, object]) -> object:
    """What stands under that key, or None."""
    return among.get(key)


def address_of(*parts: object, as_of: date | None, at: str = "", **query: object) -> str:
    """The address of a page of the desk, `parts` one a step; it keeps the day that is looked back at."""
    kept = urlencode({key: value for key, value in {"as_of": as_of, **query}.items() if value})
    path = "/" + "/".join(wording.address(str(part)) for part in parts)
    return path + (f"?{kept}" if kept else "") + (f"#{at}" if at else "")


@pass_context
def _to(context: Context, *parts: object, at: str = "", **query: object) -> str:
    return address_of(*parts, as_of=context.get("as_of"), at=at, **query)


@pass_context
def _here(context: Context, **query: object) -> str:
    """The address of this page with something else asked."""
    asked = {
        key: value for key, value in {**context["query"], **query}.items() if value and key not in ("done", "undo")
    }
    return str(context["path"]) + (f"?{urlencode(asked)}" if asked else "")
