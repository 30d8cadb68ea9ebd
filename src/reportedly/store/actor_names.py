"""Names that lead to actors of earlier reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts
from reportedly.store.schema import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def insert(connection: sa.Connection, found: Mapping[str, str], report: str) -> None:
    """Store the names that a report adds, with the key of the actor of each; a name stays with its first actor."""
    insert_new(connection, names, [{"name": n, "actor": a, "report": report} for n, a in sorted(found.items())])


def known(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, str]:
    """Those of these names that lead to an actor, with its key."""
    ordered, found = sorted(set(wanted)), {}
    for part in parts(ordered):
        query = sa.select(names.c.name, names.c.actor).where(names.c.name.in_(part))
        found.update({row.name: row.actor for row in connection.execute(query)})
    return found
