"""What a person should judge first: links that are likely but not sure, where they would change most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.ledger import bearing, claim_state, sureness
from reportedly.lexicon.stems import tokens
from reportedly.linking.claims import SUGGEST, linked_stance
from reportedly.listing import EVERYTHING, Filter
from reportedly.model import Verdict
from reportedly.store import claim_days, claim_statements, judgements, suggestions, topic_claims

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.ledger.sureness import PossibleMembers
    from reportedly.model import Status
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.suggestions import Suggestion

CLAIMS = 400
"""Claims that a limited list is drawn from, the latest spoken of."""
LEAST = 3
"""Words; of "the account" or "Monday" nobody can say whether something else says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """A question to a person: does this statement say the same as the other one, or the contrary?"""

    statement: str
    """It founded a claim, as the link was not sure."""
    claim: str
    other: str
    """The earlier statement that it may be linked to."""
    other_claim: str
    contrary: bool
    """True if it more likely says the contrary than the same."""
    chance: float
    """How likely it says the one or the other."""
    why: str
    status: Status
    """Of the other claim."""
    linked: Status
    """The status of the other claim if the statement belonged to it."""
    origins: int
    """How many independent origins the two claims have."""

    @property
    def matters(self) -> bool:
        """True if the other claim's status depends on the answer."""
        return self.status is not self.linked


def first_items(connection: Connection, limit: int | None, topic: str | None = None) -> list[ReviewItem]:
    """The suggested links that nobody has judged: first those that decide a status, then by origins, then by chance.

    With a limit only the claims that were spoken of last are searched. With a topic one of the two claims is of it.
    """
    suggested = _suggested(connection, limit, topic)
    judged = {
        frozenset(j.statements)
        for j in judgements.rows(connection)
        if j.revoked_at is None and j.verdict in (Verdict.SAME, Verdict.DIFFERENT)
    }
    asked = [s for s in suggested if frozenset((s.statement, s.other)) not in judged]
    claims = claim_statements.claims_of(connection, {key for s in asked for key in (s.statement, s.other)})
    by_claim = bearing.statements(connection, None, sorted(claims))
    possible = sureness.possible_members(connection, None, by_claim)
    by_id = {row.statement: row for rows in by_claim.values() for row in rows if row.through is None}
    found = [item for s in asked if (item := _item(s, by_id, by_claim, possible)) is not None]
    return sorted(found, key=lambda d: (not d.matters, -d.origins, -d.chance, d.statement))[:limit]


def _suggested(connection: Connection, limit: int | None, topic: str | None) -> list[Suggestion]:
    if topic is None:
        latest = None if limit is None else claim_days.claims_page(connection, EVERYTHING, CLAIMS, 0)
        return suggestions.of_claims(connection, latest, SUGGEST)
    wanted = Filter(topic=topic)
    if limit is None:
        own: Sequence[str] = sorted(topic_claims.ids(connection, wanted) or ())
    else:
        own = claim_days.claims_page(connection, wanted, CLAIMS, 0)
    found = (one.suggestion for one in suggestions.between(connection, None, own))
    return [one for one in found if one.chance >= SUGGEST]


def _item(
    suggested: Suggestion,
    by_id: Mapping[str, ClaimStatementRow],
    by_claim: Mapping[str, Sequence[ClaimStatementRow]],
    possible: Mapping[str, Sequence[PossibleMembers]],
) -> ReviewItem | None:
    """The question; None if a statement of it does not count, or is a fragment that nobody can judge."""
    mine, other = by_id[suggested.statement], by_id[suggested.other]
    ours, theirs = by_claim[mine.claim], by_claim[other.claim]
    counted = [*claim_state.counting(ours), *claim_state.counting(theirs)]
    if any(row not in counted or len(tokens(row.wording)) < LEAST for row in (mine, other)):
        return None
    linked = replace(mine, claim=other.claim, stance=linked_stance(mine.stance, other.stance, suggested.contrary))
    return ReviewItem(
        statement=mine.statement,
        claim=mine.claim,
        other=other.statement,
        other_claim=other.claim,
        contrary=suggested.contrary,
        chance=suggested.chance,
        why=suggested.why,
        status=sureness.sure_state(theirs, possible.get(other.claim, ())).status,
        linked=claim_state.state_of([*theirs, linked]).status,
        origins=len({row.origin for row in counted}),
    )
