"""The columns that show a statement (content, source, actor), and the values in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import Actor, ActorKind, Anchor
from reportedly.store.schema import claim_statements, statements

if TYPE_CHECKING:
    from sqlalchemy.engine import Row

SHOWN: tuple[sa.ColumnElement[Any], ...] = (
    statements.c.content,
    statements.c.source_start,
    statements.c.source_end,
    statements.c.source.label("source_words"),
    sa.func.coalesce(claim_statements.c.name, statements.c.actor).label("actor_name"),
    claim_statements.c.kind.label("actor_kind"),
    claim_statements.c.speaks_for.label("actor_of"),
)
"""What `content_of`, `source_of` and `actor_of` read. A statement outside any claim has no kind of actor here."""


def content_of(row: Row[Any]) -> tuple[Anchor, ...]:
    """The places of what a statement says."""
    return tuple(Anchor(start, end, exact) for start, end, exact in row.content)


def source_of(row: Row[Any]) -> Anchor | None:
    """The words that name who says it; None for the outlet's own voice."""
    return None if row.source_words is None else Anchor(row.source_start, row.source_end, row.source_words)


def actor_of(row: Row[Any]) -> Actor | None:
    """The actor that the source resolves to; None if nobody is named, or the kind is not known here."""
    if row.actor_name is None or row.actor_kind is None:
        return None
    return Actor(name=row.actor_name, kind=ActorKind(row.actor_kind), of=row.actor_of)
