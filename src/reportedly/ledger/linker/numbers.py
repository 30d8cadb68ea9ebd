"""The numbers that a report's statements give in their claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.store import numbers, readings
from reportedly.store.numbers import NumberRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.store.database import Connection
    from reportedly.store.memberships import ClaimMembership


def insert_numbers(connection: Connection, report: ReportToLink, members: Iterable[ClaimMembership]) -> None:
    """Store the numbers that are given in statements that belong to claims."""
    numbers.insert(connection, [number for member in members for number in _numbers(report, member)])


def _numbers(report: ReportToLink, member: ClaimMembership) -> Iterator[NumberRow]:
    statement = report.reading.statements[member.position]
    for position, quantity in enumerate(report.reading.quantities):
        if any(part.contains(quantity.anchor) for part in statement.content):
            yield NumberRow(
                claim=member.claim,
                statement=statement.id,
                position=position,
                known_at=report.known_at,
                said_on=readings.said_on(statement, report.day),
                of=quantity.of,
                low=quantity.low,
                high=quantity.high,
                unit=quantity.unit,
            )
