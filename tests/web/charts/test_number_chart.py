"""Numbers on one scale, and which exclude each other."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.model import Party
from reportedly.record import NumberRecord
from reportedly.web.charts.number_chart import tables


def number(statement: str, party: str, low: float | None, high: float | None, **known: Any) -> NumberRecord:
    found: dict[str, Any] = {
        "claim": "c",
        "wording": "w",
        "of": "dead",
        "unit": "people",
        "actor": party,
        "report": "r",
        "date": date(2031, 3, 4),
        "latest": True,
        "excludes": (),
    }
    return NumberRecord(statement=statement, party=Party(party), low=low, high=high, **{**found, **known})


def test_what_excludes_what_is_told_once_a_pair() -> None:
    given = [
        number("a", "Norland", 40, 50, excludes=("b",)),
        number("b", "Sudland", 90, None, excludes=("a",)),
        number("c", "Vik", 45, None),
    ]
    [table] = tables(given)
    assert [(a.party, b.party) for a, b in table.excluding] == [(Party("Norland"), Party("Sudland"))]
    assert not table.logarithmic
    assert [b.opens for b in table.bars] == ["", "up", "up"]
    assert all(b.start >= 0 and b.start + b.width <= 100 for b in table.bars)


def test_a_table_a_unit_and_far_numbers_on_a_scale_of_powers() -> None:
    given = [number("a", "Norland", 2, 2), number("b", "Vik", 10_000, 12_000), number("c", "Vik", 1, 1, unit="ships")]
    people, ships = tables(given)
    assert (people.unit, ships.unit) == ("people", "ships")
    assert people.logarithmic
    assert people.bars[0].start < people.bars[1].start <= 90


def test_words_without_a_figure_and_repetitions_are_left_out() -> None:
    given = [number("a", "Vik", None, None), number("b", "Vik", 3, 3), number("c", "Vik", 3, 3)]
    [table] = tables(given)
    assert [b.number.statement for b in table.bars] == ["b"]
