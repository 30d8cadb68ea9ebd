"""Tables of notes and case files for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from reportedly.cases import CaseState
from reportedly.cli.ledger_tables import signed, table
from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from reportedly.cases import Case
    from reportedly.notes import NoteRecord


def notes(found: Sequence[NoteRecord]) -> RenderableType:
    """One row a note: id; the text as it was written, and what it is on; who wrote it, and who revoked it."""
    rows = table("id", "note", "by", main=1)
    for n in found:
        text = Text("\n".join(wording.plain(line) for line in n.text.splitlines()), "" if n.counts else "dim strike")
        text.append(f"\non {n.on} {wording.plain(n.claim or n.subject)}", "dim")
        if n.replaced_by:
            text.append(f"; replaced by {n.replaced_by}", "dim")
        rows.add_row(Text(n.id, "dim"), text, signed(n))
    return rows


def cases(found: Sequence[Case]) -> RenderableType:
    """One row a case: name, state and who works on it; what it holds; when it was last changed."""
    rows = table("case", "state", "holds", "last change", main=0)
    for c in found:
        state = Text(c.state, "" if c.state is CaseState.OPEN else "dim")
        state.append(f"\n{wording.plain(c.assigned_to)}" if c.assigned_to else "\nnobody's", "dim")
        held = f"{wording.counted(len(c.claims), 'claim')}\n{wording.counted(len(c.notes), 'note')}"
        rows.add_row(Text(wording.plain(c.name), "bold"), state, held, signed(c.edits[-1]))
    return rows


def case(c: Case) -> RenderableType:
    """One case with its claims, notes and edits."""
    to = f"assigned to {wording.plain(c.assigned_to)}" if c.assigned_to else "assigned to nobody"
    parts: list[RenderableType] = [Text(wording.plain(c.name), "bold"), Text(f"{c.state}, {to}", "dim")]
    if c.claims:
        rows = table("id", "claim", main=1)
        for one in c.claims:
            lost = "not known by then" if one.claim else "in no claim any more"
            what = wording.sentence(one.wording) if one.wording else lost
            rows.add_row(Text(one.claim or one.statement, "dim"), what)
        parts.append(Padding(rows, (1, 0, 0, 0)))
    if c.notes:
        parts.append(Padding(notes(c.notes), (1, 0, 0, 0)))
    rows = table("at", "edit, and why", "by", main=1)
    for e in c.edits:
        why = f": {wording.plain(e.why)}" if e.why else ""
        done = Text.assemble((str(e.kind), "bold"), f" {wording.plain(e.value)}{why}")
        rows.add_row(f"{e.at:%Y-%m-%d %H:%M}", done, signed(e))
    return Group(*parts, Padding(rows, (1, 0, 0, 0)))
