"""Tables of notes for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from reportedly.cli.ledger_tables import signed, table
from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

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
