"""Tables for terminals of 80 to 160 columns: claims, changes, origins, forecasts, search hits, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.cases import CaseEdit
from reportedly.export import wording
from reportedly.model import ClaimRelation, Outcome, Stance, Status
from reportedly.topics import TopicEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from reportedly.actors import ActorDecision
    from reportedly.ledger.queries.review_queue import ReviewItem
    from reportedly.ledger.queries.second_opinions import SecondOpinion
    from reportedly.linking.agreement import Agreement, Disagreement
    from reportedly.model import Actor, Anchor, Report
    from reportedly.notes import Note
    from reportedly.record import (
        Change,
        Claim,
        ClaimStatement,
        Failure,
        ForecastRecord,
        Grade,
        Hit,
        Judgement,
        NewsItem,
        Origin,
        Position,
        RelatedClaim,
        StatementInClaim,
    )

_STATUS = {
    Status.REPORTED: "dim",
    Status.ALLEGED: "yellow",
    Status.CORROBORATED: "cyan",
    Status.DISPUTED: "magenta",
    Status.DENIED: "red",
    Status.ACKNOWLEDGED: "green",
}
STANCE = {
    Stance.AFFIRM: ("affirms", "green"),
    Stance.DENY: ("denies", "red"),
    Stance.UNCERTAIN: ("leaves open", "dim"),
}
_RELATIONS = {
    ClaimRelation.ENTAILS: "it entails",
    ClaimRelation.ENTAILED_BY: "it follows from",
    ClaimRelation.EXCLUDES: "it excludes",
}
_WHOLE = frozenset({"status", "day", "said on", "due", "said", "origin", "id"})
"""Columns whose words are never wrapped."""
SIDE = 28
"""Maximum width of a column beside the main column of a table, in characters."""
OUTCOME = {Outcome.HAPPENED: "green", Outcome.DID_NOT_HAPPEN: "red", Outcome.OPEN: "dim"}


def claims(found: Sequence[Claim]) -> RenderableType:
    """One row a claim: status and id; wording, reason and rank; last day, numbers of statements and origins."""
    rows = table("status", "claim, and why it has this status", "said", main=1)
    for c in found:
        status = Text.assemble((str(c.status), _STATUS[c.status]), (f"\n{c.id[:8]}", "dim"))
        what = Text(wording.abridged(wording.plain(c.wording), 200))
        what.append(f"\n{wording.plain(c.why)}", "dim")
        if c.rank.reasons:
            what.append(f"\n{', '.join(c.rank.reasons)}", "dim")
        said = (
            f"{c.last}\n{wording.counted(len(c.statements), 'statement')}\n{wording.counted(len(c.origins), 'origin')}"
        )
        rows.add_row(status, what, Text(said, "dim"))
    return rows


def claim(found: Claim, reports: Mapping[str, Report], changes: Sequence[Change]) -> RenderableType:
    """A claim in full: status and its changes, positions, statements, numbers, origins."""
    parts: list[RenderableType] = [
        Text(wording.plain(found.wording), "bold"),
        Text.assemble((str(found.status), _STATUS[found.status]), f": {wording.plain(found.why)}"),
        Text(
            f"claim {found.id}; {_span_of_days(found)}; {wording.counted(len(found.origins), 'independent origin')}",
            "dim",
        ),
    ]
    if len(changes) > 1:
        parts += [heading("Changes of status"), _history(changes)]
    parts += [heading("Positions"), _positions(found.positions)]
    parts += [heading("Statements"), _statements(found.statements, reports)]
    if found.relations:
        parts += [heading("Related claims"), *(_relation(r) for r in found.relations)]
    if found.numbers:
        parts += [heading("Numbers, by source"), _numbers(found)]
    copied = [o for o in found.origins if len(o) > 1]
    if copied:
        parts += [heading("Copies, counted once"), *(Text(f"  {', '.join(o)}") for o in copied)]
    return Group(*parts)


def _relation(related: RelatedClaim) -> Text:
    what = Text(f"  {_RELATIONS[related.kind]}: {wording.abridged(wording.plain(related.wording), 160)}")
    what.append(f" ({related.claim[:8]})\n    {wording.plain(related.why)}", "dim")
    return what


def changes(found: Sequence[Change]) -> RenderableType:
    """One row a change: day, kind and claim; old and new status, wording and reason."""
    rows = table("day", "change, and why", main=1)
    for c in found:
        was = f" (was {c.before})" if c.before and c.before is not c.after else ""
        step = Text.assemble(
            (str(c.after), _STATUS[c.after]), f"{was}: {wording.abridged(wording.plain(c.wording), 200)}"
        )
        step.append(f"\n{wording.plain(c.why)}", "dim")
        rows.add_row(Text.assemble(c.date.isoformat(), (f"\n{c.kind}\n{c.claim[:8]}", "dim")), step)
    return rows


def news(found: Sequence[NewsItem]) -> RenderableType:
    """One row a claim: day, what changed and id; old and new status, wording, what is new, and how much it matters."""
    rows = table("day", "what is new, and why it matters", main=1)
    for n in found:
        was = f" (was {n.before})" if n.before and n.before is not n.after else ""
        what = Text.assemble(
            (str(n.after), _STATUS[n.after]), f"{was}: {wording.abridged(wording.plain(n.wording), 200)}"
        )
        what.append(f"\n{wording.plain(n.why)}")
        what.append(f"\n{', '.join(n.rank.reasons)}", "dim")
        rows.add_row(Text.assemble(n.last.isoformat(), (f"\n{n.kind or 'more words'}\n{n.claim[:8]}", "dim")), what)
    return rows


def origins(found: Sequence[Origin], reports: Mapping[str, Report]) -> RenderableType:
    """One row an origin: its reports, earliest first."""
    rows = table("origin", "reports that are one text", main=1)
    for o in found:
        rows.add_row(Text(o.id[:8], "dim"), "\n".join(_report(reports[r]) for r in o.reports))
    return rows


def forecasts(found: Sequence[ForecastRecord], reports: Mapping[str, Report]) -> RenderableType:
    """One row a forecast: who expects what; when it falls due and how likely it is; the outcome, by which report."""
    rows = table("said on", "forecast", "due", "outcome", main=1)
    for f in found:
        report = reports[f.report]
        due = Text(wording.plain(f.horizon or "no day"))
        due.append(f"\n{f.likelihood}", "dim")
        outcome = Text(str(f.outcome), OUTCOME[f.outcome])
        if f.resolved_by:
            outcome.append(f"\n{wording.plain(f.resolved_by)}", "dim")
        day = report.published_on.isoformat() if report.published_on else "undated"
        what = wording.abridged(wording.content_text(f.content), 200)
        rows.add_row(day, _saying(f.actor, f.source, report, what), due, outcome)
    return rows


def hits(found: Sequence[Hit], reports: Mapping[str, Report]) -> RenderableType:
    """One row a statement: day; who says what; report and claim."""
    rows = table("said on", "what is said", "where", main=1)
    for h in found:
        what = wording.abridged(wording.content_text(h.content), 240)
        claim = h.claim[:8] if h.claim else "none"
        where = Text(f"{_place(reports[h.report])}\nstatement {h.statement[:8]}\nclaim {claim}", "dim")
        where.append(_marks(h))
        rows.add_row(h.said_on.isoformat(), _saying(h.actor, h.source, reports[h.report], what), where)
    return rows


def failures(found: Sequence[Failure]) -> RenderableType:
    """One row a failure: day; input, and why it could not be taken in or read."""
    rows = table("day", "what, and why", main=1)
    for f in found:
        what = Text(wording.abridged(wording.plain(f.source), 120), "bold")
        what.append(f"\n{wording.plain(f.reason.removeprefix(f'{f.source}: '))}", "not bold")
        rows.add_row(f.at.date().isoformat(), what)
    return rows


def grades(found: Sequence[Grade]) -> RenderableType:
    """One row a grade: id; mark, subject and reason; who gave it, and who revoked it."""
    rows = table("id", "grade, and why", "by", main=1)
    for g in found:
        what = Text.assemble((g.mark, "bold"), f" {wording.plain(g.subject)}: {wording.plain(g.why)}")
        rows.add_row(Text(g.id, "dim"), what, signed(g))
    return rows


def judgements(found: Sequence[Judgement]) -> RenderableType:
    """One row a judgement: id; verdict, statements and reason; who gave it, and who revoked it."""
    rows = table("id", "judgement, and why", "by", main=1)
    for j in found:
        why = f": {wording.plain(j.why)}" if j.why else ""
        what = Text.assemble((str(j.verdict), "bold"), f" {' '.join(j.statements)}{why}")
        rows.add_row(Text(j.id, "dim"), what, signed(j))
    return rows


def disagreements(found: Sequence[Disagreement]) -> RenderableType:
    """One row a disagreement: what counts; the statements, and who judged what."""
    rows = table("counts", "statements, and who judged what", main=1)
    for d in found:
        said = "".join(f"\n{j.verdict}: {wording.plain(f'{j.by}: {j.why}' if j.why else j.by)}" for j in d.judgements)
        until = "" if d.decided else "\nuntil a third decides"
        rows.add_row(Text.assemble((str(d.counts), "bold"), (until, "dim")), Text(" ".join(d.statements) + said))
    return rows


def questions(found: Sequence[ReviewItem | SecondOpinion], said: Mapping[str, StatementInClaim]) -> RenderableType:
    """One row for each two statements to judge: their ids, their words, and why they may say the same."""
    rows = table("id", "do these say the same?", "why", main=1)
    for one in found:
        words = [
            f"“{wording.abridged(wording.content_text(said[key].statement.content), 200)}”" if key in said else ""
            for key in (one.other, one.statement)
        ]
        why = wording.plain(getattr(one, "why", ""))
        rows.add_row(Text(f"{one.other}\n{one.statement}", "dim"), Text("\n".join(words)), Text(why, "dim"))
    return rows


def agreements(found: Sequence[Agreement]) -> RenderableType:
    """One row for each two people: how many both judged, how many alike, kappa."""
    rows = table("people", "on", "both judged", "agreed", "kappa", main=0)
    for a in found:
        kappa = "undefined" if a.kappa is None else f"{a.kappa:.2f}"
        people = Text(f"{wording.plain(a.one)}, {wording.plain(a.other)}", "bold")
        rows.add_row(people, a.of, f"{a.judged:,}", f"{a.agreed:,}", kappa)
    return rows


def table(*columns: str, main: int | None = None) -> Table:
    """An empty table with these columns; with a `main` column it fills the terminal, and that column gets the space."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=main is not None, show_edge=False)
    for number, name in enumerate(columns):
        whole = name in _WHOLE
        widest = None if whole or main in {None, number} else SIDE
        table.add_column(name, overflow="fold", no_wrap=whole, max_width=widest, ratio=1 if number == main else None)
    return table


