"""Channels, frozen: the feeds, sitemaps of news and folders that a ledger follows, and the entries that they list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChannelKind(StrEnum):
    """What a channel is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    FOLDER = "folder"


class EntryKind(StrEnum):
    """What an entry of a channel leads to."""

    PAGE = "page"
    FILE = "file"
    WORDS = "words"
    """Nothing: the channel holds its words."""
    SITEMAP = "sitemap"


class EntryState(StrEnum):
    """What became of an entry."""

    WAITING = "waiting"
    """To be fetched, or to be tried again."""
    TAKEN = "taken"
    GIVEN_UP = "given up"
    LEFT_OUT = "left out"
    """Too old, or no report by its kind; or another channel listed the same page first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """An address or a folder that is followed, and how it answered last."""

    id: str
    address: str
    kind: ChannelKind | None = None
    """None until it has answered once."""
    title: str | None = None
    """As it calls itself."""
    outlet: str | None = None
    """The outlet of reports that name none, as a person gave it; else its title is."""
    interval: int
    """Seconds between two checks."""
    since: datetime | None = None
    """Entries that are older are left out."""
    public: bool = False
    """True if it never leads into a private network, whatever the setting is."""
    paused: bool = False
    by: str = ""
    added_at: datetime
    due_at: datetime
    """When it is checked next."""
    checked_at: datetime | None = None
    answer: str | None = None
    """What it answered to the last check: "12 entries, 3 new"; None if it failed."""
    problem: str | None = None
    """Why the last check failed."""
    failures: int = 0
    """Checks in a row that failed."""
    moved_from: str | None = None
    """Where it was, if it has moved for good."""
    etag: str | None = None
    last_modified: str | None = None
    waiting: int = 0
    """Entries that are to be fetched or tried again."""
    taken: int = 0
    given_up: int = 0

    @property
    def name(self) -> str:
        """What people know it by."""
        return self.outlet or self.title or self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEntry:
    """What a channel lists: a page, a file, a further sitemap, or words of its own; and what became of it."""

    id: str
    channel: str
    kind: EntryKind
    address: str
    """Of its page or file; empty if the channel holds its words."""
    title: str | None = None
    published_at: datetime | None = None
    changed_at: datetime | None = None
    """When it was changed, as the channel says."""
    version: str = ""
    """What the channel says of it, as a content hash: another one means a change. Of a file its size and time."""
    words: str | None = None
    """Its words in the channel, kept until it is taken."""
    state: EntryState = EntryState.WAITING
    listed_at: datetime
    due_at: datetime | None = None
    """When it is fetched next; None for never."""
    tries: int = 0
    """Times in a row that it could not be taken."""
    checks: int = 0
    """Times that its page was looked at again."""
    fetched_at: datetime | None = None
    problem: str | None = None
    """Why it could not be taken."""
    etag: str | None = None
    last_modified: str | None = None
    report: str | None = None
    """The id of the latest report that was made of it."""
