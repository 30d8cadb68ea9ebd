"""Tables of channels and their entries for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from reportedly.channels import EntryState
from reportedly.cli.ledger_tables import table
from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from reportedly.channels import Channel, ChannelEntry

_STATE = {
    EntryState.WAITING: "yellow",
    EntryState.TAKEN: "green",
    EntryState.GIVEN_UP: "red",
    EntryState.LEFT_OUT: "dim",
}


def channels(found: Sequence[Channel]) -> RenderableType:
    """One row a channel: id; name, address and last answer; what became of its entries; when it is checked."""
    rows = table("id", "channel, and its last answer", "entries", "checked (UTC)", main=1)
    for c in found:
        rows.add_row(Text(c.id[:8], "dim"), _about(c), _counts(c), Text(_checked(c), "dim"))
    return rows


def channel(c: Channel, listed: Sequence[ChannelEntry]) -> RenderableType:
    """One channel with the entries that it listed last."""
    how = f"{c.kind or 'not checked yet'} · every {interval(c.interval)} · followed since {_minute(c.added_at)}"
    who = f" by {wording.plain(c.by)}" if c.by else ""
    parts: list[RenderableType] = [_about(c), Text(f"{how}{who}", "dim")]
    if c.moved_from:
        parts.append(Text(f"was at {wording.plain(c.moved_from)}", "dim"))
    parts += [Text.assemble(_counts(c), "\n", (_checked(c), "dim"))]
    if listed:
        parts += [Text("\nentries, the latest first", "bold"), Padding(entries(listed), (0, 0, 0, 2))]
    return Group(*parts)


def entries(found: Sequence[ChannelEntry]) -> RenderableType:
    """One row an entry: what became of it; title, address and problem; when it was listed and is fetched next."""
    rows = table("state", "entry", "listed, and next look (UTC)", main=1)
    for e in found:
        what = Text(wording.abridged(wording.plain(e.title or e.address or e.id), 160))
        if e.title and e.address:
            what.append(f"\n{wording.plain(e.address)}", "dim")
        if e.problem:
            what.append(f"\n{wording.plain(e.problem)}", "red" if e.state is not EntryState.LEFT_OUT else "dim")
        times = _minute(e.listed_at) + (f"\n{_minute(e.due_at)}" if e.due_at else "")
        tried = f"\n{wording.counted(e.tries, 'try', 'tries')}" if e.tries else ""
        rows.add_row(Text.assemble((str(e.state), _STATE[e.state]), (tried, "dim")), what, Text(times, "dim"))
    return rows


def interval(seconds: int) -> str:
    """90 s; 15 min; 2 h; 1 d."""
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size:,} {unit}"
    return f"{seconds:,} s"


def _about(c: Channel) -> Text:
    what = Text(wording.abridged(wording.plain(c.name), 120), "bold")
    if c.name != c.address:
        what.append(f"\n{wording.plain(c.address)}", "not bold dim")
    if c.problem:
        what.append(f"\n{wording.plain(c.problem)}", "not bold red")
    elif c.answer:
        what.append(f"\n{wording.plain(c.answer)}", "not bold")
    return what


def _counts(c: Channel) -> Text:
    given = ((c.taken, "taken", ""), (c.waiting, "waiting", "yellow"), (c.given_up, "given up", "red"))
    lines = [Text(f"{number:,} {what}", style) for number, what, style in given if number]
    return Text("\n").join(lines) if lines else Text("none", "dim")


def _checked(c: Channel) -> str:
    last = _minute(c.checked_at) if c.checked_at else "not yet"
    failed = f"\n{wording.counted(c.failures, 'failure')} in a row" if c.failures > 1 else ""
    return f"{last}\n{'paused' if c.paused else f'next {_minute(c.due_at)}'}{failed}"


def _minute(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"
