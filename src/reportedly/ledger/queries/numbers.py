"""Numbers that parties give in claims, claim by claim or newest first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.ledger import claim_numbers
from reportedly.listing import Filter, Numbered
from reportedly.record import NumberRecord
from reportedly.store import claim_days, claim_statements
from reportedly.store import claims as claim_store
from reportedly.store import numbers as number_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.ledger.claim_numbers import NumberInClaim
    from reportedly.store.database import Connection

CLAIMS_AT_A_TIME = 50
"""Claims whose numbers are loaded together."""


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[NumberRecord]:
    """A page of the numbers of all claims or of one: claim by claim, of one thing together, oldest first.

    `newest_first` gives those of all claims by the day on which they were said, latest first.
    """
    if wanted.newest_first and not wanted.claim:
        return _newest(connection, wanted, limit, offset)
    end = None if limit is None else offset + limit
    found: list[NumberRecord] = []
    for claims in _claims_with_numbers(connection, wanted):
        found += of_claims(connection, wanted.as_of, claims)
        if end is not None and len(found) >= end:
            break
    return found[offset:end]


def of_claims(connection: Connection, as_of: date | None, claims: Sequence[str]) -> list[NumberRecord]:
    """The numbers of these claims in the order given: of one thing together, oldest first."""
    found: dict[str, list[NumberRecord]] = {}
    for record, _ in _records(connection, as_of, claims):
        found.setdefault(record.claim, []).append(record)
    return [record for claim in claims for record in found.get(claim, ())]


def _newest(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[NumberRecord]:
    """A page of the numbers of all claims, those said last first."""
    rows = number_store.newest(connection, wanted, limit, offset)
    found = {
        (record.statement, position): record
        for record, position in _records(connection, wanted.as_of, list(dict.fromkeys(row.claim for row in rows)))
    }
    keys = ((row.statement, row.position) for row in rows)
    return [found[key] for key in keys if key in found]


def _claims_with_numbers(connection: Connection, wanted: Filter) -> Iterator[list[str]]:
    """The claim that is wanted, or all claims with numbers, some at a time, those last spoken of first."""
    if wanted.claim:
        yield [claim_store.starting_with(connection, wanted.claim)]
        return
    with_numbers, offset = Filter(as_of=wanted.as_of, numbers=Numbered.SOME, topic=wanted.topic), 0
    while True:
        part = claim_days.claims_page(connection, with_numbers, CLAIMS_AT_A_TIME, offset)
        if part:
            yield part
        if len(part) < CLAIMS_AT_A_TIME:
            return
        offset += CLAIMS_AT_A_TIME


def _records(connection: Connection, as_of: date | None, claims: Sequence[str]) -> Iterator[tuple[NumberRecord, int]]:
    """The numbers of these claims, each with its position in its reading."""
    given = number_store.of_claims(connection, claims)
    rows = claim_statements.of_claims(connection, as_of, claims)
    days = claim_days.latest(connection, as_of, claims)
    for claim, own in groupby(rows, key=lambda row: row.claim):
        for compared in claim_numbers.compared(list(own), given.get(claim, ())):
            yield _record(claim, days[claim].wording, compared), compared.number.position


def _record(claim: str, wording: str, given: NumberInClaim) -> NumberRecord:
    number, statement = given.number, given.statement
    return NumberRecord(
        claim=claim,
        wording=wording,
        of=number.of,
        unit=number.unit,
        low=number.low,
        high=number.high,
        party=statement.party,
        actor=statement.actor_name,
        statement=statement.statement,
        report=statement.report,
        date=statement.said_on,
        latest=given.latest,
        excludes=given.excludes,
    )
