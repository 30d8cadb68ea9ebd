"""The members of claims that new statements are compared with, held in memory as far as there is room."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from reportedly.ledger.linker.embeddings import from_row
from reportedly.linking import claims
from reportedly.store import embeddings as store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportedly.linking.embedding import StatementEmbedding
    from reportedly.store.database import Connection

CACHE_SIZE = 4_000
"""Claims whose members are held in memory."""


class ClaimMembers:
    """The embeddings of the first and the latest statements of claims, oldest first."""

    def __init__(self) -> None:
        self._members: OrderedDict[str, list[StatementEmbedding]] = OrderedDict()

    def hold(self, connection: Connection, wanted: Iterable[str]) -> None:
        """Load these claims, before a report's statements join any of them; those used longest ago make room."""
        ids = list(wanted)
        for claim in ids:
            if claim in self._members:
                self._members.move_to_end(claim)
        self._load(connection, [claim for claim in ids if claim not in self._members])
        while len(self._members) > max(CACHE_SIZE, len(ids)):
            self._members.popitem(last=False)

    def of(self, connection: Connection, claim: str) -> Sequence[StatementEmbedding]:
        """The members of a claim."""
        if claim not in self._members:
            self._load(connection, [claim])
        return self._members[claim]

    def add(self, claim: str, member: StatementEmbedding) -> None:
        """Add a statement to a claim, which is new or held."""
        self._members.setdefault(claim, []).append(member)

    def reorder(self, positions: Mapping[str, int], wanted: Iterable[str]) -> None:
        """Put the statements of one report, which joined best fit first, in the order of their places in it.

        In that order the store gives them; `positions` are those of the statements that joined just now.
        """
        for claim in wanted:
            members = sorted(self._members[claim], key=lambda m: positions.get(m.statement, -1))
            self._members[claim] = list(claims.compared(members))

    def _load(self, connection: Connection, wanted: Sequence[str]) -> None:
        for claim, rows in store.of_claims(connection, wanted, claims.COMPARED).items():
            self._members[claim] = [from_row(row) for row in rows]
