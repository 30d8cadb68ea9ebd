"""`reportedly follow`: the feeds, sitemaps of news and folders that a ledger follows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli import dates
from reportedly.cli.document import out, write_document
from reportedly.cli.ledger import open_ledger
from reportedly.cli.listing import Noun, listing
from reportedly.cli.printing import print_one
from reportedly.cli.signature import by

if TYPE_CHECKING:
    from datetime import datetime

    from reportedly.channels import Channel
    from reportedly.cli.listing import ListingOptions
    from reportedly.ledger import Ledger

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_TIME = re.compile(r"(\d{1,7})\s*([smhd]?)")


class _FollowCommands(click.Group):
    """The commands of `follow`; an address, list or folder in the place of a command is followed."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, `add` if the first word is none."""
        given = args if args and (args[0] in self.commands or args[0].startswith("-")) else ["add", *args]
        return super().resolve_command(ctx, given)


def _seconds(_context: click.Context, _option: click.Parameter, given: str | None) -> int | None:
    """A time such as 90s, 15m, 2h or 1d; a number alone is seconds."""
    if given is None:
        return None
    found = _TIME.fullmatch(given.strip().lower())
    if found is None:
        raise click.BadParameter(f"{given!r} is no time: write it as 90s, 15m, 2h or 1d")
    return int(found[1]) * _UNITS[found[2] or "s"]


_every = click.option(
    "--every",
    "interval",
    callback=_seconds,
    metavar="TIME",
    help="Time between two checks: 15m, 2h, 1d; 30m for addresses, 30s for folders if nothing is given.",
)
_outlet = click.option("--outlet", metavar="NAME", help="The outlet of reports that name none; else the feed's title.")
_channel = click.argument("channel", metavar="CHANNEL")
_one_or_all = click.argument("channel", metavar="[CHANNEL]", required=False)


@click.group(cls=_FollowCommands, short_help="Follow feeds, sitemaps and folders; `watch` fetches what is new.")
def follow() -> None:
    """Follow feeds (RSS, Atom), sitemaps of news and folders. `reportedly watch` then fetches what is new in them.

    `reportedly follow ADDRESS` is short for `reportedly follow add ADDRESS`. A CHANNEL is what is followed: its id or
    the beginning of one, its address or its name.
    """


@follow.command(short_help="Follow addresses, lists of feeds (OPML) and folders.")
@click.argument("where", nargs=-1, required=True, metavar="ADDRESS|OPML|FOLDER...")
@_every
@_outlet
@click.option("--since", callback=dates.moment, metavar="DATE", help="Leave out what was published before: 2025-04-28.")
@by
@click.pass_obj
def add(
    address: str, where: tuple[str, ...], interval: int | None, outlet: str | None, since: datetime | None, by: str
) -> None:
    """Follow addresses of feeds, sitemaps of news or pages that name their feed; lists of feeds (OPML); and folders.

    Everything that a feed lists now is fetched once; of a sitemap the pages of the last two days, or from --since on.
    Files that are put into a folder are taken once they are complete. The ledger is created if it does not exist.
    """
    with open_ledger(address, make=True) as ledger:
        problems = 0
        for one in where:
            problems += _follow(ledger, one, interval=interval, outlet=outlet, since=since, by=by)
        if ledger.channels.watcher() is None:
            click.echo("reportedly: `reportedly watch` fetches what is new; `watch --once` does so one time", err=True)
    if problems:
        raise click.exceptions.Exit(1)


@follow.command(short_help="Write channels as JSON Lines, for another ledger.")
@out
@click.pass_obj
def export(address: str, out: Path | None) -> None:
    """Write all channels as JSON Lines, which `follow import` takes up: address, outlet, interval, since, paused.

    Folders are of this machine and are left out. `follow list --opml` writes addresses for other programs.
    """
    with open_ledger(address) as ledger:
        lines, every = list(ledger.channels.exported()), ledger.channels.all()
    write_document(b"".join(lines), out)
    left = len(every) - len(lines)
    told = f"; {_count(left, 'folder')} left out, as paths are of one machine" if left else ""
    click.echo(f"reportedly: {_count(len(lines), 'channel')} written{told}", err=True)


