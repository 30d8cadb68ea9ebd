"""Links the statements of a report to earlier ones, and founds claims with those that nothing earlier says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.ledger.linker import index_store
from reportedly.ledger.linker import sides as compared_sides
from reportedly.ledger.linker.claim_decisions import ClaimDecisions
from reportedly.ledger.linker.index_store import StoredIndex
from reportedly.ledger.linker.memberships import membership_of
from reportedly.linking import claims, stance
from reportedly.linking.index import Cells
from reportedly.store import claim_relations, memberships, sides, suggestions
from reportedly.store import claims as claim_store
from reportedly.store.claim_relations import ClaimRelationRow
from reportedly.store.claims import ClaimRow
from reportedly.store.index_entries import IndexKind
from reportedly.store.suggestions import Suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.linking.adjudicator import Adjudicator
    from reportedly.linking.claims import Decision, FoundRelation
    from reportedly.linking.index import Entries
    from reportedly.linking.judgements import Judged
    from reportedly.store.database import Connection
    from reportedly.store.memberships import ClaimMembership


class ClaimLinker:
    """Links statements to earlier ones, report by report in order of publication."""

    def __init__(self, connection: Connection, judged: Judged, adjudicator: Adjudicator) -> None:
        self._judged = judged
        self._adjudicator = adjudicator
        self._next_number = claim_store.next_number(connection)
        self._storage = StoredIndex(connection, IndexKind.STATEMENTS)
        self._cells = Cells(self._storage)

    def link(self, connection: Connection, report: ReportToLink) -> list[ClaimMembership]:
        """Link the statements of a report and store that; in the order of their places.

        A statement that was judged not to be read right founds no claim and is linked to by none: it is shown in the
        claim that it leads to, or left out.
        """
        self._storage.connection = connection
        queries = index_store.queries(report.embeddings[s.id] for s in report.reading.statements)
        nearest = self._cells.nearest(queries, claims.CANDIDATES, claims.MAY_JOIN)
        decisions = ClaimDecisions(connection, report, self._judged, nearest, self._adjudicator)
        founded: dict[str, Decision] = {}
        related: dict[str, Sequence[FoundRelation]] = {}
        joined: dict[str, ClaimMembership] = {}
        for position, statement in enumerate(report.reading.statements):
            own = stance.stance_on_matter(statement)
            decision = decisions.decide(position, own, joined)
            wrong = statement.id in self._judged.wrong
            if decision.link is None:
                if wrong:
                    continue
                founded[statement.id] = decision
            member = membership_of(report, position, decision, decisions.vetoed(position))
            joined[statement.id] = replace(member, wrong=wrong)
            related[statement.id] = () if wrong else decision.related
        self._insert_claims(connection, report, founded, joined)
        _insert_relations(connection, report, related, joined)
        sides.insert(connection, map(compared_sides.to_row, report.compared.values()))
        return self._insert(connection, list(joined.values()), queries)

    def _insert_claims(
        self,
        connection: Connection,
        report: ReportToLink,
        founded: Mapping[str, Decision],
        joined: Mapping[str, ClaimMembership],
    ) -> None:
        """Store the claims that statements found, and the links that these statements may have as well."""
        numbered = enumerate(founded, self._next_number)
        self._next_number += len(founded)
        claim_store.insert(
            connection,
            [ClaimRow(id=joined[key].claim, number=number, founder=key, report=report.id) for number, key in numbered],
        )
        suggested = [
            Suggestion(
                statement=key,
                other=one.statement,
                contrary=one.contrary,
                chance=one.chance,
                why=f"perhaps {one.why} ({one.evidence})",
            )
            for key, decision in founded.items()
            if (one := decision.possible) is not None
        ]
        suggestions.insert(connection, suggested, report.known_at)

    def _insert(
        self, connection: Connection, members: Sequence[ClaimMembership], queries: Entries
    ) -> list[ClaimMembership]:
        """Store the memberships of a report; those of statements that were read right are entries of the index."""
        right = [m for m in members if not m.wrong]
        new = queries[[m.position for m in right]]
        self._cells.assign(new)
        at = {m.position: (int(one["number"]), int(one["cell"])) for m, one in zip(right, new, strict=True)}
        added = []
        for m in members:
            number, cell = at.get(m.position, (None, None))
            added.append(replace(m, number=number, cell=cell))
        memberships.insert(connection, added)
        self._cells.save(new)
        return added


def _insert_relations(
    connection: Connection,
    report: ReportToLink,
    related: Mapping[str, Sequence[FoundRelation]],
    joined: Mapping[str, ClaimMembership],
) -> None:
    """Store how the claims of a report's statements relate to others, by statement."""
    rows = [
        ClaimRelationRow(
            claim=joined[key].claim,
            other=one.claim,
            kind=one.kind,
            found=one.found,
            statement=key,
            other_statement=one.statement,
            why=one.why,
            chance=one.chance,
            known_at=report.known_at,
        )
        for key, relations in related.items()
        for one in relations
    ]
    claim_relations.insert(connection, rows)
