"""Alerts: filters whose new matches are delivered, with their last deliveries and failures, and the forms for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import Depends, Request
from fastapi.responses import Response

from reportedly.alerts import (
    FOREVER,
    Alert,
    AlertMatch,
    AlertQuery,
    Occasion,
    Pace,
    QuietHours,
    Receiver,
    ReceiverKind,
    implied_occasion,
)
from reportedly.delivery import wording as told
from reportedly.errors import StoreError
from reportedly.export import wording
from reportedly.export.atom import atom
from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.ledger.feeds import alert_feed
from reportedly.listing import Filter, Page
from reportedly.model import Act, Status
from reportedly.web.context import LedgerContext, ListContext
from reportedly.web.pages.topics import ACTS, STATUSES
from reportedly.web.parameters import OpenLedger, PageNumber, PartOf, SearchChoices, page_at
from reportedly.web.rendering import SHOWN, address_of, redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form, SentForm

if TYPE_CHECKING:
    from collections.abc import Sequence

router = PageRouter()
OCCASIONS = (
    ("", "a statement"),
    (Occasion.STATUS.value, "another status of a claim"),
    (Occasion.NUMBER.value, "a number above a bound"),
    (Occasion.FIRST.value, "the first word of a party on a claim"),
    (Occasion.DUE.value, "a forecast that falls due"),
    (Occasion.MISSED.value, "a forecast that was missed"),
)
"""What the form offers; without a choice it is a statement, or what the fields about a status or a number want."""
MUTES = {"8": timedelta(hours=8), "24": timedelta(days=1), "": None}
"""For how long the form mutes an alert."""


@dataclass(frozen=True, kw_only=True)
class AlertFields:
    """What the form of an alert begins with."""

    acts = ACTS
    statuses = STATUSES
    occasions = OCCASIONS
    paces = tuple(pace.value for pace in Pace)
    query: AlertQuery
    name: str = ""
    """Empty for a new alert."""
    topic: str = ""
    webhooks: str = ""
    """One a line."""
    mails: str = ""
    """One a line."""
    pace: Pace = Pace.ONCE
    quiet: QuietHours | None = None

    @classmethod
    def of(cls, alert: Alert) -> AlertFields:
        """Those of an alert that there is."""
        hooks, mails = (
            [one for one in alert.receivers if one.kind is kind] for kind in (ReceiverKind.WEBHOOK, ReceiverKind.MAIL)
        )
        return cls(
            query=alert.query,
            name=alert.name,
            topic=alert.query.wanted.topic or "",
            webhooks="\n".join(one.target for one in hooks),
            mails="\n".join(one.target for one in mails),
            pace=mails[0].pace if mails else Pace.ONCE,
            quiet=alert.quiet,
        )


@dataclass(frozen=True, kw_only=True)
class AlertsContext(ListContext[Alert]):
    """All alerts, in the order of their names."""

    template = "alerts.html"
    form: AlertFields
    """That of a new alert."""
    now: datetime

    def json(self) -> list[Json]:
        """The alerts, without the addresses that they are delivered to."""
        return [record_json(_masked(row)) for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class AlertContext(LedgerContext):
    """One alert with its receivers and its latest matches."""

    template = "alert.html"
    found: Alert
    matches: Sequence[AlertMatch]
    now: datetime
    tried: str
    """What became of the test that was sent on the page before."""
    form: AlertFields
    """That which edits it."""
    told = told
    """How matches are put in words."""

    def json(self) -> Json:
        """The alert, and what it has found, the latest first."""
        return {**record_json(_masked(self.found)), "found": [record_json(match.item) for match in self.matches]}


def _masked(alert: Alert) -> Alert:
    """The alert with the kinds of its receivers alone: addresses of webhooks are secrets, and so may paths be."""
    receivers = (replace(r, target="***", problem=r.problem and "failing") for r in alert.receivers)
    return replace(alert, receivers=tuple(receivers))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@router.json("/alerts", "alerts")
def alerts(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """Alerts with what they wait for and how far each receiver has got, in the order of their names."""
    rows = Page.cut(ledger.alerts.all(), **part.rows)
    part.link_next(rows)
    return AlertsContext(ledger=ledger, rows=rows, form=AlertFields(query=AlertQuery()), now=_now()).json()


@router.html("/alerts")
def show_alerts(
    request: Request, ledger: OpenLedger, wanted: Annotated[SearchChoices, Depends()], number: PageNumber = 1
) -> Response:
    """All alerts, and a form that saves one; it begins with the filter of a search."""
    rows = Page.cut(ledger.alerts.all(), **page_at(number, SHOWN))
    asked = wanted.filter
    form = AlertFields(query=AlertQuery(wanted=replace(asked, as_of=None, topic=None)), topic=asked.topic or "")
    return render(request, AlertsContext(ledger=ledger, rows=rows, form=form, now=_now()))


@router.html("/alerts/{name:path}.atom")
def feed(request: Request, name: str, ledger: OpenLedger) -> Response:
    """What an alert has found, as Atom."""
    found = alert_feed(ledger.alerts.get(name), ledger.alerts.matches(name))
    made = atom(found, desk=str(request.base_url), at=str(request.url))
    return Response(made, media_type="application/atom+xml")


def _context(ledger: OpenLedger, name: str, tried: str = "") -> AlertContext:
    matches = ledger.alerts.matches(name, limit=SHOWN)
    found = ledger.alerts.get(name)
    form = AlertFields.of(found)
    return AlertContext(ledger=ledger, found=found, matches=matches, now=_now(), tried=tried, form=form)


@router.json("/alerts/{name:path}", "alerts")
def alert(name: str, ledger: OpenLedger) -> Json:
    """One alert, and what it has found."""
    return _context(ledger, name).json()


@router.html("/alerts/{name:path}")
def show_alert(request: Request, name: str, ledger: OpenLedger) -> Response:
    """One alert: its receivers with last deliveries and failures, what it has found, and the forms."""
    return render(request, _context(ledger, name))


@router.form("/alerts/save")
def save(form: Form, ledger: OpenLedger) -> Response:
    """Save an alert; the desk sends to webhooks and by mail, and writes no files."""
    try:
        query, quiet = _query(form), _quiet(form)
    except ValueError as problem:
        raise StoreError(str(problem)) from None
    name, by = form.get("name"), form.session.name
    saved = ledger.alerts.save(name, query, by=by, receivers=_receivers(form), quiet=quiet)
    return _back(saved.name, done="alert-saved")


@router.form("/alerts/edit")
def edit(form: Form, ledger: OpenLedger) -> Response:
    """Change what an alert waits for and where it is delivered; files and feeds of the command line stay."""
    try:
        query, quiet = _query(form), _quiet(form)
    except ValueError as problem:
        raise StoreError(str(problem)) from None
    name = form.get("name")
    others = [one for one in ledger.alerts.get(name).receivers if one.kind in (ReceiverKind.FILE, ReceiverKind.FEED)]
    changed = ledger.alerts.edit(name, query, receivers=[*_receivers(form), *others], quiet=quiet)
    return _back(changed.name, done="alert-changed")


def _query(form: SentForm) -> AlertQuery:
    wanted = Filter(
        text=form.get("q"),
        actor=form.get("actor") or None,
        act=form.choice(Act, "act"),
        place=form.get("place") or None,
        status=form.choice(Status, "status"),
        topic=form.get("topic") or None,
        since=form.day("since"),
        until=form.day("until"),
        notable=bool(form.get("notable")),
    )
    before, after, above = form.choice(Status, "from"), form.choice(Status, "to"), _above(form.get("above"))
    implied = implied_occasion(before=before, after=after, above=above)
    return AlertQuery(
        occasion=Occasion(form.get("occasion") or implied),
        wanted=wanted,
        before=before,
        after=after,
        above=above,
        unit=form.get("unit") or None,
        of=form.get("of") or None,
    )


def _above(value: str) -> float | None:
    try:
        return float(value) if value else None
    except ValueError:
        raise ValueError(f"{value!r} is no number; write it as 1200.5") from None


def _receivers(form: SentForm) -> list[Receiver]:
    return [
        Receiver(number=0, kind=kind, target=target, pace=pace)
        for kind, pace in (
            (ReceiverKind.WEBHOOK, Pace.ONCE),
            (ReceiverKind.MAIL, form.choice(Pace, "pace") or Pace.ONCE),
        )
        for target in form.get(kind.value).split()
    ]


def _quiet(form: SentForm) -> QuietHours | None:
    begin, end, zone = form.get("quiet_from"), form.get("quiet_to"), form.get("zone") or "UTC"
    if not begin and not end:
        return None
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{zone!r} is no time zone, such as Europe/Madrid") from None
    try:
        both = time.fromisoformat(begin), time.fromisoformat(end)
    except ValueError:
        raise ValueError("quiet hours have a begin and an end, such as 22:00 and 07:00") from None
    return QuietHours(begin=both[0], end=both[1], zone=zone)


@router.form("/alerts/mute")
def mute(form: Form, ledger: OpenLedger) -> Response:
    """Deliver nothing of an alert for some hours or without an end, or deliver again."""
    span = MUTES.get(form.get("hours"))
    until = None if form.get("end") else FOREVER if span is None else _now() + span
    return _back(ledger.alerts.mute(form.get("name"), until).name)


@router.form("/alerts/test")
def test(request: Request, form: Form, ledger: OpenLedger) -> Response:
    """Send a test to every receiver of an alert, and say what became of it."""
    tried = ledger.alerts.test(form.get("name"), desk=str(request.base_url))
    said = "; ".join(f"{receiver.kind}: {problem or 'taken'}" for receiver, problem in tried)
    return render(request, _context(ledger, form.get("name"), wording.plain(said) or "it has no receiver"))


@router.form("/alerts/remove")
def remove(form: Form, ledger: OpenLedger) -> Response:
    """Remove an alert with what it has found."""
    ledger.alerts.remove(form.get("name"))
    return redirect("/alerts?done=alert-removed")


def _back(name: str, **query: str) -> Response:
    return redirect(address_of("alerts", name, as_of=None, **query))