@follow.command("import", short_help="Follow the channels that `follow export` wrote.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@by
@click.pass_obj
def import_(address: str, file: Path, by: str) -> None:
    """Follow the channels of a file that `follow export` wrote, as they were followed there.

    The whole file is checked first. What is followed already stays as it is. Pages that the other ledger has taken are
    fetched again and not added twice if this one has its reports (`import`). The ledger is created if it is not there.
    """
    from reportedly.errors import StoreError
    from reportedly.ledger.transfer.alert_lines import channel_lines

    lines = channel_lines(file)
    new = failed = 0
    with open_ledger(address, make=True) as ledger:
        for where, line in lines:
            try:
                new += ledger.channels.add_imported(line, by=by)
            except StoreError as problem:
                click.echo(f"reportedly: {where}: {problem}", err=True)
                failed += 1
    told = f", {failed:,} could not be followed" if failed else ""
    click.echo(f"reportedly: {_count(new, 'channel')} followed, {len(lines) - new - failed:,} already{told}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


@follow.command("list", short_help="All channels: last answer, next check, failures.")
@click.option("--opml", is_flag=True, help="Write the addresses as a list of feeds (OPML), for other programs.")
@out
@listing
@click.pass_obj
def listed(address: str, options: ListingOptions, opml: bool, out: Path | None) -> None:
    """All channels, with their last answers, when they are checked next, and what failed."""
    from reportedly.channels import Channel, ChannelKind
    from reportedly.cli import channel_tables
    from reportedly.listing import Page

    with open_ledger(address) as ledger:
        found, watcher = ledger.channels.all(), ledger.channels.watcher()
    if opml or out:
        from reportedly.intake.opml import Outline, write_opml

        feeds = (Outline(address=c.address, title=c.name) for c in found if c.kind is not ChannelKind.FOLDER)
        write_document(write_opml(feeds, "Followed by Reportedly"), out)
        return
    shown = Page.cut(found, **options.rows)
    options.show(shown, Noun("channel", "channels"), Channel, lambda: channel_tables.channels(shown))
    if options.for_people and found:
        running = f"followed by process {watcher.process} on {watcher.host}" if watcher else "nobody follows them now"
        click.echo(f"{running}{'' if watcher else ': `reportedly watch` does'}", err=True)


@follow.command(short_help="One channel, with what it lists.")
@_channel
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.pass_obj
def show(address: str, channel: str, as_json: bool) -> None:
    """One channel, and the entries that it listed last."""
    from reportedly.cli import channel_tables

    with open_ledger(address) as ledger:
        found = ledger.channels.get(channel)
        entries = ledger.channels.entries(found.id, limit=20)
    print_one(found, lambda: channel_tables.channel(found, entries), as_json=as_json)


@follow.command(short_help="The entries of channels, and what became of them.")
@_one_or_all
@click.option("--failed", is_flag=True, help="Only what could not be taken, and why.")
@listing
@click.pass_obj
def entries(address: str, channel: str | None, failed: bool, options: ListingOptions) -> None:
    """What channels listed: pages, files and words, the latest first, with what became of each."""
    from reportedly.channels import ChannelEntry
    from reportedly.cli import channel_tables

    with open_ledger(address) as ledger:
        shown = ledger.channels.entries(channel, failed=failed, **options.rows)
    noun = Noun("entry", "entries", brief="that failed" if failed else "")
    options.show(shown, noun, ChannelEntry, lambda: channel_tables.entries(shown))


@follow.command(short_help="Change interval or outlet, pause, resume.")
@_channel
@_every
@_outlet
@click.option("--pause/--resume", "paused", default=None, help="Check it no more for now, or again.")
@click.pass_obj
def edit(address: str, channel: str, interval: int | None, outlet: str | None, paused: bool | None) -> None:
    """Change how a channel is followed."""
    if interval is None and outlet is None and paused is None:
        raise click.UsageError("nothing to change: give --every, --outlet, --pause or --resume")
    with open_ledger(address) as ledger:
        _say(ledger.channels.edit(channel, interval=interval, outlet=outlet, paused=paused), "changed")


@follow.command(short_help="Follow a channel no more.")
@_channel
@click.pass_obj
def remove(address: str, channel: str) -> None:
    """Follow a channel no more. Its reports stay in the ledger; followed again, nothing is taken twice."""
    with open_ledger(address) as ledger:
        _say(ledger.channels.remove(channel), "followed no more")


@follow.command(short_help="Check a channel, or all, in the next round.")
@_one_or_all
@click.pass_obj
def check(address: str, channel: str | None) -> None:
    """Have a channel, or all, checked in the next round of `watch`, whatever the interval is."""
    with open_ledger(address) as ledger:
        number = ledger.channels.check_soon(channel)
    click.echo(f"reportedly: {_count(number, 'channel')} to be checked in the next round", err=True)


@follow.command(short_help="Fetch again what failed, in the next round.")
@_one_or_all
@click.pass_obj
def retry(address: str, channel: str | None) -> None:
    """Have pages and files that could not be taken, or were given up, fetched in the next round of `watch`."""
    with open_ledger(address) as ledger:
        number = ledger.channels.retry(channel)
    click.echo(f"reportedly: {_count(number, 'entry', 'entries')} to be fetched in the next round", err=True)


def _follow(ledger: Ledger, where: str, **how: Any) -> int:
    """Follow one thing that was given, a list of feeds with all its feeds; returns how many could not be."""
    from reportedly.errors import IntakeError, StoreError
    from reportedly.intake.opml import Outline, opml_at

    problems = 0
    outlines = opml_at(where) or [Outline(address=where, title=None)]
    added = known = 0
    for outline in outlines:
        if isinstance(outline, IntakeError):
            click.echo(f"reportedly: {outline}", err=True)
            problems += 1
            continue
        try:
            channel, new = ledger.channels.follow(outline.address, **how | {"outlet": how["outlet"] or outline.title})
        except StoreError as problem:
            click.echo(f"reportedly: {problem}", err=True)
            problems += 1
            continue
        added, known = added + new, known + (not new)
        if len(outlines) == 1:
            _say(channel, "followed" if new else "is followed already; `follow edit` changes how")
    if len(outlines) > 1:
        click.echo(f"{where}: {_count(added, 'channel')} followed, {known:,} already", err=True)
    return problems


def _say(channel: Channel, what: str) -> None:
    from reportedly.export import wording

    click.echo(f"reportedly: {wording.plain(channel.name)} ({channel.id[:8]}): {what}", err=True)


def _count(number: int, noun: str, several: str = "") -> str:
    from reportedly.export import wording

    return wording.counted(number, noun, several)
