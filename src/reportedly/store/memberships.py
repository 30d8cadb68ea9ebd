"""The memberships of statements in claims, stored when the statements are linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from reportedly.model import Actor, ActorKey, Party, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMembership:
    """A statement as a member of its claim."""

    statement: str
    claim: str
    report: str
    position: int
    """Its place among the statements of its report, from 0."""
    known_at: datetime
    said_on: date
    stance: Stance
    actor_key: ActorKey | None
    """What the actor is known by across reports; None for an outlet's own voice and if nobody is named."""
    actor: Actor | None
    name: str | None = None
    """The name of the actor, if people gave another one than its report."""
    source_key: str | None
    """What its source is counted under; None for who is known in one report only."""
    countries: tuple[str, ...]
    """Codes of the countries that are named in what is said."""
    party: Party
    named: bool
    recalled: bool
    about: Party | None
    """The party whose act it tells of."""
    apart: bool = False
    """True if people said that its actor is not who its name suggests."""
    fixed: bool = False
    """True if people said for whom its actor speaks."""
    side: str | None = None
    """The side that people put its party on, empty for none."""
    boast: bool
    denies: bool
    """True if it answers an allegation with a denial."""
    worded: Stance
    """The stance on the claim that its wording takes as it stands; of "Chile denied that a ship sank" it affirms."""
    stands_alone: bool
    """True if its wording can be understood by itself."""
    confidence: float
    """How likely somebody says it, and its source was read right."""
    wording: str
    plainness: float
    linked_to: str | None
    """The earlier statement of this claim that it is linked to; None if it founded the claim."""
    contrary: bool
    """True if it says the contrary of that statement."""
    chance: float | None
    """How likely that is; of the founder the likeliest link that it was not given; None for one that people judged."""
    reasons: tuple[str, ...]
    """Why it belongs to this claim."""
    wrong: bool = False
    """True if a person judged that it was read wrong."""
    number: int | None = None
    """Its number as an entry of the index, which counts statements in order of publication; None if it is wrong."""
    cell: int | None = None
    """The cell of the index that it is assigned to."""


def insert(connection: sa.Connection, rows: Iterable[ClaimMembership]) -> None:
    """Add statements to their claims."""
    insert_new(connection, claim_statements, [_columns(row) for row in rows])


def _columns(row: ClaimMembership) -> dict[str, object]:
    return {
        "statement": row.statement,
        "claim": row.claim,
        "report": row.report,
        "position": row.position,
        "known_at": stamp(row.known_at),
        "said_on": row.said_on.isoformat(),
        "stance": row.stance.value,
        "actor": str(row.actor_key) if row.actor_key else None,
        "name": row.name,
        "kind": row.actor.kind.value if row.actor else None,
        "speaks_for": row.actor.of if row.actor else None,
        "source": row.source_key,
        "countries": list(row.countries),
        "party": str(row.party),
        "named": row.named,
        "recalled": row.recalled,
        "about": str(row.about) if row.about else None,
        "apart": row.apart,
        "fixed": row.fixed,
        "side": row.side,
        "boast": row.boast,
        "denies": row.denies,
        "worded": row.worded.value,
        "stands_alone": row.stands_alone,
        "confidence": row.confidence,
        "wording": row.wording,
        "plainness": row.plainness,
        "linked_to": row.linked_to,
        "contrary": row.contrary,
        "chance": row.chance,
        "reasons": list(row.reasons),
        "wrong": row.wrong,
        "number": row.number,
        "cell": row.cell,
    }


def claims_of_reports(connection: sa.Connection, reports: Iterable[str]) -> set[str]:
    """The claims that statements of these reports belong to."""
    found: set[str] = set()
    for part in parts(sorted(reports)):
        query = sa.select(claim_statements.c.claim).where(claim_statements.c.report.in_(part))
        found |= set(connection.scalars(query.distinct()))
    return found


def claims_of_report(connection: sa.Connection, report: str) -> set[str]:
    """The claims of a report's statements."""
    return set(connection.scalars(sa.select(claim_statements.c.claim).where(claim_statements.c.report == report)))
