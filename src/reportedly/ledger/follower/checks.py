"""Checking channels: what a feed, a sitemap or a folder lists becomes entries, and those that changed wait again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.channels import ChannelEntry, ChannelKind, EntryKind, EntryState
from reportedly.errors import IntakeError
from reportedly.intake.channel_list import read_channel
from reportedly.intake.content import Given
from reportedly.intake.visits import NotAnswered, Visit, VisitRequest
from reportedly.ledger.follower import schedule
from reportedly.ledger.follower.folders import files_in
from reportedly.model import content_id
from reportedly.store import channel_entries, channels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reportedly.channels import Channel
    from reportedly.intake.address import Answer
    from reportedly.intake.channel_list import ChannelList, ListedEntry
    from reportedly.store.database import Connection

AGE = timedelta(days=2)
"""How old the pages of a sitemap may be when it is followed; those of a feed are as old as the feed lists them."""
_REOPENED = (EntryState.TAKEN, EntryState.GIVEN_UP)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries a channel listed, and how many of them were new or had changed."""

    listed: int = 0
    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """Which entries are left out as too old."""

    since: datetime | None
    undated: bool
    """True if those without a date are: a sitemap may list all that a site has ever published."""


def wanted(channel: Channel) -> VisitRequest:
    """The visit that checks a channel."""
    return VisitRequest(
        key=channel.id,
        address=channel.address,
        etag=channel.etag,
        last_modified=channel.last_modified,
        public=channel.public,
    )


def check(connection: Connection, channel: Channel, found: Visit | IntakeError, now: datetime) -> Channel:
    """Keep what a channel answered; returns the channel as it is now."""
    before = channel
    channel = replace(channel, checked_at=now, problem=None, failures=0, due_at=schedule.next_check(channel, now))
    try:
        if isinstance(found, IntakeError):
            raise found
        channel = _answered(connection, channel, found, now)
    except IntakeError as problem:
        channel = _failed(before, problem, now)
    channels.update(connection, channel)
    return channel


def check_folder(connection: Connection, channel: Channel, now: datetime) -> Channel:
    """Keep which files are in a folder."""
    try:
        listed = [_file(channel, path, version, now) for path, version in files_in(channel.address)]
    except IntakeError as problem:
        channel = _failed(channel, problem, now)
    else:
        counts = _save(connection, listed, now)
        channel = replace(
            channel,
            kind=ChannelKind.FOLDER,
            checked_at=now,
            problem=None,
            failures=0,
            due_at=schedule.next_check(channel, now),
            answer=_words(counts, "file"),
        )
    channels.update(connection, channel)
    return channel


def list_of(answer: Answer) -> ChannelList:
    """What an answer lists; IntakeError says why it lists nothing."""
    given = Given(
        where=answer.url, name=urlsplit(answer.url).path, media_type=answer.media_type, encoding=answer.charset
    )
    return read_channel(answer.body, given)


def list_entries(connection: Connection, channel: Channel, found: ChannelList, now: datetime, *, first: bool) -> Counts:
    """Keep what a channel lists, or a further sitemap of it; `first` if it lists something for the first time."""
    listed = {entry.id: entry for e in found.entries if (entry := _entry(channel, e, now))}
    addresses = sorted({e.address for e in listed.values() if e.kind is EntryKind.PAGE})
    elsewhere = channel_entries.listed_elsewhere(connection, channel.id, addresses)
    old = _Old(
        since=channel.since or (channel.added_at - AGE if found.kind is ChannelKind.SITEMAP else None),
        undated=first and found.kind is ChannelKind.SITEMAP,
    )
    new = [_left_out(e, old, elsewhere) for e in listed.values()]
    return _save(connection, new, now)


def _save(connection: Connection, listed: Sequence[ChannelEntry], now: datetime) -> Counts:
    """Add entries that are new; have those that changed fetched again."""
    known = channel_entries.by_ids(connection, [e.id for e in listed])
    new = [e for e in listed if e.id not in known]
    channel_entries.insert(connection, new)
    changed = 0
    for entry in listed:
        old = known.get(entry.id)
        if old is None or old.version == entry.version:
            continue
        again = replace(
            old,
            address=entry.address,
            kind=entry.kind,
            title=entry.title,
            changed_at=entry.changed_at,
            version=entry.version,
            words=entry.words,
        )
        if old.state in _REOPENED:
            due = entry.due_at if entry.kind is EntryKind.FILE else schedule.after_change(old, now)
            again = replace(again, state=EntryState.WAITING, due_at=due, tries=0, problem=None)
            changed += 1
        elif old.state is EntryState.WAITING and entry.kind is EntryKind.FILE:
            again = replace(again, due_at=entry.due_at)
        channel_entries.update(connection, again)
    waiting = sum(e.state is EntryState.WAITING for e in new)
    return Counts(listed=len(listed), new=waiting, changed=changed)


