"""What a person should judge first: statements that barely fit their claim, where that matters most."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.ledger import claim_state
from reportedly.lexicon.stems import tokens
from reportedly.linking.claims import SAME
from reportedly.listing import EVERYTHING
from reportedly.model import Verdict
from reportedly.store import claim_days, claim_statements, judgements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Status
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection

CLAIMS = 400
"""Claims that a limited list is drawn from, the latest spoken of."""
LEAST = 3
"""Words; of "the account" or "Monday" nobody can say whether something else says the same."""
NARROW = 0.25
"""A statement is in doubt if its fit is less than this above the threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """A question to a person: does this statement say the same as the one that its claim began with?"""

    claim: str
    statement: str
    founder: str
    margin: float
    """By how much its fit is above the threshold at which two statements count as saying the same."""
    status: Status
    without: Status
    """The claim's status if the statement belonged to another claim."""
    origins: int
    """How many independent origins the claim has."""

    @property
    def matters(self) -> bool:
        """True if the claim's status depends on the answer."""
        return self.status is not self.without


def first_items(connection: Connection, limit: int | None) -> list[ReviewItem]:
    """The links in doubt that nobody has judged: first those that decide a status, then by the claim's origins.

    Among claims with as many origins the smallest margin comes first. With a limit only the claims that were spoken of
    last are searched.
    """
    judged = {
        statement
        for j in judgements.rows(connection)
        if j.revoked_at is None and j.verdict in (Verdict.SAME, Verdict.DIFFERENT)
        for statement in j.statements
    }
    if limit is None:
        rows = claim_statements.of_all_claims(connection)
    else:
        latest = claim_days.claims_page(connection, EVERYTHING, CLAIMS, 0)
        rows = claim_statements.of_claims(connection, None, latest)
    found = [item for _, own in groupby(rows, key=lambda row: row.claim) for item in _of_claim(list(own), judged)]
    return sorted(found, key=lambda d: (not d.matters, -d.origins, d.margin, d.statement))[:limit]


def _of_claim(rows: Sequence[ClaimStatementRow], judged: set[str]) -> Iterator[ReviewItem]:
    counted = claim_state.counting(rows)
    fragments = {row.statement for row in rows if len(tokens(row.wording)) < LEAST}
    if len(counted) < 2 or rows[0].founder in fragments:
        return
    status = claim_state.state_of(rows).status
    origins = len({row.origin for row in counted})
    for row in counted:
        margin = row.fit - SAME
        if row.statement == row.founder or row.statement in judged | fragments or not 0 <= margin < NARROW:
            continue
        others = [other for other in rows if other.statement != row.statement]
        yield ReviewItem(
            claim=row.claim,
            statement=row.statement,
            founder=row.founder,
            margin=round(margin, 4),
            status=status,
            without=claim_state.state_of(others).status,
            origins=origins,
        )
