"""The numbers of a claim: which count, which are their party's latest, which exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.ledger import claim_state
from reportedly.linking import numbers as ranges
from reportedly.listing import Numbered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

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
    found = []
    for pairs in _by_thing(statements, numbers):
        given = _given(pairs)
        for (number, statement), latest, excludes in zip(
            pairs, ranges.latest(given), ranges.excluded(given), strict=True
        ):
            found.append(NumberInClaim(number=number, statement=statement, latest=latest, excludes=excludes))
    return found


def moved(statements: Sequence[ClaimStatementRow], numbers: Iterable[NumberRow], said: Collection[str]) -> str | None:
    """Which figures of a claim one of the statements `said` has moved, in words; None if none has.

    Example: "Peru gives 25 people killed, before 17".
    """
    found = []
    for pairs in _by_thing(statements, numbers):
        what = pairs[0][0].of or pairs[0][0].unit or ""
        for before, now in ranges.moves(_given(pairs)):
            if now.statement in said:
                found.append(f"{now.party.name} gives {_bounds(now)} {what}".rstrip() + f", before {_bounds(before)}")
    return "; ".join(found) or None


_Pairs = list[tuple["NumberRow", "ClaimStatementRow"]]
"""Numbers of one thing in one claim, oldest first, each with its statement."""


def _by_thing(statements: Sequence[ClaimStatementRow], numbers: Iterable[NumberRow]) -> list[_Pairs]:
    """The numbers of a claim that have a bound, thing by thing."""
    found: dict[tuple[str | None, str | None], _Pairs] = {}
    for number, statement in sorted(with_statements(statements, numbers), key=lambda pair: pair[0].said_on):
        if (number.low, number.high) != (None, None):
            found.setdefault((number.of, number.unit), []).append((number, statement))
    return list(found.values())


def _given(pairs: _Pairs) -> list[ranges.PartyNumber]:
    return [
        ranges.PartyNumber(
            party=statement.party,
            said_on=number.said_on,
            statement=number.statement,
            low=number.low,
            high=number.high,
        )
        for number, statement in pairs
    ]


def _bounds(number: ranges.PartyNumber) -> str:
    low, high = (None if n is None else f"{n:,g}" for n in (number.low, number.high))
    if low == high:
        return low or ""
    return f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low} to {high}"


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
