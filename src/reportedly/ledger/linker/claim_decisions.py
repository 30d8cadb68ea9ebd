"""Which statement of a report joins a claim next: the one that fits a claim best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.linking import claims
from reportedly.model import content_id
from reportedly.store import memberships

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from reportedly.ledger.linker.claim_members import ClaimMembers
    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.linking.claims import Decision
    from reportedly.linking.judgements import Judged
    from reportedly.model import Statement
    from reportedly.store.database import Connection
    from reportedly.store.memberships import ClaimMembership


class ClaimDecisions:
    """Decides which claims the statements of one report join, one statement after the other."""

    def __init__(
        self,
        connection: Connection,
        report: ReportToLink,
        judged: Judged,
        members: ClaimMembers,
        nearest: Sequence[list[str]],
    ) -> None:
        self._connection = connection
        self._embeddings = report.embeddings
        self._judged = judged
        self._members = members
        self._left = dict(enumerate(report.reading.statements))
        self._candidates = [list(found) for found in nearest]
        """By place in the report, the claims that the statement is compared with."""
        self._fits: dict[int, dict[tuple[str, int], float]] = {position: {} for position in self._left}
        members.hold(connection, dict.fromkeys(claim for found in nearest for claim in found))

    def __bool__(self) -> bool:
        """True while a statement is left."""
        return bool(self._left)

    def take_best(self, joined: Mapping[str, ClaimMembership]) -> tuple[int, Decision]:
        """The place of the statement that fits a claim best, with the claim that it joins; of equal ones the first.

        `joined` are the statements of the report that have joined claims and were added to the members.
        """
        decisions = {position: self._decide(position, s, joined) for position, s in self._left.items()}
        best = max(self._left, key=lambda position: (decisions[position].fit, -position))
        taken = self._left.pop(best)
        claim = decisions[best].claim or content_id("claim", taken.id)
        if taken.id not in self._judged.wrong:
            # The rest of the report may say what this statement says.
            for position in self._left:
                if claim not in self._candidates[position]:
                    self._candidates[position].append(claim)
        return best, decisions[best]

    def _decide(self, position: int, statement: Statement, joined: Mapping[str, ClaimMembership]) -> Decision:
        # A statement answers one of its own report.
        answered = joined[statement.answers].claim if statement.answers and statement.answers in joined else None
        judged = self._claims_of(self._judged.same(statement.id), joined)
        barred = self._claims_of(self._judged.different(statement.id), joined)
        wanted = dict.fromkeys([*self._candidates[position], *((answered,) if answered else ()), *judged])
        return claims.decide(
            self._embeddings[statement.id],
            [(claim, self._members.of(self._connection, claim)) for claim in wanted],
            answered,
            judged=next(iter(judged), None),
            barred=barred,
            fits=self._fits[position],
        )

    def _claims_of(self, statements: Set[str], joined: Mapping[str, ClaimMembership]) -> list[str]:
        """The claims of these statements, that of the earliest first."""
        if not statements:
            return []
        here = sorted((m for key, m in joined.items() if key in statements), key=lambda m: m.position)
        right = [m.claim for m in here if not m.wrong]
        return list(dict.fromkeys([*memberships.claims_of_statements(self._connection, statements), *right]))
