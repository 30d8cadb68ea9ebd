"""Puts the statements of a report into claims, those that fit best first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.ledger.linker import index_store
from reportedly.ledger.linker.claim_decisions import ClaimDecisions
from reportedly.ledger.linker.claim_members import ClaimMembers
from reportedly.ledger.linker.index_store import StoredIndex
from reportedly.ledger.linker.memberships import membership_of
from reportedly.ledger.linker.speakers import Speakers
from reportedly.linking import claims
from reportedly.linking.index import Cells
from reportedly.model import content_id
from reportedly.store import claims as claim_store
from reportedly.store import memberships
from reportedly.store.claims import ClaimRow
from reportedly.store.index_entries import IndexKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.linking.index import Entries
    from reportedly.linking.judgements import Judged
    from reportedly.store.database import Connection
    from reportedly.store.memberships import ClaimMembership


class ClaimLinker:
    """Links statements to claims, report by report in order of publication."""

    def __init__(self, connection: Connection, judged: Judged) -> None:
        self._judged = judged
        self._next_number = claim_store.next_number(connection)
        self._storage = StoredIndex(connection, IndexKind.STATEMENTS)
        self._cells = Cells(self._storage)
        self._members = ClaimMembers()

    def link(self, connection: Connection, report: ReportToLink) -> list[ClaimMembership]:
        """Put the statements of a report into earlier claims or new ones, and store that; in the order of their places.

        A statement that was judged not to be read right founds no claim and attracts no statements: it is shown in the
        claim that it fits, or left out.
        """
        self._storage.connection = connection
        statements = report.reading.statements
        queries = index_store.queries(report.embeddings[s.id] for s in statements)
        nearest = [list(keys) for keys in self._cells.nearest(queries, claims.CANDIDATES, claims.MAY_JOIN)]
        decisions = ClaimDecisions(connection, report, self._judged, self._members, nearest)
        speakers = Speakers(connection, report.reading)
        founded: list[ClaimRow] = []
        joined: dict[str, ClaimMembership] = {}
        while decisions:
            position, decision = decisions.take_best(joined)
            statement = statements[position]
            own = report.embeddings[statement.id]
            wrong = statement.id in self._judged.wrong
            if decision.claim is None and wrong:
                continue
            if decision.claim is None:
                claim, first = content_id("claim", statement.id), own
                founded.append(ClaimRow(id=claim, number=self._next_number, founder=statement.id, report=report.id))
                self._next_number += 1
            else:
                claim, first = decision.claim, self._members.of(connection, decision.claim)[0]
            if not wrong:
                self._members.add(claim, own)
            decision = replace(decision, claim=claim)
            member = membership_of(report, position, decision, first, speakers.of(statement))
            joined[statement.id] = replace(member, wrong=wrong)
        claim_store.insert(connection, founded)
        members = self._insert(connection, list(joined.values()), queries)
        speakers.save(connection)
        self._members.reorder({m.statement: m.position for m in members}, {m.claim for m in members})
        return members

    def _insert(
        self, connection: Connection, joined: Sequence[ClaimMembership], queries: Entries
    ) -> list[ClaimMembership]:
        """Store the memberships of a report; those of statements that were read right are entries of the index."""
        ordered = sorted(joined, key=lambda m: m.position)
        right = [m for m in ordered if not m.wrong]
        new = queries[[m.position for m in right]]
        new["key"] = [m.claim for m in right]
        self._cells.assign(new)
        at = {m.position: (int(one["number"]), int(one["cell"])) for m, one in zip(right, new, strict=True)}
        added = []
        for m in ordered:
            number, cell = at.get(m.position, (None, None))
            added.append(replace(m, number=number, cell=cell))
        memberships.insert(connection, added)
        self._cells.save(new)
        return added
