"""What a person should judge first: statements that joined their claim with little to spare, where it matters most."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.ledger import claim_state
from reportedly.linking.claims import SAME
from reportedly.linking.predicate_classes import tokens
from reportedly.model import Verdict
from reportedly.store import claim_days, judgements
from reportedly.store import claims as claim_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sqlalchemy.engine import Row

    from reportedly.model import Status
    from reportedly.store.database import Connection

LOOKED_AT = 400
"""Claims in which a limited list of doubts is sought."""
LEAST = 3
"""Words; of "the account" or "Monday" nobody can say whether something else says the same."""
NARROW = 0.25
"""A fit that is less than this above the least one is in doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Whether a statement says the same as the one that its claim began with, and what hangs on it."""

    claim: str
    statement: str
    founder: str
    margin: float
    """By how much its fit is above the least that makes two statements say the same."""
    status: Status
    without: Status
    """What the claim's status would be if the statement were another claim's."""
    origins: int
    """On how many independent origins the claim stands."""

    @property
    def matters(self) -> bool:
        """Whether the claim's status hangs on it."""
        return self.status is not self.without


def doubts(connection: Connection, limit: int | None) -> list[Doubt]:
    """What is in doubt and not judged yet: first that on which a status hangs, of claims with most origins.

    Of claims with as many origins what has least to spare comes first. With a limit only
    the claims are looked at that something was last said of.
    """
    judged = {
        statement
        for j in judgements.rows(connection)
        if j.revoked_at is None and j.verdict in (Verdict.SAME, Verdict.DIFFERENT)
        for statement in j.statements
    }
    latest = None if limit is None else claim_days.claims_page(connection, claim_days.Asked(limit=LOOKED_AT))
    rows = claim_store.rows(connection, None, latest)
    found = [
        doubt
        for claim, own in groupby(rows, key=lambda row: row.claim)
        for doubt in _of_claim(claim, list(own), judged)
    ]
    return sorted(found, key=lambda d: (not d.matters, -d.origins, d.margin, d.statement))[:limit]


def _of_claim(claim: str, rows: Sequence[Row[Any]], judged: set[str]) -> Iterator[Doubt]:
    counted = claim_state.counting(rows)
    fragments = {row.statement for row in rows if len(tokens(row.wording)) < LEAST}
    if len(counted) < 2 or rows[0].founder in fragments:
        return
    status = claim_state.stands(rows).status
    origins = len({row.origin for row in counted})
    for row in counted:
        margin = row.fit - SAME
        if row.statement == row.founder or row.statement in judged | fragments or not 0 <= margin < NARROW:
            continue
        rest = [other for other in rows if other.statement != row.statement]
        yield Doubt(
            claim=claim,
            statement=row.statement,
            founder=row.founder,
            margin=round(margin, 4),
            status=status,
            without=claim_state.stands(rest).status,
            origins=origins,
        )
