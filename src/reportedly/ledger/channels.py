"""The channels of a ledger: added, shown, changed and removed by people. `follower` follows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.channels import Channel, ChannelKind
from reportedly.errors import StoreError
from reportedly.intake.channel_list import link
from reportedly.listing import Page
from reportedly.masking import without_password
from reportedly.store import channel_entries, channels, watch_lock
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.batch import WorkerPool
    from reportedly.channels import ChannelEntry
    from reportedly.clock import Clock
    from reportedly.ledger.follower.watch import Watch
    from reportedly.ledger.ledger import Ledger
    from reportedly.ledger.transfer.alert_lines import ChannelLine
    from reportedly.store.database import Engine
    from reportedly.store.watch_lock import WatchLock

INTERVAL = 30 * 60
"""Seconds between two checks of an address, unless somebody wants otherwise."""
FOLDER_INTERVAL = 30
"""Seconds between two looks into a folder."""
LEAST = {False: 60, True: 1}
"""The shortest intervals, of addresses and of folders."""
LONGEST = 30 * 24 * 3600


class Channels:
    """What a ledger follows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Channel]:
        """All channels, in the order in which they were added."""
        with snapshot(self._engine) as connection:
            return channels.rows(connection)

    def get(self, name: str) -> Channel:
        """The channel of that id (or a beginning of it), address or name; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return channels.named(connection, name)

    def follow(
        self,
        where: str,
        *,
        interval: int | None = None,
        outlet: str | None = None,
        since: datetime | None = None,
        public: bool = False,
        by: str = "",
    ) -> tuple[Channel, bool]:
        """Follow an address or a folder from now on: the channel, and whether it is new.

        `interval` is in seconds. `outlet` is that of reports that name none. Entries from before `since` are left out.
        `public` keeps it out of private networks, whatever the setting is, and allows no folders.
        """
        folder, address = _address(where, public=public)
        wait = _checked_interval(interval, folder=folder) if interval else FOLDER_INTERVAL if folder else INTERVAL
        now = datetime.now(UTC)
        new = Channel(
            id=channels.channel_id(address),
            address=address,
            kind=ChannelKind.FOLDER if folder else None,
            outlet=" ".join((outlet or "").split()) or None,
            interval=wait,
            since=since,
            public=public,
            by=by,
            added_at=now,
            due_at=now,
        )
        with writing(self._engine) as connection:
            known = channels.at_address(connection, address)
            added = known is None and channels.insert(connection, new)
            return channels.get(connection, new.id if known is None else known.id) or new, added

    def edit(
        self, name: str, *, interval: int | None = None, outlet: str | None = None, paused: bool | None = None
    ) -> Channel:
        """Change how a channel is followed; one that goes on after a pause is checked at once."""
        with writing(self._engine) as connection:
            old = channels.named(connection, name)
            now = datetime.now(UTC)
            new = old
            if interval is not None:
                wait = _checked_interval(interval, folder=old.kind is ChannelKind.FOLDER)
                new = replace(new, interval=wait, due_at=min(old.due_at, now + timedelta(seconds=wait)))
            if outlet is not None:
                new = replace(new, outlet=" ".join(outlet.split()) or None)
            if paused is not None:
                new = replace(new, paused=paused)
            if paused is False and old.paused:
                new = replace(new, due_at=now, failures=0, problem=None)
            channels.update(connection, new)
            return new

    def exported(self) -> Iterator[bytes]:
        """A line of JSON for each channel that is no folder, for another ledger."""
        from reportedly.ledger.transfer.alert_lines import ChannelLine, encode

        for channel in self.all():
            if channel.kind is not ChannelKind.FOLDER:
                yield encode(ChannelLine.made(channel))

    def add_imported(self, line: ChannelLine, *, by: str) -> bool:
        """Follow the channel of a line; False if it is followed already, however. StoreError if it cannot be."""
        interval, outlet, since = line.interval, line.outlet, line.since
        channel, new = self.follow(
            line.address, interval=interval, outlet=outlet, since=since, public=line.public, by=by
        )
        if new and line.paused:
            self.edit(channel.id, paused=True)
        return new

    def remove(self, name: str) -> Channel:
        """Follow a channel no more; its reports stay. What another channel lists, too, is fetched for that one."""
        with writing(self._engine) as connection:
            channel, now = channels.named(connection, name), datetime.now(UTC)
            channels.remove(connection, channel, now)
            channel_entries.release_shared(connection, channel.id, now)
            return channel

    def check_soon(self, name: str | None = None) -> int:
        """Have a channel, or all, checked in the next round; returns how many."""
        with writing(self._engine) as connection:
            found = channels.rows(connection) if name is None else [channels.named(connection, name)]
            for channel in found:
                channels.update(connection, replace(channel, due_at=min(channel.due_at, datetime.now(UTC))))
            return len(found)

    def entries(
        self, name: str | None = None, *, failed: bool = False, limit: int | None = None, offset: int = 0
    ) -> Page[ChannelEntry]:
        """Entries of a channel or of all, the latest listed first; with `failed` those that could not be taken."""
        with snapshot(self._engine) as connection:
            channel = None if name is None else channels.named(connection, name).id
            return Page.of(
                lambda most, first: channel_entries.page(connection, channel, failed=failed, limit=most, offset=first),
                limit=limit,
                offset=offset,
            )

    def retry(self, name: str | None = None) -> int:
        """Have entries that failed fetched in the next round, of a channel or of all; returns how many."""
        with writing(self._engine) as connection:
            channel = None if name is None else channels.named(connection, name).id
            return channel_entries.retry(connection, channel, datetime.now(UTC))

    def watch(self, ledger: Ledger, clock: Clock, *, workers: int | WorkerPool = 1) -> Watch:
        """What follows the channels of this ledger until the clock is stopped."""
        from reportedly.ledger.follower.watch import Watch  # loads what fetches and reads

        return Watch(ledger, self._engine, clock, workers=workers)

    def watcher(self) -> WatchLock | None:
        """The process that follows the channels now; None if there is none."""
        with snapshot(self._engine) as connection:
            return watch_lock.living(connection, datetime.now(UTC))


def _address(where: str, *, public: bool) -> tuple[bool, str]:
    """Whether it is a folder, and its whole path or address; StoreError if it cannot be followed."""
    if "://" in where:
        address = link(where)
        if address is None:
            raise StoreError(f"{without_password(where)[:200]!r}: only http and https addresses can be followed")
        if without_password(address) != address:
            raise StoreError(
                f"{without_password(address)}: holds a name or password, which would be kept for all to read"
            )
        return False, address
    folder = Path(where)
    if public or not folder.exists():
        raise StoreError(f"{where}: is no address and no folder: an address begins with https:// or http://")
    if not folder.is_dir():
        raise StoreError(f"{where}: is a file: `reportedly add` takes it; follow the folder that it is put into")
    return True, str(folder.resolve())


def _checked_interval(seconds: int, *, folder: bool) -> int:
    least = LEAST[folder]
    if not least <= seconds <= LONGEST:
        raise StoreError(f"an interval is {least} seconds at least and 30 days at most")
    return seconds
