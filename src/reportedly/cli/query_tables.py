"""Numbers, timeline and sources in a terminal: tables for 80 to 160 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from reportedly.cli.ledger_tables import OUTCOME, STANCE, graded, heading, table
from reportedly.export import wording
from reportedly.export.wording import counted
from reportedly.model import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from reportedly.ledger.queries.claim_chain import ChainReport, ClaimChain
    from reportedly.record import (
        DatedItem,
        EventRecord,
        EventTolls,
        NumberRecord,
        SourceAccount,
        SourceRecord,
    )


def numbers(found: Sequence[NumberRecord]) -> RenderableType:
    """One row a number: day; source; range, claim, and the parties whose latest numbers it excludes."""
    rows = table("said on", "who", "number, and claim", main=2)
    whose = {n.statement: n.party for n in found}
    for n in found:
        said = Text(
            wording.figure(n.low, n.high, n.unit, n.of) or f"no figure: {wording.plain(n.of or n.unit or '')}",
            "" if n.latest else "dim",
        )
        said.append(f"\n{wording.abridged(wording.plain(n.wording), 120)} (claim {n.claim[:8]})", "dim")
        others = (_party(whose[e]) if e in whose else f"statement {e[:8]}" for e in n.excludes)
        apart = ", ".join(dict.fromkeys(others))
        said.append(f"\nexcludes the number of {apart}" if apart else "", "red")
        rows.add_row(n.date.isoformat(), "the report" if n.party == Party(n.report) else _party(n.party), said)
    return rows


def chain(found: ClaimChain) -> RenderableType:
    """The wording of a claim; one row a text: day; outlet, who says it and through whom; what the text adds, copies."""
    rows = table("day", "who says it", "what it adds", main=1)
    for text in found.texts:
        who = Text(_outlet(text.report), "bold")
        for s in text.statements:
            speaker = wording.name_of(s.actor, s.source) or "the outlet itself"
            via = f" via {', '.join(map(wording.plain, s.via))}" if s.via else ""
            who.append(f"\n{speaker}{via} ", "not bold").append(*STANCE[s.stance])
        repeats = "repeats what was said" if any(s.repeats for s in text.statements) else "takes it up"
        adds = Text(", ".join(text.adds) or repeats, "" if text.adds else "dim")
        for copy in text.copies:
            adds.append(f"\ncopy: {_outlet(copy)}, {copy.at.date()}", "dim")
        rows.add_row(text.report.at.date().isoformat(), who, adds)
    return Group(Text(wording.plain(found.wording), "bold"), rows)


def _outlet(report: ChainReport) -> str:
    return wording.abridged(wording.plain(report.outlet or report.title or report.id), 60)


def timeline(found: Sequence[DatedItem]) -> RenderableType:
    """One row a dated item: day; what was said or happened, and who says so; report and claim."""
    rows = table("day", "what", "where", main=1)
    for m in found:
        who = wording.name_of(m.actor, m.source) or "the report"
        verb = "says" if m.kind == "said" else f"reports {m.type}" if m.type else "reports what happened"
        what = Text.assemble((who, "bold"), f" {verb}: ", wording.abridged(wording.plain(m.words.exact), 200))
        where = wording.plain(m.report) + (f"\nclaim {m.claim[:8]}" if m.claim else "")
        rows.add_row(m.date, what, Text(where, "dim"))
    return rows


def events(found: Sequence[EventRecord]) -> RenderableType:
    """One row an Event: day and type; title of the first report, parties and place; its reports."""
    rows = table("day", "what happened", "where", main=1)
    for e in found:
        day = Text(e.day.isoformat() if e.day else "")
        day.append(f"\n{e.type or ''}", "dim")
        what = Text(wording.abridged(wording.plain(e.title), 200))
        who = [*e.parties, *([f"in {e.place}"] if e.place else [])]
        what.append(f"\n{wording.plain(', '.join(who))}" if who else "", "dim")
        days = f"{e.first}" if e.first == e.last else f"{e.first} to {e.last}"
        where = f"{counted(e.told_by, 'report')}, {counted(e.origins, 'origin')}\n{days}\n{_some(e.reports)}"
        where += f"\nEvent {e.id[:8]}"
        rows.add_row(day, what, Text(where, "dim"))
    return rows


def tolls(found: Sequence[EventTolls], *, brief: bool = False) -> RenderableType:
    """For each Event its title, and one row a figure: day; what is counted; who says so, whom it excludes.

    `brief` leaves out single figures of other happenings that reports of the Event tell of.
    """
    parts: list[RenderableType] = []
    for event in (e for e in found if e.tolls):
        parts.append(heading(wording.abridged(wording.plain(event.title), 120)))
        where = ", ".join([*([event.day.isoformat()] if event.day else []), *([event.place] if event.place else [])])
        parts.append(Text(f"{where + '; ' if where else ''}Event {event.event[:8]}", "dim"))
        for toll in event.tolls:
            if brief and toll.beside and len(toll.figures) == 1:
                continue
            if toll.beside:
                told = [*([toll.day.isoformat()] if toll.day else []), *([toll.place] if toll.place else [])]
                parts.append(Text(f"Beside it: {', '.join(told)}", "dim"))
            rows = table("said on", str(toll.kind), "who", main=2)
            whose = {f.statement: f for f in toll.figures}
            for f in toll.figures:
                replaced = "" if f.latest else "dim strike"
                who = Text(_giver(f), replaced)
                apart = list(dict.fromkeys(_giver(whose[e]) for e in f.excludes))
                more = f" and {len(apart) - 3} more" if len(apart) > 3 else ""
                who.append(f"\nexcludes the figure of {', '.join(apart[:3])}{more}" if apart else "", "red")
                rows.add_row(
                    f.date.isoformat(), Text(wording.figure(f.low, f.high, "people", f.of) or "", replaced), who
                )
            parts.append(rows)
    return Group(*parts)


def _giver(figure: NumberRecord) -> str:
    party = "the report" if figure.party == Party(figure.report) else _party(figure.party)
    return party if figure.actor in (None, figure.party.name) else f"{party} ({wording.plain(figure.actor or '')})"


def sources(found: Sequence[SourceRecord]) -> RenderableType:
    """One row a source: how much it said, how often others affirmed or denied it later, its forecasts."""
    rows = table("who", "said", "affirmed\nlater", "denied\nlater", "forecasts", "Brier", main=0)
    for s in found:
        said = f"{counted(s.statements, 'statement')}\n{counted(s.origins, 'origin')}"
        settled = f"{s.forecasts}\n{s.settled} settled" if s.forecasts else ""
        rows.add_row(_who(s), Text(said, "dim"), str(s.affirmed or ""), str(s.denied or ""), settled, _brier(s))
    return rows


def source(found: SourceAccount) -> RenderableType:
    """A source in full."""
    s = found.source
    days = f"{s.first}" if s.first == s.last else f"{s.first} to {s.last}"
    amounts = ", ".join(
        (counted(s.statements, "statement"), counted(s.reports, "report"), counted(s.origins, "origin"))
    )
    parts: list[RenderableType] = [_who(s), Text(f"{amounts}; {days}", "dim"), heading("Its statements")]
    said = table("said on", "what", "later", main=1)
    for one in found.statements:
        later = Text("\n").join(
            [
                *([Text(f"affirmed by {', '.join(map(_party, one.affirmed_by))}", "green")] if one.affirmed_by else []),
                *([Text(f"denied by {', '.join(map(_party, one.denied_by))}", "red")] if one.denied_by else []),
            ]
        )
        what = Text.assemble(STANCE[one.stance], ": ", wording.abridged(wording.content_text(one.content), 200))
        what.append(f"\n{wording.plain(one.report)}, statement {one.id[:8]}, claim {one.claim[:8]}", "dim")
        said.add_row(one.said_on.isoformat(), what, later)
    parts.append(said)
    if found.forecasts:
        score = f", Brier score {_brier(s)} over {s.scored}" if s.brier is not None else ""
        foretold = table("due", "forecast", "outcome", main=1)
        for f in found.forecasts:
            outcome = Text(str(f.outcome), OUTCOME[f.outcome])
            what = Text(wording.abridged(wording.content_text(f.content), 200))
            what.append(f"\n{f.likelihood}", "dim")
            foretold.add_row(wording.plain(f.horizon or "no day"), what, outcome)
        parts += [heading(f"Its forecasts{score}"), foretold]
    return Group(*parts)


def _who(s: SourceRecord) -> Text:
    who = Text(wording.plain(s.name), "bold")
    if s.outlet:
        who.append(" (in its own voice)", "dim")
    elif str(s.party) != s.name:
        who.append(f" (for {_party(s.party)})", "dim")
    for grade in s.grades:
        who.append(graded(grade))
    return who


def _some(reports: Sequence[str]) -> str:
    shown = ", ".join(wording.plain(report) for report in reports[:3])
    return f"{shown} ..." if len(reports) > 3 else shown


def _brier(s: SourceRecord) -> str:
    return "" if s.brier is None else f"{s.brier:.2f}"


def _party(party: Party) -> str:
    return wording.plain(party.name)
