"""What the statements of a report are linked to: earlier statements, of other reports and of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.ledger.linker.sides import from_row
from reportedly.linking import claims
from reportedly.linking.claims import Candidate
from reportedly.store import sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.ledger.linker.sides import ComparedStatement
    from reportedly.linking.adjudicator import Adjudicator, Finding
    from reportedly.linking.claims import Decision
    from reportedly.linking.judgements import Judged
    from reportedly.model import Stance
    from reportedly.store.database import Connection
    from reportedly.store.memberships import ClaimMembership

NEARLY = 0.7
"""The least likeness of a statement that is named among the reasons when a veto takes it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _InClaim:
    """Where an earlier statement stands."""

    claim: str
    stance: Stance


class ClaimDecisions:
    """Decides what the statements of one report are linked to, one after the other in the order of the report.

    All pairs of the report are judged at once, before the first decision.
    """

    def __init__(
        self,
        connection: Connection,
        report: ReportToLink,
        judged: Judged,
        nearest: Sequence[Iterable[str]],
        adjudicator: Adjudicator,
    ) -> None:
        self._statements = report.reading.statements
        self._compared = [report.compared[s.id] for s in self._statements]
        self._judged = judged
        self._at = {s.id: position for position, s in enumerate(self._statements)}
        named = {key for s in self._statements for key in (*judged.same(s.id), *judged.different(s.id))}
        rows = sides.linked(connection, {*(key for keys in nearest for key in keys), *(named - self._at.keys())})
        self._order = {key: row.number for key, row in rows.items()}
        self._earlier = {key: from_row(row) for key, row in rows.items()}
        self._stored = {key: _InClaim(claim=row.claim, stance=row.stance) for key, row in rows.items()}
        self._vetoed: list[tuple[str, ...]] = []
        """By place, why statements that are much alike are not the same."""
        self._findings = self._judge_all(nearest, adjudicator)

    def decide(self, position: int, own: Stance, joined: Mapping[str, ClaimMembership]) -> Decision:
        """What becomes of the statement at a place; `joined` are the earlier statements of the report."""
        statement = self._statements[position]
        mine = self._compared[position]
        candidates = [
            Candidate(
                statement=key,
                claim=at.claim,
                stance=at.stance,
                similarity=similarity,
                finding=finding,
                opposition=mine.opposition(self._other(key)),
            )
            for key, (similarity, finding) in self._findings[position].items()
            if (at := self._in_claim(key, joined)) is not None
        ]
        same = self._judged.same(statement.id)
        different = (self._in_claim(key, joined) for key in self._judged.different(statement.id))
        return claims.decide(
            own,
            candidates,
            judged=next((c for c in candidates if c.statement in same), None),
            barred={at.claim for at in different if at is not None},
        )

    def vetoed(self, position: int) -> tuple[str, ...]:
        """Why statements that are much like the one at a place are not the same."""
        return self._vetoed[position]

    def _in_claim(self, statement: str, joined: Mapping[str, ClaimMembership]) -> _InClaim | None:
        """Where an earlier statement stands; None if it is later, or was read wrong."""
        if statement in self._stored:
            return self._stored[statement]
        member = joined.get(statement)
        return None if member is None or member.wrong else _InClaim(claim=member.claim, stance=member.stance)

    def _judge_all(
        self, nearest: Sequence[Iterable[str]], adjudicator: Adjudicator
    ) -> list[dict[str, tuple[float, Finding]]]:
        """By place, the earlier statements that were judged, earliest first, with likeness and finding."""
        wanted = [self._to_judge(position, keys) for position, keys in enumerate(nearest)]
        pairs = [self._compared[at].pair(self._other(key)) for at, keys in enumerate(wanted) for key in keys]
        findings = iter(zip(pairs, adjudicator.judge(pairs) if pairs else (), strict=True))
        found: list[dict[str, tuple[float, Finding]]] = []
        for keys in wanted:
            found.append({})
            for key in keys:
                pair, finding = next(findings)
                found[-1][key] = (pair.similarity, finding)
        return found

    def _to_judge(self, position: int, nearest: Iterable[str]) -> list[str]:
        """The earlier statements that a statement is judged with, earliest first."""
        statement = self._statements[position]
        here = [s.id for s in self._statements[:position] if s.id not in self._judged.wrong]
        vetoed: dict[str, str] = {}
        other = self._most_alike(position, (key for key in nearest if key in self._earlier), claims.JUDGED, vetoed)
        own = self._most_alike(position, here, claims.JUDGED_IN_REPORT, vetoed)
        alike = {**other, **own}
        chosen = sorted(alike, key=lambda key: (-alike[key], self._place(key)))[: claims.JUDGED]
        self._vetoed.append(tuple(vetoed.values()))
        known = {*here, *self._earlier}
        answered = {statement.answers} if statement.answers else set()
        return sorted({*chosen, *(known & (answered | self._judged.same(statement.id)))}, key=self._place)

    def _most_alike(self, position: int, keys: Iterable[str], most: int, vetoed: dict[str, str]) -> dict[str, float]:
        """The earlier statements that match one best and have no veto, with how well; `vetoed` is added to."""
        mine = self._compared[position]
        likeness = {key: mine.match(self._other(key)) for key in keys}
        found: dict[str, float] = {}
        for key in sorted(likeness, key=lambda key: (-likeness[key], self._place(key))):
            if len(found) == most:
                break
            if reasons := mine.vetoes(self._other(key)):
                if mine.similarity(self._other(key)) >= NEARLY:
                    vetoed[key] = f"not what statement {key} says: {reasons[0]}"
            else:
                found[key] = likeness[key]
        return found

    def _other(self, key: str) -> ComparedStatement:
        return self._earlier[key] if key in self._earlier else self._compared[self._at[key]]

    def _place(self, key: str) -> tuple[bool, int]:
        """The order of earlier statements: by publication, those of the report itself last."""
        return (True, self._at[key]) if key in self._at else (False, self._order[key])
