"""Channels: the feeds, sitemaps and folders that the ledger follows, what failed, and the forms that change them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response

from reportedly.channels import Channel, ChannelEntry
from reportedly.errors import StoreError
from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Page
from reportedly.web.context import ListContext
from reportedly.web.parameters import OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import SHOWN, address_of, redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form

if TYPE_CHECKING:
    from reportedly.store.watch_lock import WatchLock

router = PageRouter()
INTERVALS = (
    ("900", "15 minutes"),
    ("1800", "30 minutes"),
    ("3600", "an hour"),
    ("21600", "6 hours"),
    ("86400", "a day"),
)
"""Seconds between two checks, as the form offers them."""
FAILED = 20
"""Entries that failed, as the first page shows them."""


@dataclass(frozen=True, kw_only=True)
class ChannelsContext(ListContext[Channel]):
    """All channels, in the order in which they were added."""

    template = "channels.html"
    intervals = INTERVALS

    @cached_property
    def failed(self) -> Page[ChannelEntry]:
        """The latest entries that could not be taken."""
        return self.ledger.channels.entries(failed=True, limit=FAILED)

    @cached_property
    def watcher(self) -> WatchLock | None:
        """The process that follows them."""
        return self.ledger.channels.watcher()


@dataclass(frozen=True, kw_only=True)
class ChannelContext(ListContext[ChannelEntry]):
    """One channel, with what it listed."""

    template = "channel.html"
    found: Channel


@router.json("/channels", "channels")
def channels(ledger: OpenLedger, part: PartOf) -> list[Json]:
    """What is followed: feeds, sitemaps of news and folders, with their last answers and failures."""
    rows = Page.cut(ledger.channels.all(), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.json("/channel-entries", "channels")
def entries(ledger: OpenLedger, part: PartOf, failed: bool = False) -> list[Json]:
    """What channels listed, the latest first, and what became of it; `failed`: only what could not be taken."""
    rows = ledger.channels.entries(failed=failed, **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/channels")
def show_channels(request: Request, ledger: OpenLedger, number: PageNumber = 1) -> Response:
    """What is followed, what failed, and a form to follow more."""
    rows = Page.cut(ledger.channels.all(), **page_at(number, SHOWN))
    return render(request, ChannelsContext(ledger=ledger, rows=rows))


@router.json("/channels/{name}", "channels")
def channel(name: str, ledger: OpenLedger) -> Json:
    """One channel, by its id."""
    return record_json(ledger.channels.get(name))


@router.html("/channels/{name}")
def show_channel(request: Request, name: str, ledger: OpenLedger, number: PageNumber = 1) -> Response:
    """One channel with what it listed, the latest first."""
    found = ledger.channels.get(name)
    rows = ledger.channels.entries(found.id, **page_at(number, SHOWN))
    return render(request, ChannelContext(ledger=ledger, rows=rows, found=found))


@router.form("/channels/follow")
def follow(form: Form, ledger: OpenLedger) -> Response:
    """Follow an address; none in a private network, whatever the setting is, and no folder of this machine."""
    every = form.get("every")
    seconds = int(every) if every in dict(INTERVALS) else None
    address, outlet = form.get("address"), form.get("outlet") or None
    if "://" not in address:
        raise StoreError("an address begins with https:// or http://")
    found, _ = ledger.channels.follow(address, interval=seconds, outlet=outlet, public=True, by=form.session.name)
    return _done(found.id, "followed")


@router.form("/channels/change")
def change(form: Form, ledger: OpenLedger) -> Response:
    """Pause a channel, go on with it, have it checked or its failures tried again, or follow it no more."""
    name = form.get("channel")
    match form.get("what"):
        case "pause" | "resume" as what:
            ledger.channels.edit(name, paused=what == "pause")
        case "check":
            ledger.channels.check_soon(name)
            return _done(ledger.channels.get(name).id, "due")
        case "retry":
            ledger.channels.retry(name)
            return _done(ledger.channels.get(name).id, "due")
        case "remove":
            ledger.channels.remove(name)
            return _done("", "unfollowed")
        case _:
            raise StoreError("a channel is paused, resumed, checked, tried again or removed: choose one")
    return _done(ledger.channels.get(name).id, "changed")


def _done(channel_id: str, done: str) -> Response:
    steps = ("channels", channel_id) if channel_id else ("channels",)
    return redirect(address_of(*steps, as_of=None, done=done))
