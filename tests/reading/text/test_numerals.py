"""Numbers in figures and in words."""

from __future__ import annotations

import pytest

from reportedly.reading.text.lexer import tokenize
from reportedly.reading.text.numerals import read_numeral


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("two", 2),
        ("twenty-one", 21),
        ("two hundred and fifty", 250),
        ("three thousand four hundred", 3400),
        ("1.5 million", 1_500_000),
        ("3bn", 3_000_000_000),
        ("84 300", 84_300),
        ("2\u202f450\u202f000", 2_450_000),
        ("7'250", 7250),
        ("1.750.000", 1_750_000),
        ("3,45,000", 345_000),
        ("84 300,5", 84_300.5),
        ("3.5 lakh", 350_000),
        ("3 lakh crore", 3e12),
        ("six and a half", 6.5),
        ("six-and-a-half", 6.5),
        ("six and three quarters", 6.75),
        ("a dozen and a half", 18),
        ("six and a half million", 6_500_000),
        ("6½", 6.5),
        ("6 1/2", 6.5),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a hundred thousand", 100_000),
        ("nineteen ninety-one", 1991),
        ("twenty-first", 21),
        ("two-thirds", 2 / 3),
        ("ships", None),
        ("a ship", None),
    ],
)
def test_numbers_in_figures_and_words(written: str, value: float | None) -> None:
    words = tokenize(f"{written} ")
    if value is None:
        lowered = written.split()
        places = list(range(len(lowered)))
        assert read_numeral(lowered, places, places, 0) is None
    else:
        assert words.ends[0] == len(written)
        assert words.values[0] == pytest.approx(value)
