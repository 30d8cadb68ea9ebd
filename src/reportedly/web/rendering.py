"""From a context and a template to a response: links keep the day and the topic; one stylesheet, one policy."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup

from reportedly.errors import ReportedlyError
from reportedly.export import page, wording
from reportedly.export.brief.page import brief_stylesheet
from reportedly.export.note import note_html
from reportedly.topics import LONGEST
from reportedly.web import wording as desk_wording
from reportedly.web.charts.calibration import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fastapi import Request, Response
    from jinja2.runtime import Context as TemplateContext

    from reportedly.ledger import Ledger
    from reportedly.web.context import Context
    from reportedly.web.security.sessions import Session

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
    ("Topics", "topics", "o"),
    ("Reports", "reports", "r"),
)
"""Name, address, and the key that leads there after a g."""
DONE = {
    "judged": "Judged. The claims that it affects are linked again;",
    "graded": "Graded;",
    "noted": "Written;",
    "mended": "Decided. What it affects is linked again;",
    "seen": "Marked: what was in the ledger when that page was made has been seen.",
    "undone": "Taken back. It stays on record as revoked.",
    "saved": "The topic is saved.",
    "alert-saved": "The alert is saved: it finds what comes in from now on.",
    "alert-changed": "The alert is changed: what comes in from now on goes by that.",
    "alert-removed": "The alert is removed, with what it had found.",
    "pinned": "Pinned to the topic.",
    "excluded": "Excluded from the topic.",
    "released": "Neither pinned nor excluded any more.",
    "password": "The password is changed. Other sessions of this account have ended.",
    "revoked": "The key is revoked.",
    "followed": "Followed: it is checked in the next round of watching.",
    "unfollowed": "Followed no more. Its reports stay.",
    "changed": "Changed.",
    "due": "It is due: the next round of watching takes it up.",
    "removed": "The topic is removed. What people did to it stays on record.",
}
"""What was done on the page before, by the word in the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows around its content; templates know it as `desk`."""

    as_of: date | None
    """The day that is looked back at; None for now."""
    topic: str
    """The topic that lists are restricted to; empty for all."""
    path: str
    query: Mapping[str, str]
    status: HTTPStatus
    session: Session
    may_sign_in: bool
    """True if the desk has a token or accounts, by which people can sign in."""
    accounts: bool
    """True if it has accounts."""
    private: bool
    """True if reading, too, needs the token or an account."""
    ledger: Ledger = field(repr=False)
    form_token: Markup
    """The hidden field that every form carries."""
    key: str | None
    """The public key by which the decisions of this desk are signed; None if they are not."""

    @classmethod
    def of(cls, request: Request, as_of: date | None, status: HTTPStatus) -> Frame:
        """The frame of the answer to a request."""
        access, session, key = request.state.access, request.state.session, request.app.state.key
        token = request.app.state.auth.form_token(session)
        return cls(
            as_of=as_of,
            topic=" ".join(request.query_params.get("topic", "")[:LONGEST].split()),
            path="/" + quote(request.url.path, errors="replace").lstrip("/"),  # two slashes would name a host
            query=dict(request.query_params),
            status=status,
            session=session,
            may_sign_in=access.may_sign_in,
            accounts=access.accounts is not None,
            private=access.private,
            ledger=request.app.state.ledger,
            form_token=Markup('<input type="hidden" name="form_token" value="{}">').format(token),
            key=key and key.public,
        )

    @property
    def topics(self) -> list[str]:
        """The names of all topics; none if the ledger cannot be read, as the page of an error says, or not yet."""
        if self.private and not self.session.signed_in:
            return []
        with suppress(ReportedlyError):
            return self.ledger.topics.names()
        return []

    @property
    def done(self) -> str | None:
        """What was done on the page before."""
        return DONE.get(self.query.get("done", ""))

    @property
    def undo(self) -> str | None:
        """The id of what was decided on the page before, for a form that takes it back."""
        return self.query.get("undo") if self.session.may_write else None


def render(request: Request, context: Context, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """The page of a context, for whoever asks."""
    frame = Frame.of(request, context.as_of, status)
    return HTMLResponse(environment().get_template(context.template).render(page=context, desk=frame), status)


def redirect(address: str) -> RedirectResponse:
    """An answer that leads on to another page, which is then asked for with GET."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


@cache
def asset(name: str) -> bytes:
    """A file that pages load; the desk has the style of self-contained pages, and more."""
    own = resources.files(__package__).joinpath("assets", name).read_bytes()
    return (page.stylesheet() + brief_stylesheet()).encode() + own if name == "desk.css" else own


def pairing_for(notes: int) -> str:
    """The address of the style that lights up notes with their words, for at least that many."""
    return f"/assets/pairing-{min(-(-notes // 50) * 50, 400)}.css"


@cache
def environment() -> Environment:
    """The templates of the desk and those that it shares with self-contained pages."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("reportedly.web"), PackageLoader("reportedly.export")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.add_filters(made)
    made.filters |= {
        "alert": wording.alert,
        "amount": wording.amount,
        "signature": wording.signature,
        "bounds": wording.bounds,
        "figure": wording.figure,
        "joined": wording.content_text,
        "note_html": note_html,
        "search_words": wording.search,
        "decided": wording.decided,
        "country": wording.country,
        "factuality": wording.factuality,
        "when": in_words,
        "party": desk_wording.party,
        "count": wording.counted,
        "count_stances": desk_wording.stances,
        "speaker": desk_wording.speaker,
        "short_day": desk_wording.short_day,
        "instant": desk_wording.instant,
        "looked_up": desk_wording.looked_up,
        "split_at_statement": desk_wording.split_at_statement,
        "titled": desk_wording.titled,
        "before": lambda day: desk_wording.moved(day, -1),
        "after": lambda day: desk_wording.moved(day, 1),
    }
    made.globals |= {"to": _to, "here": _here, "NAVIGATION": NAVIGATION, "version": _version()}
    return made


@cache
def _version() -> str:
    """Changes with style and script, so that browsers may keep them."""
    return sha256(asset("desk.css") + asset("desk.js")).hexdigest()[:12]


def address_of(*parts: object, as_of: date | None, at: str = "", **query: object) -> str:
    """The address of a page of the desk, `parts` one a step; it keeps the day that is looked back at."""
    kept = urlencode({key: value for key, value in {"as_of": as_of, **query}.items() if value})
    path = "/" + "/".join(wording.address(str(part)) for part in parts)
    return path + (f"?{kept}" if kept else "") + (f"#{at}" if at else "")


@pass_context
def _to(context: TemplateContext, *parts: object, at: str = "", **query: object) -> str:
    desk: Frame = context["desk"]
    return address_of(*parts, as_of=desk.as_of, at=at, **{"topic": desk.topic, **query})


@pass_context
def _here(context: TemplateContext, **query: object) -> str:
    """The address of this page with another query."""
    frame: Frame = context["desk"]
    wanted = {key: value for key, value in {**frame.query, **query}.items() if value and key not in ("done", "undo")}
    return frame.path + (f"?{urlencode(wanted)}" if wanted else "")
