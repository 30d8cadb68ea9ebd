"""Claims as known at a date, and statements with their place in a claim."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.errors import NotFound
from reportedly.ledger import bearing, claim_numbers, claim_state, sureness
from reportedly.ledger.queries.annotations import Annotations
from reportedly.linking.claims import claims_related, turned
from reportedly.model import Stance
from reportedly.record import Claim, ClaimNumber, ClaimStatement, RelatedClaim, StatementInClaim
from reportedly.store import claim_days, claim_relations, claim_statements, numbers
from reportedly.store import claims as claim_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.linking.status import ClaimStatus
    from reportedly.listing import Filter
    from reportedly.store.claim_days import ClaimDayRow
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.numbers import NumberRow


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[Claim]:
    """A page of claims, those last spoken of first."""
    return by_ids(connection, wanted.as_of, claim_days.claims_page(connection, wanted, limit, offset))


def by_ids(connection: Connection, as_of: date | None, wanted: Sequence[str]) -> list[Claim]:
    """These claims as known at a date, in the order given; those not known by then are left out."""
    rows = bearing.statements(connection, as_of, wanted)
    possible = sureness.possible_members(connection, as_of, rows)
    given = numbers.of_claims(connection, wanted)
    days = claim_days.latest(connection, as_of, wanted)
    related = _relations(connection, as_of, wanted)
    annotations = _annotations(connection, [row for own in rows.values() for row in own])
    return [
        _claim(
            rows[key],
            sureness.sure_state(rows[key], possible.get(key, ())),
            given.get(key, ()),
            related.get(key, ()),
            annotations,
            days[key],
        )
        for key in wanted
        if key in rows
    ]


def by_id(connection: Connection, as_of: date | None, beginning: str) -> Claim:
    """The claim whose id begins so; NotFound if there is none, several, or none known by then."""
    found = by_ids(connection, as_of, [claim_store.starting_with(connection, beginning)])
    if not found:
        raise NotFound(f"no claim {beginning!r} in this ledger on {as_of}: `reportedly claims` lists them")
    return found[0]


def of_statements(connection: Connection, as_of: date | None, statements: Iterable[str]) -> dict[str, Claim]:
    """The claims that these statements belong to at a date, by the statement's id."""
    wanted = set(statements)
    found = by_ids(connection, as_of, sorted(claim_statements.claims_of(connection, wanted)))
    return {s.id: claim for claim in found for s in claim.statements if s.id in wanted and s.through is None}


def statements_in_claims(
    connection: Connection, as_of: date | None, statements: Iterable[str]
) -> dict[str, StatementInClaim]:
    """These statements with wording and status of their claims at a date, by id; few claims are loaded."""
    rows = _put(connection, as_of, claim_statements.by_ids(connection, as_of, sorted(set(statements))))
    days = claim_days.latest(connection, as_of, sorted({row.claim for row in rows}))
    annotations = _annotations(connection, rows)
    return {
        row.statement: StatementInClaim(
            statement=_statement(row, annotations),
            claim=row.claim,
            wording=days[row.claim].wording,
            status=days[row.claim].status,
        )
        for row in rows
    }


def _put(connection: Connection, as_of: date | None, rows: Sequence[ClaimStatementRow]) -> Sequence[ClaimStatementRow]:
    """These statements with their stances on their claims as these are put; a claim may be put negatively."""
    doubtful = sorted(
        {row.claim for row in rows if row.wrong or row.superseded or not claim_state.puts_positively(row)}
    )
    if not doubtful:
        return rows
    in_claims = groupby(claim_statements.of_claims(connection, as_of, doubtful), key=lambda row: row.claim)
    found = {row.statement: row for _, own in in_claims for row in claim_state.put(list(own))}
    return [found.get(row.statement, row) for row in rows]


def _annotations(connection: Connection, rows: Sequence[ClaimStatementRow]) -> Annotations:
    return Annotations(connection, (row.statement for row in rows), (row.actor_name for row in rows))


def _relations(connection: Connection, as_of: date | None, wanted: Sequence[str]) -> dict[str, list[RelatedClaim]]:
    """The relations of each of these claims that has any, as known at a date, each seen from the claim."""
    rows = claim_relations.likeliest(claim_relations.of_claims(connection, as_of, wanted))
    days = claim_days.latest(connection, as_of, sorted({claim for row in rows for claim in (row.claim, row.other)}))
    compared = {key for row in rows for key in (row.statement, row.other_statement)}
    on_claims = _put(connection, as_of, claim_statements.by_ids(connection, as_of, sorted(compared)))
    stances = {row.statement: row.stance for row in on_claims}
    found: dict[str, list[RelatedClaim]] = {}
    for row in rows:
        kind = claims_related(row.found, stances[row.statement], stances[row.other_statement])
        if kind is not None:
            for claim, other, seen in ((row.claim, row.other, kind), (row.other, row.claim, turned(kind))):
                related = RelatedClaim(claim=other, kind=seen, wording=days[other].wording, why=row.why)
                found.setdefault(claim, []).append(related)
    return found


def _claim(
    bearing_on: Sequence[ClaimStatementRow],
    state: ClaimStatus,
    given: Iterable[NumberRow],
    related: Iterable[RelatedClaim],
    annotations: Annotations,
    day: ClaimDayRow,
) -> Claim:
    """A claim from all statements that bear on it; its wording is that of the last day that changed it."""
    # A denial of something broader counts, and stands in its own claim.
    elsewhere = {row.statement for row in bearing_on if row.through and row.stance is Stance.DENY}
    bearing_on = claim_state.put(bearing_on)
    rows = [row for row in bearing_on if row.through is None]
    right = [row for row in rows if not row.wrong]
    origins: dict[str, dict[str, None]] = {}
    for row in claim_state.counting(bearing_on):
        origins.setdefault(row.origin, {})[row.report] = None
    return Claim(
        id=rows[0].claim,
        wording=day.wording,
        status=state.status,
        why=state.why,
        first=right[0].known_at.date(),
        last=right[-1].known_at.date(),
        origins=tuple(tuple(reports) for reports in origins.values()),
        positions=state.positions,
        statements=tuple(_statement(row, annotations) for row in bearing_on if row.statement not in elsewhere),
        relations=tuple(related),
        numbers=tuple(
            ClaimNumber(
                of=number.of,
                low=number.low,
                high=number.high,
                unit=number.unit,
                actor=row.actor_name,
                statement=row.statement,
                date=row.said_on,
            )
            for number, row in claim_numbers.with_statements(rows, given)
        ),
        rank=claim_state.rank_of(bearing_on, state, day.changes),
        shown=day.shown,
    )


def _statement(row: ClaimStatementRow, annotations: Annotations) -> ClaimStatement:
    return ClaimStatement(
        id=row.statement,
        report=row.report,
        stance=row.stance,
        content=row.content,
        source=row.source,
        actor=row.actor,
        said_on=row.said_on,
        party=row.party,
        named=row.named,
        superseded=row.superseded,
        wrong=row.wrong,
        grades=annotations.of_statement(row.statement, row.actor_name),
        reasons=row.reasons,
        through=row.through,
    )