def _answered(connection: Connection, channel: Channel, visit: Visit, now: datetime) -> Channel:
    channel = _moved(connection, channel, visit)
    if channel.paused:
        return channel
    if visit.unchanged:
        return replace(channel, answer="nothing has changed")
    answer = visit.answer
    found = list_of(answer)
    if found.kind is None:
        return _of_page(connection, channel, found.feeds, now)
    counts = list_entries(connection, channel, found, now, first=channel.kind is None)
    return replace(
        channel,
        kind=found.kind,
        title=found.title or channel.title,
        answer=_words(counts, "entry", "entries"),
        etag=answer.headers.get("ETag"),
        last_modified=answer.headers.get("Last-Modified"),
    )


def _of_page(connection: Connection, channel: Channel, feeds: Sequence[str], now: datetime) -> Channel:
    """The channel at the first feed that a web page names."""
    if not feeds:
        raise IntakeError(channel.address, "is a web page that names no feed: give the address of its feed or sitemap")
    if feeds[0] == channel.address:
        raise IntakeError(channel.address, "is a web page that names itself as its feed")
    moved = _at(connection, channel, feeds[0])
    return moved if moved.paused else replace(moved, answer="is a page that names this feed", due_at=now)


def _moved(connection: Connection, channel: Channel, visit: Visit) -> Channel:
    moved = visit.moved_to
    return channel if moved is None or moved == channel.address else _at(connection, channel, moved)


def _at(connection: Connection, channel: Channel, address: str) -> Channel:
    """The channel at another address; paused if another channel is followed there."""
    other = channels.at_address(connection, address)
    if other is not None and other.id != channel.id:
        problem = f"has moved to {address}, which is followed already: paused"
        return replace(channel, paused=True, problem=problem, answer=None)
    return replace(channel, address=address, moved_from=channel.address, etag=None, last_modified=None)


def _failed(channel: Channel, problem: IntakeError, now: datetime) -> Channel:
    failed = replace(
        channel, checked_at=now, answer=None, failures=channel.failures + 1, problem=str(problem)[: schedule.LONGEST]
    )
    if isinstance(problem, NotAnswered) and problem.status == HTTPStatus.GONE:
        return replace(failed, paused=True, problem=f"{failed.problem}: paused")
    return replace(failed, due_at=schedule.as_asked(schedule.after_failures(failed, now), problem))


def _entry(channel: Channel, listed: ListedEntry, now: datetime) -> ChannelEntry:
    kind = listed.kind if listed.address else EntryKind.WORDS
    changed = listed.changed_at.isoformat() if listed.changed_at else None
    entry = ChannelEntry(
        id=channel_entries.entry_id(channel.id, listed.key),
        channel=channel.id,
        kind=kind,
        address=listed.address,
        title=listed.title and listed.title[: schedule.LONGEST],
        published_at=listed.published_at,
        changed_at=listed.changed_at,
        version=content_id(listed.address, listed.title, changed, listed.words),
        words=listed.words,
        listed_at=now,
        due_at=now,
    )
    if kind is EntryKind.WORDS and not listed.words:
        why = "has neither words nor an address that can be fetched"
        return replace(entry, state=EntryState.GIVEN_UP, due_at=None, problem=why)
    return entry


def _left_out(entry: ChannelEntry, old: _Old, elsewhere: set[str]) -> ChannelEntry:
    """The entry, left out if it is too old, or if another channel fetches its page."""
    when = max(filter(None, (entry.published_at, entry.changed_at)), default=None)
    reason = None
    if entry.kind is EntryKind.PAGE and when is None and old.undated:
        reason = "was there, without a date, before this sitemap was followed"
    elif old.since is not None and when is not None and when < old.since:
        reason = f"older than {old.since:%Y-%m-%d %H:%M}"
    elif entry.kind is EntryKind.PAGE and entry.address in elsewhere:
        reason = "another channel lists this page, too"
    return entry if reason is None else replace(entry, state=EntryState.LEFT_OUT, due_at=None, problem=reason)


def _file(channel: Channel, path: str, version: str, now: datetime) -> ChannelEntry:
    return ChannelEntry(
        id=channel_entries.entry_id(channel.id, path),
        channel=channel.id,
        kind=EntryKind.FILE,
        address=path,
        version=version,
        listed_at=now,
        due_at=now + schedule.SETTLE,
    )


def _words(counts: Counts, noun: str, several: str = "") -> str:
    many = f"{counts.listed:,} {noun if counts.listed == 1 else several or noun + 's'}, {counts.new:,} new"
    return f"{many}, {counts.changed:,} changed" if counts.changed else many
