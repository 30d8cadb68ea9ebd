"""The parties and countries mentioned most in the last days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reportedly.store import claim_mentions, links
from reportedly.store.claim_mentions import MentionKind

if TYPE_CHECKING:
    from datetime import date

    from reportedly.store.database import Connection


def parties(connection: Connection, as_of: date | None, days: int, limit: int) -> list[str]:
    """The named parties that spoke on most claims in the last days up to a date, most first."""
    return _most(connection, MentionKind.PARTY, as_of, days, limit)


def countries(connection: Connection, as_of: date | None, days: int, limit: int) -> list[str]:
    """The ISO 3166-1 codes of the countries named on most claims in the last days up to a date, most first."""
    return _most(connection, MentionKind.COUNTRY, as_of, days, limit)


def _most(connection: Connection, kind: MentionKind, as_of: date | None, days: int, limit: int) -> list[str]:
    last = links.latest_day(connection, as_of)
    if last is None:
        return []
    return claim_mentions.most_mentioned(connection, kind, last - timedelta(days=days - 1), as_of, limit)
