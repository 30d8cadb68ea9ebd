"""Units of measure, by pint and the table."""

from __future__ import annotations

import pytest

from reportedly import lexicon
from reportedly.lexicon.measures import measure, measure_names


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("km", "kilometre"),
        ("KM", "kilometre"),
        ("Kilometers", "kilometre"),
        ("metres", "metre"),
        ("GWh", "gigawatt hour"),
        ("MW", "megawatt"),
        ("tonnes", "tonne"),
        ("feet", "foot"),
        ("lbs", "pound"),
        ("mph", "mile per hour"),
        ("kilos", "kilogram"),
        ("kilogrammes", "kilogram"),
        ("soldiers", None),
        ("tanks", None),
        ("us", None),
        ("has", None),
        ("kgs", "kilogram"),
        ("a", None),
        ("V", None),
        ("", None),
        ("millimiles", None),
    ],
)
def test_pint_says_how_units_are_written_and_the_table_which_are_meant(word: str, unit: str | None) -> None:
    found = measure(word)
    assert (found.unit if found else None) == unit


def test_a_symbol_of_one_letter_counts_only_when_written_to_a_figure() -> None:
    metre, kilometre = measure("m"), measure("km")
    assert metre is not None
    assert metre.glued
    assert kilometre is not None
    assert not kilometre.glued


def test_pint_knows_every_unit_in_the_table() -> None:
    for row in lexicon.table("measures.tsv"):
        name = row["name"] or row["unit"].replace("_", " ")
        assert name in measure_names()
        if " " not in name:
            found = measure(f"{name}s") or measure(name)
            assert found is not None, row
            assert found.unit == name
