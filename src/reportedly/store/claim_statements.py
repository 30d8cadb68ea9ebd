"""Statements as parts of claims: everything that the state of a claim follows from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import Act, Party, Stance
from reportedly.store import topic_claims
from reportedly.store.database import parts
from reportedly.store.schema import claim_statements, claims, gists, linked, statements
from reportedly.store.statements import SHOWN, actor_of, content_of, source_of
from reportedly.store.supersession import active, superseded
from reportedly.store.timestamps import end_of
from reportedly.store.vectors import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter
    from reportedly.model import Actor, Anchor
    from reportedly.store.vectors import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStatementRow:
    """A statement in its claim, as known at a date."""

    statement: str
    claim: str
    founder: str
    """The statement that the claim began with."""
    report: str
    origin: str
    position: int
    """Its place among the statements of its report, from 0."""
    number: int | None
    """Its place among all statements that were read right; None if it was not."""
    known_at: datetime
    """When its report was published."""
    said_on: date
    act: Act
    stance: Stance
    content: tuple[Anchor, ...]
    source: Anchor | None
    actor: Actor | None
    actor_key: str | None
    """The actor's identity across reports; None for an outlet's own voice and if nobody is named."""
    source_key: str | None
    """What its source is counted under: the actor's identity or the outlet; None for nobody in particular."""
    party: Party
    named: bool
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes of the countries that the content names, or places in them."""
    about: Party | None
    """The party whose act it tells of."""
    apart: bool = False
    """True if people said that its actor is not who its name suggests."""
    fixed: bool = False
    """True if people said for whom its actor speaks."""
    side: str | None = None
    """The side that people put its party on, empty for none."""
    boast: bool
    """True if the act is one that its party is glad to tell of."""
    ahead: bool
    """True if it is about what is still to come."""
    recalled: bool
    """True if it is reported as said before."""
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
    """The earlier statement of its claim that it is linked to; None for the founder."""
    contrary: bool
    """True if it says the contrary of that statement."""
    chance: float | None
    """How likely that is; of the founder the likeliest link that it was not given; None for one that people judged."""
    reasons: tuple[str, ...]
    wrong: bool
    """True if a person judged that it was read wrong."""
    superseded: bool
    """True if a revision has replaced its report."""
    packed: bytes = field(compare=False, repr=False)
    """Its vector as it is stored."""

    @property
    def vector(self) -> Vector:
        """Its vector as it is compared; NumPy is loaded for that."""
        return unpacked(self.packed)

    through: str | None = None
    """The other claim that it belongs to, if it bears on this one through that."""

    @property
    def actor_name(self) -> str | None:
        """The name of its actor."""
        return self.actor.name if self.actor else None


def of_claims(connection: sa.Connection, as_of: date | None, wanted: Sequence[str]) -> list[ClaimStatementRow]:
    """All statements of these claims as known at a date: claim by claim in order of founding, oldest first."""
    return _by(connection, as_of, "claim", wanted)


def by_ids(connection: sa.Connection, as_of: date | None, wanted: Sequence[str]) -> list[ClaimStatementRow]:
    """These statements as known at a date, in the same order."""
    return _by(connection, as_of, "statement", wanted)


def claims_of(connection: sa.Connection, wanted: Iterable[str]) -> set[str]:
    """The claims that these statements belong to, whether they were read right or not."""
    ids, found = sorted(wanted), set()
    for part in parts(ids):
        found |= set(
            connection.scalars(sa.select(claim_statements.c.claim).where(claim_statements.c.statement.in_(part)))
        )
    return found


def of_source(
    connection: sa.Connection, as_of: date | None, source: str, limit: int | None, offset: int
) -> dict[str, str]:
    """A page of the statements of a source that count at a date, with their claims; the latest published first."""
    mine = claim_statements.c
    query = (
        sa.select(mine.statement, mine.claim)
        .where(mine.source == source, ~mine.wrong, active(claim_statements, end_of(as_of)))
        .order_by(mine.known_at.desc(), mine.report.desc(), mine.position.desc())
    )
    return {row.statement: row.claim for row in connection.execute(query.limit(limit).offset(offset))}


def counts_by_day(connection: sa.Connection, wanted: Filter) -> dict[date, int]:
    """How many statements in the claims of a topic were made on each day, as known at a date."""
    mine = claim_statements.c
    query = sa.select(mine.said_on, sa.func.count().label("number")).group_by(mine.said_on)
    for day, allows in ((wanted.since, mine.said_on.__ge__), (wanted.until, mine.said_on.__le__)):
        query = query if day is None else query.where(allows(day.isoformat()))
    query = query if wanted.as_of is None else query.where(mine.known_at <= end_of(wanted.as_of))
    query = topic_claims.within(connection, query, wanted, mine.claim)
    return {date.fromisoformat(row.said_on): row.number for row in connection.execute(query)}


def _by(connection: sa.Connection, as_of: date | None, column: str, wanted: Sequence[str]) -> list[ClaimStatementRow]:
    query = _query(as_of is not None, column)
    return [
        _row(row)
        for part in parts(wanted)
        for row in connection.execute(query, {"wanted": part, **_until(as_of)}).all()
    ]


def _until(as_of: date | None) -> dict[str, str | None]:
    return {"until": end_of(as_of)} if as_of else {}


@cache
def _query(dated: bool, column: str) -> sa.Select[Any]:
    until: Any = sa.bindparam("until") if dated else None
    query = (
        sa.select(
            *claim_statements.c,
            *SHOWN,
            linked.c.origin,
            statements.c.act,
            gists.c.ahead,
            gists.c.vector,
            claims.c.founder,
            superseded(claim_statements.c.report, until).label("superseded"),
        )
        .join(linked, linked.c.report == claim_statements.c.report)
        .join(
            statements,
            sa.and_(statements.c.reading == linked.c.reading, statements.c.id == claim_statements.c.statement),
        )
        .join(gists, gists.c.statement == claim_statements.c.statement)
        .join(claims, claims.c.id == claim_statements.c.claim)
        .order_by(claims.c.number, claim_statements.c.known_at, claim_statements.c.report, claim_statements.c.position)
    )
    query = query.where(claim_statements.c.known_at <= until) if dated else query
    return query.where(claim_statements.c[column].in_(sa.bindparam("wanted", expanding=True)))


def _row(row: Row[Any]) -> ClaimStatementRow:
    return ClaimStatementRow(
        statement=row.statement,
        claim=row.claim,
        founder=row.founder,
        report=row.report,
        origin=row.origin,
        position=row.position,
        number=row.number,
        known_at=datetime.fromisoformat(row.known_at),
        said_on=date.fromisoformat(row.said_on),
        act=Act(row.act),
        stance=Stance(row.stance),
        content=content_of(row),
        source=source_of(row),
        actor=actor_of(row),
        actor_key=row.actor,
        source_key=row.source,
        party=Party.parse(row.party),
        named=row.named,
        countries=tuple(row.countries),
        about=Party.parse(row.about) if row.about is not None else None,
        apart=row.apart,
        fixed=row.fixed,
        side=row.side,
        boast=row.boast,
        denies=row.denies,
        worded=Stance(row.worded),
        stands_alone=row.stands_alone,
        confidence=row.confidence,
        ahead=row.ahead,
        recalled=row.recalled,
        wording=row.wording,
        plainness=row.plainness,
        linked_to=row.linked_to,
        contrary=row.contrary,
        chance=row.chance,
        reasons=tuple(row.reasons),
        wrong=row.wrong,
        superseded=bool(row.superseded),
        packed=row.vector,
    )