def _saying(actor: Actor | None, source: Anchor | None, report: Report, what: str, verb: Text | None = None) -> Text:
    who = wording.name_of(actor, source) or _outlet(report)
    return Text.assemble((who, "bold"), *((" ", verb) if verb else ()), ": ", what)


def _marks(marked: ClaimStatement | Hit) -> Text:
    """What people decided on a statement: that it was read wrong, and the grades of it and of its source."""
    found = Text("\njudged wrong" if marked.wrong else "", "red")
    for grade in marked.grades:
        found.append(graded(grade))
    return found


def graded(grade: Grade) -> Text:
    """A grade on a line of its own: the mark, the name, and whose signature it has."""
    return Text.assemble(
        (f"\n{grade.mark} by {wording.plain(grade.by)}", "bold"), (f", {wording.signature(grade.key)}", "dim")
    )


def signed(given: Grade | Judgement | ActorDecision | TopicEdit | CaseEdit | Note) -> Text:
    """Who decided something and when, by which key, and who revoked it."""
    found = Text(f"{wording.plain(given.by)}, {given.at.date()}")
    found.append(f"\n{wording.signature(given.key)}", "dim")
    if not isinstance(given, TopicEdit | CaseEdit) and given.revoked_at:
        found.append(f"\nrevoked by {wording.plain(given.revoked_by or '')}, {given.revoked_at.date()}", "red")
    return found


