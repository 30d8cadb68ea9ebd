"""The numbers of a claim: which count, which are their party's latest, which exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.ledger import claim_state
from reportedly.linking import numbers as ranges
from reportedly.listing import Numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.numbers import NumberRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberInClaim:
    """A number with the statement that gives it, compared with the other numbers of its claim."""

    number: NumberRow
    statement: ClaimStatementRow
    latest: bool
    """True if it is its party's latest number of this thing."""
    excludes: tuple[str, ...]
    """Statements with other parties' latest numbers of the same thing whose ranges do not meet this one."""


def compared(statements: Sequence[ClaimStatementRow], numbers: Iterable[NumberRow]) -> list[NumberInClaim]:
    """The numbers of a claim that have a bound: those of one thing together, oldest first.

    `statements` are all that belong to the claim.
    """
    by_thing: dict[tuple[str | None, str | None], list[tuple[NumberRow, ClaimStatementRow]]] = {}
    for number, statement in sorted(with_statements(statements, numbers), key=lambda pair: pair[0].said_on):
        if (number.low, number.high) != (None, None):
            by_thing.setdefault((number.of, number.unit), []).append((number, statement))
    found = []
    for pairs in by_thing.values():
        given = [
            ranges.PartyNumber(
                party=statement.party,
                said_on=number.said_on,
                statement=number.statement,
                low=number.low,
                high=number.high,
            )
            for number, statement in pairs
        ]
        for (number, statement), latest, excludes in zip(
            pairs, ranges.latest(given), ranges.excluded(given), strict=True
        ):
            found.append(NumberInClaim(number=number, statement=statement, latest=latest, excludes=excludes))
    return found


def with_statements(
    statements: Sequence[ClaimStatementRow], numbers: Iterable[NumberRow]
) -> list[tuple[NumberRow, ClaimStatementRow]]:
    """The numbers of the statements that count, each with its statement, in the order of the statements."""
    by_statement: dict[str, list[NumberRow]] = {}
    for number in numbers:
        by_statement.setdefault(number.statement, []).append(number)
    return [(n, s) for s in claim_state.counting(statements) for n in by_statement.get(s.statement, ())]


def kind_of(numbers: Sequence[NumberInClaim]) -> Numbered | None:
    """CONFLICTING if numbers of two parties exclude each other, else SOME; None without numbers."""
    if not numbers:
        return None
    return Numbered.CONFLICTING if any(n.excludes for n in numbers) else Numbered.SOME
