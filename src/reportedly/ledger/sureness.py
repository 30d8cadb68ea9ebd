"""How sure the status of a claim is: what it would be if what is not sure were otherwise.

A statement was read right with a chance. A link has one, too, and so does one that was not made: the founder of another
claim may belong to this one, and with it all statements of that claim. A status beyond "alleged" is shown if it is
likely over all these cases.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, product
from typing import TYPE_CHECKING

from reportedly.ledger import claim_state
from reportedly.linking import reasons
from reportedly.linking.claims import linked_stance
from reportedly.linking.stance import OPPOSITE
from reportedly.linking.status import STRONG, ClaimStatus
from reportedly.model import Stance, Status
from reportedly.store import claim_statements, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection

SURE = 0.5
"""The least chance of a status beyond "alleged" with which it is shown."""
CERTAIN = 0.97
"""The chance from which on a member counts as sure."""
CASES = 6
"""How many members that are not sure are looked at both ways, those nearest to even chances; 2 to that power is the
number of cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleMembers:
    """Statements of another claim that may be of this one, all or none of them."""

    statements: tuple[ClaimStatementRow, ...]
    """With their stances on this claim."""
    chance: float


def possible_members(
    connection: Connection, as_of: date | None, bearing_on: Mapping[str, Sequence[ClaimStatementRow]]
) -> Mapping[str, Sequence[PossibleMembers]]:
    """By claim, the statements of others that may be of it, as known at a date.

    `bearing_on` are the claims that are asked for, with all statements that bear on them at that date.
    """
    found: dict[str, list[PossibleMembers]] = {}
    edges = suggestions.between(connection, as_of, list(bearing_on))
    own = {claim: [row for row in rows if row.through is None] for claim, rows in bearing_on.items()}
    others = sorted({claim for edge in edges for claim in (edge.claim, edge.other_claim)} - own.keys())
    rows = claim_statements.of_claims(connection, as_of, others)
    own |= {claim: list(group) for claim, group in groupby(rows, key=lambda row: row.claim)}
    stances = {row.statement: row.stance for rows in own.values() for row in rows}
    for edge in edges:
        one, other = edge.suggestion.statement, edge.suggestion.other
        if one not in stances or other not in stances or edge.claim == edge.other_claim:
            continue
        turned = linked_stance(stances[one], stances[other], edge.suggestion.contrary) is not stances[one]
        for claim, away in ((edge.claim, edge.other_claim), (edge.other_claim, edge.claim)):
            if claim in bearing_on:
                members = tuple(_as_of_claim(row, claim, turned) for row in own[away])
                found.setdefault(claim, []).append(PossibleMembers(statements=members, chance=edge.suggestion.chance))
    return found


def _as_of_claim(row: ClaimStatementRow, claim: str, turned: bool) -> ClaimStatementRow:
    """A statement of another claim as one that bears on this one."""
    stance, worded = (OPPOSITE[row.stance], OPPOSITE[row.worded]) if turned else (row.stance, row.worded)
    return replace(row, claim=claim, through=row.claim, stance=stance, worded=worded)


def sure_state(statements: Sequence[ClaimStatementRow], possible: Sequence[PossibleMembers]) -> ClaimStatus:
    """Status, reason and positions of a claim; a status beyond "alleged" only if it is sure enough."""
    state = claim_state.state_of(statements)
    if state.status not in STRONG:
        return state
    chance = chance_of(state.status, statements, possible)
    if chance >= SURE:
        return state
    affirmed = any(s.named and s.stance is Stance.AFFIRM for s in claim_state.counting(claim_state.put(statements)))
    weaker = Status.ALLEGED if affirmed else Status.REPORTED
    return replace(state, status=weaker, why=reasons.unsure(state.status, chance, state.why), sure=False)


def chance_of(status: Status, statements: Sequence[ClaimStatementRow], possible: Sequence[PossibleMembers]) -> float:
    """How likely a claim has that status, if each statement that is not sure belongs to it with its chance."""
    unsure = sorted(_unsure(statements, possible), key=lambda part: (abs(part.chance - 0.5), _key(part)))[:CASES]
    taken_out = {part.statements[0].statement for part in unsure if part.statements[0].through is None}
    sure = [s for s in statements if s.statement not in taken_out]
    total = 0.0
    for case in product((True, False), repeat=len(unsure)):
        weight = 1.0
        members = list(sure)
        for part, belongs in zip(unsure, case, strict=True):
            weight *= part.chance if belongs else 1 - part.chance
            members += part.statements if belongs else ()
        if weight and claim_state.state_of(sorted(members, key=_place)).status is status:
            total += weight
    return total


def _unsure(statements: Sequence[ClaimStatementRow], possible: Sequence[PossibleMembers]) -> Iterator[PossibleMembers]:
    for s in statements:
        if s.through is not None or s.chance is None:
            continue  # people have judged it, or it is of a claim that has its own sureness
        chance = s.confidence if s.linked_to is None else s.confidence * s.chance
        if chance < CERTAIN:
            yield PossibleMembers(statements=(s,), chance=chance)
    yield from possible


def _key(part: PossibleMembers) -> str:
    return part.statements[0].statement


def _place(s: ClaimStatementRow) -> tuple[bool, object, str, int]:
    return s.through is not None, s.known_at, s.report, s.position