def heading(text: str) -> RenderableType:
    """A heading above a part."""
    return Padding(Text(text, "bold"), (1, 0, 0, 0))


def _step(change: Change) -> Text:
    was = f" (was {change.before})" if change.before else ""
    return Text.assemble((str(change.after), _STATUS[change.after]), f"{was}: {wording.plain(change.why)}")


def _history(found: Iterable[Change]) -> Table:
    rows = table("day", "status and why")
    for c in found:
        rows.add_row(c.date.isoformat(), _step(c))
    return rows


def _positions(found: Iterable[Position]) -> Table:
    rows = table("who", "stance", "since", "on")
    for p in found:
        verb, style = STANCE[p.stance]
        who = Text(wording.plain(p.actor.name))
        if p.actor.report:
            who.append(f" (in {wording.plain(p.actor.report)})", "dim")
        rows.add_row(who, Text(verb, style), p.since.isoformat(), wording.counted(len(p.statements), "statement"))
    return rows


def _statements(found: Iterable[ClaimStatement], reports: Mapping[str, Report]) -> Table:
    rows = table("said on", "what is said", "where", main=1)
    for s in found:
        report = reports[s.report]
        where = Text(f"{_place(report)}\nstatement {s.id[:8]}", "dim")
        where.append(_marks(s))
        if s.superseded:
            where.append("\nreplaced by a revision", "red")
        what = _saying(s.actor, s.source, report, wording.content_text(s.content), Text(*STANCE[s.stance]))
        rows.add_row(s.said_on.isoformat(), what, where)
    return rows


def _numbers(found: Claim) -> Table:
    rows = table("said on", "who", "number")
    for n in sorted(found.numbers, key=lambda n: n.date):
        if many := wording.figure(n.low, n.high, n.unit, n.of):
            rows.add_row(n.date.isoformat(), wording.plain(n.actor or ""), many)
    return rows


def _report(report: Report) -> str:
    day = report.published_on.isoformat() if report.published_on else "undated"
    title = wording.abridged(wording.plain(report.title or report.text), 60)
    return f"{wording.plain(report.id)}, {_outlet(report)}, {day}: {title}"


def _place(report: Report) -> str:
    name = report.outlet or report.title or report.text
    return f"{wording.plain(report.id)}\n{wording.abridged(wording.plain(name), 24)}"


def _outlet(report: Report) -> str:
    return wording.plain(report.outlet or "the report")


def _span_of_days(found: Claim) -> str:
    return f"{found.first}" if found.first == found.last else f"{found.first} to {found.last}"
