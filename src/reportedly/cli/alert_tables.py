"""Tables of alerts for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from reportedly.alerts import FOREVER, Pace
from reportedly.cli.ledger_tables import table
from reportedly.delivery import wording as told
from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from reportedly.alerts import Alert, AlertMatch, Receiver


def alerts(found: Sequence[Alert]) -> RenderableType:
    """One row an alert: name, matches, what it waits for, receivers with what failed."""
    rows = table("alert", "matches", "waits for, and delivers to", main=2)
    for a in found:
        name = Text(wording.plain(a.name), "bold")
        if note := _held(a):
            name.append(f"\n{note}", "dim")
        about = Text(wording.alert(a.query))
        for receiver in a.receivers:
            about.append(f"\n{receiver.kind} {wording.plain(receiver.target)}", "dim")
            if receiver.problem:
                about.append(f"\n{_failing(receiver)}: {wording.plain(receiver.problem)}", "bold")
        if a.problem:
            about.append(f"\n{wording.plain(a.problem)}", "bold")
        rows.add_row(name, f"{a.matches:,}", about)
    return rows


def alert(a: Alert) -> RenderableType:
    """One alert with its receivers."""
    saved = f"saved by {wording.plain(a.by)}, {_moment(a.at)}; {wording.counted(a.matches, 'match', 'matches')}"
    parts: list[RenderableType] = [
        Text(wording.plain(a.name), "bold"),
        Text.assemble(wording.alert(a.query), "\n", ("; ".join(filter(None, (saved, _held(a)))), "dim")),
    ]
    if a.problem:
        parts.append(Text(wording.plain(a.problem), "bold"))
    if a.receivers:
        parts += [Text("\ndelivered to", "bold"), Padding(_receivers(a), (0, 0, 0, 2))]
    return Group(*parts)


def matches(found: Sequence[AlertMatch]) -> RenderableType:
    """One row a match: when it was found, what it is, who said what."""
    rows = table("found", "match", main=1)
    for m in found:
        about = Text.assemble(
            (told.title(m.item), "bold"), f"\n{told.news(m.item)}\n{told.quoted(m.item)}\n", (told.where(m.item), "dim")
        )
        rows.add_row(Text(_moment(m.item.found_at) + ("\nmuted" if m.muted else ""), "dim"), about)
    return rows


def _receivers(a: Alert) -> RenderableType:
    rows = table("receiver", "to", "taken", main=1)
    for c in a.receivers:
        kind = c.kind.value if c.pace is Pace.ONCE else f"{c.kind}\n{c.pace}"
        to = Text(wording.plain(c.target))
        if c.problem:
            to.append(f"\n{_failing(c)}: {wording.plain(c.problem)}", "bold")
        taken = f"{c.sent:,} of {a.matches:,}" + (f"\n{_moment(c.sent_at)}" if c.sent_at else "")
        rows.add_row(kind, to, Text(taken, "dim"))
    return rows


def _failing(receiver: Receiver) -> str:
    if receiver.disabled:
        return "ended"
    following = f", again from {_moment(receiver.next_at)}" if receiver.next_at else ""
    return f"failed {wording.counted(receiver.tries, 'time')}{following}"


def _held(a: Alert) -> str:
    if a.muted_until == FOREVER:
        return "muted"
    quiet = f"quiet {a.quiet}" if a.quiet else ""
    return ", ".join(filter(None, (f"muted until {_moment(a.muted_until)}" if a.muted_until else "", quiet)))


def _moment(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"
