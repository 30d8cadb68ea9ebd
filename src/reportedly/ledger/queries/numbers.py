"""Numbers that are put to claims: which count, which are the latest, which cannot hold together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.ledger import claim_state
from reportedly.linking import numbers as ranges
from reportedly.model import Party
from reportedly.record import Numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A number with the statement that gives it, and how it stands to the others of its claim."""

    number: Row[Any]
    statement: Row[Any]
    latest: bool
    excludes: tuple[str, ...]


def given(rows: Sequence[Row[Any]], numbers: Iterable[Row[Any]]) -> list[Given]:
    """The numbers of a claim with a bound, of one thing together, oldest first; `rows` are all its statements."""
    kinds: dict[tuple[str | None, str | None], list[tuple[Row[Any], Row[Any]]]] = {}
    for number, row in sorted(in_order(rows, numbers), key=lambda pair: str(pair[0].said_on)):
        if (number.low, number.high) != (None, None):
            kinds.setdefault((number.of, number.unit), []).append((number, row))
    found = []
    for pairs in kinds.values():
        plain = [
            ranges.Given(
                party=Party.parse(row.party),
                said_on=date.fromisoformat(number.said_on),
                statement=number.statement,
                low=number.low,
                high=number.high,
            )
            for number, row in pairs
        ]
        for (number, row), last, apart in zip(pairs, ranges.latest(plain), ranges.excluded(plain), strict=True):
            found.append(Given(number=number, statement=row, latest=last, excludes=apart))
    return found


def in_order(rows: Sequence[Row[Any]], numbers: Iterable[Row[Any]]) -> list[tuple[Row[Any], Row[Any]]]:
    """The numbers of the statements of a claim that count, with these, in the order of the statements."""
    by_statement: dict[str, list[Row[Any]]] = {}
    for number in numbers:
        by_statement.setdefault(number.statement, []).append(number)
    return [(n, row) for row in claim_state.counting(rows) for n in by_statement.get(row.statement, ())]


def kind(numbers: Iterable[Given]) -> str | None:
    """Whether there are numbers, and whether any two exclude each other."""
    known = list(numbers)
    if not known:
        return None
    return (Numbered.CONFLICTING if any(n.excludes for n in known) else Numbered.SOME).value


def kinds(wanted: Numbered | None) -> Sequence[str]:
    """The kinds of claims that are meant by what is asked for."""
    meant: Mapping[Numbered | None, Sequence[str]] = {
        None: (),
        Numbered.SOME: (Numbered.SOME.value, Numbered.CONFLICTING.value),
        Numbered.CONFLICTING: (Numbered.CONFLICTING.value,),
    }
    return meant[wanted]
