"""What people decided, a row each, with what was added to it later: who revoked it, and whose key signed it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def decisions(table: sa.Table, revocations: sa.Table, signatures: sa.Table) -> sa.Select[Any]:
    """The rows of a table of decisions, oldest first, each with its revocation and its signature, if it has them.

    The rows of the other two refer to a decision by their first column.
    """
    query = sa.select(
        *table.c,
        revocations.c.by.label("revoked_by"),
        revocations.c.at.label("revoked_at"),
        signatures.c.key,
        signatures.c.signature,
    )
    for other in (revocations, signatures):
        query = query.outerjoin(other, next(iter(other.c)) == table.c.id)
    return query.order_by(table.c.at, table.c.id)
