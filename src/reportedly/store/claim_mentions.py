"""Which parties spoke of a claim on a day, and which countries were named in what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts
from reportedly.store.schema import concerns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


class MentionKind(StrEnum):
    """What is mentioned on a day: a party that spoke of the claim, or a country that was named."""

    PARTY = "party"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A party that spoke of a claim on a day, or a country that was named in what was said of it."""

    claim: str
    day: date
    number: int
    """As in `ClaimDayRow`."""
    kind: MentionKind
    name: str
    """The name of the party, or the ISO 3166-1 code of the country."""


def replace_day(connection: sa.Connection, day: date, claims: Sequence[str], rows: Iterable[MentionRow]) -> None:
    """Store the mentions of claims on a day, replacing those stored for that day."""
    for part in parts(claims):
        this = concerns.c.claim.in_(part)
        connection.execute(sa.delete(concerns).where(this, concerns.c.day == day.isoformat()))
    values = [
        {"claim": m.claim, "day": m.day.isoformat(), "number": m.number, "kind": m.kind.value, "name": m.name}
        for m in rows
    ]
    insert_new(connection, concerns, values)


def most_mentioned(
    connection: sa.Connection, kind: MentionKind, since: date, until: date | None, limit: int
) -> list[str]:
    """The parties or countries that concern most claims in a span of days, each day counted by itself; most first."""
    mine = concerns.c
    number = sa.func.count()
    # An expression, or SQLite would walk all days in the order of names in order to group by name.
    name = mine.name.concat(sa.literal_column("''"))
    query = sa.select(name.label("name")).where(mine.kind == kind.value, mine.day >= since.isoformat())
    query = query if until is None else query.where(mine.day <= until.isoformat())
    return list(connection.scalars(query.group_by(name).order_by(number.desc(), name).limit(limit)))
