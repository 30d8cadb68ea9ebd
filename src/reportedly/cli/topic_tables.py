"""Tables of topics for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from reportedly.cli.ledger_tables import signed, table
from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from reportedly.topics import Topic, TopicClaim, TopicEdit, TopicSuggestion


def topics(found: Sequence[Topic]) -> RenderableType:
    """One row a topic: name, number of claims, days, query with what people marked."""
    rows = table("topic", "claims", "first and last", "query", main=3)
    for t in found:
        days = f"{t.first}\n{t.last}" if t.first else ""
        rows.add_row(Text(wording.plain(t.name), "bold"), f"{t.claims:,}", Text(days, "dim"), _query(t))
    return rows


def topic(t: Topic) -> RenderableType:
    """One topic with its marked claims and its edits."""
    parts: list[RenderableType] = [
        Text(wording.plain(t.name), "bold"),
        Text.assemble(_query(t), "\n", (wording.counted(t.claims, "claim"), "dim")),
    ]
    for title, claims in (("pinned", t.pinned), ("excluded", t.excluded)):
        if claims:
            parts += [Text(f"\n{title}", "bold"), Padding(_marked(claims), (0, 0, 0, 2))]
    parts += [Text("\nedits", "bold"), Padding(_edits(t.edits), (0, 0, 0, 2))]
    return Group(*parts)


def suggestions(found: Sequence[TopicSuggestion]) -> RenderableType:
    """One row a suggestion: number, what tells it, its first claim, how many claims and reports."""
    rows = table("id", "last", "claims", "what it is about", main=3)
    for s in found:
        many = f"{len(s.claims):,}\n{wording.counted(len(s.reports), 'report')}"
        about = Text.assemble(
            (wording.plain(", ".join(s.traits)), "bold"), "\n", wording.abridged(wording.sentence(s.wording), 200)
        )
        rows.add_row(str(s.number), Text(str(s.last), "dim"), many, about)
    return rows


def _query(t: Topic) -> Text:
    query = "no query: pinned claims only" if t.query.is_empty else wording.search(t.query.filter())
    marks = [f"{len(claims)} {what}" for what, claims in (("pinned", t.pinned), ("excluded", t.excluded)) if claims]
    return Text.assemble(query, (f"\n{', '.join(marks)}" if marks else "", "dim"))


def _marked(claims: Iterable[TopicClaim]) -> RenderableType:
    rows = table("id", "claim", main=1)
    for c in claims:
        what = wording.sentence(c.wording) if c.wording else "not known by then" if c.claim else "in no claim any more"
        rows.add_row(Text(c.claim or c.statement, "dim"), what)
    return rows


def _edits(edits: Iterable[TopicEdit]) -> RenderableType:
    rows = table("at", "edit, and why", "by", main=1)
    for e in edits:
        what = wording.search(e.query.filter()) if e.query and not e.query.is_empty else e.statement or ""
        why = f": {wording.plain(e.why)}" if e.why else ""
        rows.add_row(f"{e.at:%Y-%m-%d %H:%M}", Text.assemble((str(e.kind), "bold"), f" {what}{why}"), signed(e))
    return rows
