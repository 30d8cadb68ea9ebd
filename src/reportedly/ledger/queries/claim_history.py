"""The states of claims in the order in which reports came in, whenever these were published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.ledger import bearing, sureness
from reportedly.store import seen_marks
from reportedly.store.supersession import revisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.linking.status import ClaimStatus
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection


class ClaimHistory:
    """Some claims, as they were after each report that came in; a moment is the entry of the chain of a report."""

    def __init__(self, connection: Connection, claims: Sequence[str]) -> None:
        self._rows = bearing.statements(connection, None, claims)
        self._possible = sureness.possible_members(connection, None, self._rows)
        others = (row for parts in self._possible.values() for part in parts for row in part.statements)
        texts = {row.report for rows in self._rows.values() for row in rows} | {row.report for row in others}
        replaced = {row.report for rows in self._rows.values() for row in rows if row.superseded}
        pairs = revisions(connection, sorted(replaced))
        self._arrived = seen_marks.first_read(connection, sorted(texts | {new for _, new, _ in pairs}))
        self._replaced: dict[str, int] = {}
        for old, new, _ in pairs:
            at = self._arrived[new]
            self._replaced[old] = min(at, self._replaced.get(old, at))
        self._known: dict[tuple[str, int], ClaimStatus | None] = {}

    def state(self, claim: str, at: int) -> ClaimStatus | None:
        """The status of a claim after that report; None if the claim was not on record."""
        if (claim, at) not in self._known:
            self._known[claim, at] = self._state(claim, at)
        return self._known[claim, at]

    def steps(self, claim: str, after: int, until: int) -> list[int]:
        """The reports after one moment and up to another that added a statement to a claim or took one from it."""
        moments = {self._arrived[row.report] for row in self._rows.get(claim, ()) if not row.wrong}
        moments |= {self._replaced[row.report] for row in self._rows.get(claim, ()) if row.report in self._replaced}
        return sorted(moment for moment in moments if after < moment <= until)

    def brought_by(self, claim: str, at: int) -> list[ClaimStatementRow]:
        """The statements that a report added to a claim, its own ones first; else those that it replaced."""
        rows = [row for row in self._rows.get(claim, ()) if not row.wrong]
        new = [row for row in rows if self._arrived[row.report] == at]
        old = [row for row in rows if self._replaced.get(row.report) == at]
        return sorted(new or old, key=lambda row: (row.through is not None, not row.named, row.position))

    def is_repeated(self, row: ClaimStatementRow) -> bool:
        """True if its party had said so before in the same text, a copy or an earlier version of it."""
        return any(
            (other.origin, other.party, other.stance) == (row.origin, row.party, row.stance)
            for other in self._earlier(row)
        )

    def is_first_word(self, row: ClaimStatementRow) -> bool:
        """True if its party had said nothing on its claim before."""
        return row.named and all(other.party != row.party for other in self._earlier(row))

    def _earlier(self, row: ClaimStatementRow) -> list[ClaimStatementRow]:
        place = self._arrived[row.report], row.position
        return [
            other
            for other in self._rows.get(row.claim, ())
            if other.through is None and not other.wrong and (self._arrived[other.report], other.position) < place
        ]

    def _state(self, claim: str, at: int) -> ClaimStatus | None:
        rows = self._seen(self._rows.get(claim, ()), at)
        if not any(row.through is None and not row.wrong for row in rows):
            return None
        parts = [replace(p, statements=tuple(self._seen(p.statements, at))) for p in self._possible.get(claim, ())]
        return sureness.sure_state(rows, [part for part in parts if part.statements])

    def _seen(self, rows: Sequence[ClaimStatementRow], at: int) -> list[ClaimStatementRow]:
        return [
            replace(row, superseded=self._replaced.get(row.report, at + 1) <= at)
            for row in rows
            if self._arrived[row.report] <= at
        ]
