"""Tables of actors for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from reportedly.cli.ledger_tables import signed, table
from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import RenderableType

    from reportedly.actors import ActorAccount, ActorDecision, ActorRecord, ActorSuggestion

DAYS = 20
"""Days with words that are listed, those with most."""


def actors(found: Sequence[ActorRecord]) -> RenderableType:
    """One row an actor: name and kind, the party that it spoke for last, statements and reports, days."""
    rows = table("actor", "speaks for", "statements", "first and last", main=0)
    for a in found:
        who = Text.assemble((_who(a), "bold"), (f"\n{a.kind}", "dim"))
        number = f"{a.statements:,}\n{wording.counted(a.reports, 'report')}"
        rows.add_row(who, wording.plain(str(a.party)), number, Text(_days(a.first, a.last), "dim"))
    return rows


def account(found: ActorAccount) -> RenderableType:
    """One actor with its names, parties, busiest days and decisions."""
    a = found.actor
    names = table("name in reports", "statements", main=0)
    for alias in found.aliases:
        names.add_row(wording.plain(alias.name), f"{alias.statements:,}")
    parties = table("spoke for", "first and last", "statements", main=0)
    for p in found.parties:
        parties.add_row(wording.plain(str(p.party)), Text(_days(p.first, p.last), "dim"), f"{p.statements:,}")
    busiest = sorted(sorted(found.days, key=lambda day: -day[1])[:DAYS])
    words = ", ".join(f"{day}: {number:,}" for day, number in busiest)
    summary = f"{a.kind}; {wording.counted(a.statements, 'statement')} in {wording.counted(a.reports, 'report')}"
    parts: list[RenderableType] = [
        Text(_who(a), "bold"),
        Text(f"{summary}; {_days(a.first, a.last)}", "dim"),
        *(Padding(part, (1, 0, 0, 0)) for part in (names, parties)),
        Text(f"\nwords by day: {words}", "dim"),
    ]
    return Group(*parts, *([Padding(decisions(found.decisions), (1, 0, 0, 0))] if found.decisions else []))


def decisions(found: Sequence[ActorDecision]) -> RenderableType:
    """One row a decision: id; what is decided, and why; who decided it, and who revoked it."""
    rows = table("id", "decision, and why", "by", main=1)
    for d in found:
        what = Text(wording.decided(d), "" if d.revoked_at is None else "dim strike")
        rows.add_row(Text(d.id, "dim"), what.append(f": {wording.plain(d.why)}" if d.why else "", "dim"), signed(d))
    return rows


def suggestions(found: Sequence[ActorSuggestion]) -> RenderableType:
    """One row a suggestion: the two names and the reports; how many statements and claims depend on it."""
    rows = table("are these one?", "statements", main=0)
    for s in found:
        names = Text.assemble((wording.plain(s.name), "bold"), " and ", (wording.plain(s.other), "bold"), f"\n{s.why}")
        names.append(f"\nin {', '.join(map(wording.plain, s.reports))}" if s.reports else "", "dim")
        both = f"\n{wording.counted(s.claims, 'claim')} of both" if s.claims else ""
        rows.add_row(names, f"{s.statements:,}{both}")
    return rows


def _who(a: ActorRecord) -> str:
    """The name, with the report of somebody known in one only."""
    _, at, report = a.id.partition(" @ ")
    return wording.plain(f"{a.name}{at}{report}")


def _days(first: date, last: date) -> str:
    return str(first) if first == last else f"{first}\n{last}"
