"""Numbers of one claim, compared with each other."""

from __future__ import annotations

from datetime import date

from reportedly.ledger.claim_numbers import compared, kind_of
from reportedly.listing import Numbered
from reportedly.store.numbers import NumberRow
from tests.ledger.claim_statements import by


def _number(statement: str, day: int, low: float | None, of: str = "village") -> NumberRow:
    return NumberRow(
        claim="claim",
        statement=statement,
        position=0,
        known_at=by("Norway", day).known_at,
        said_on=date(2031, 3, day),
        of=of,
        unit=None,
        low=low,
        high=low,
    )


SAID = [by("Norway", 1), by("Chile", 2), by("Norway", 3)]


def test_the_latest_numbers_of_two_parties_exclude_each_other() -> None:
    numbers = [_number("Norway 1", 1, 40), _number("Chile 2", 2, 90), _number("Norway 3", 3, 60)]
    found = compared(SAID, numbers)
    assert [(n.number.low, n.latest, n.excludes) for n in found] == [
        (40, False, ()),
        (90, True, ("Norway 3",)),
        (60, True, ("Chile 2",)),
    ]
    assert kind_of(found) is Numbered.CONFLICTING


def test_numbers_of_different_things_agree() -> None:
    found = compared(SAID, [_number("Norway 1", 1, 40), _number("Chile 2", 2, 90, of="ship")])
    assert [n.excludes for n in found] == [(), ()]
    assert kind_of(found) is Numbered.SOME


def test_what_has_no_bound_or_does_not_count_is_left_out() -> None:
    superseded = [by("Norway", 1, superseded=True), by("Chile", 2)]
    found = compared(superseded, [_number("Norway 1", 1, 40), _number("Chile 2", 2, None)])
    assert found == []
    assert kind_of(found) is None
