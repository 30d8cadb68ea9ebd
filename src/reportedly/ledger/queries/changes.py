"""What days changed in claims: their status, and figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.model import ChangeKind
from reportedly.record import Change
from reportedly.store import claim_days, claims

if TYPE_CHECKING:
    from reportedly.listing import Filter
    from reportedly.store.database import Connection


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[Change]:
    """A page of changes of status, oldest first unless the filter says otherwise."""
    if wanted.claim:
        wanted = replace(wanted, claim=claims.starting_with(connection, wanted.claim))
    return [
        Change(
            date=row.day,
            claim=row.claim,
            wording=row.wording,
            before=row.before,
            after=row.status,
            kind=row.change or ChangeKind.NEW,
            notable=row.notable,
            why=row.figures if row.change is ChangeKind.FIGURES and row.figures else row.why,
            statements=row.statements,
        )
        for row in claim_days.changes_page(connection, wanted, limit, offset)
    ]
