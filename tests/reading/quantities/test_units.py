"""The unit of a number, without a parse."""

from __future__ import annotations

import pytest

from reportedly.reading.quantities.units import unit_after
from reportedly.reading.text.lexer import tokenize


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("40 percent", "percent", 40),
        ("40 per cent", "percent", 40),
        ("40%", "percent", 40),
        ("40 percentage points", "percentage point", 40),
        ("40 USD", "USD", 40),
        ("40 US dollars", "USD", 40),
        ("40 Danish crowns", "DKK", 40),
        ("40 zlotys", "PLN", 40),
        ("40 won", None, 40),
        ("40 million won", "KRW", 4e7),
        ("40 cents", "USD", 0.4),
        ("40 pounds of flour", "pound", 40),
        ("40 pounds in notes", "GBP", 40),
        ("40-pound bombs", "pound", 40),
        ("40-pound fine", "GBP", 40),
        ("40°C", "degree", 40),
        ("5m people", "people", 5e6),
        ("5m deep", "metre", 5),
        ("40 square kilometres", "square kilometre", 40),
        ("40 metric tons", "ton", 40),
        ("40-strong", "people", 40),
        ("40-plus guests", None, 40),
        ("40 guests", None, 40),
    ],
)
def test_units(text: str, unit: str | None, number: float) -> None:
    tokens = tokenize(text)
    found = unit_after(tokens, 1, None)
    value = tokens.values[0]
    assert found is not None
    assert isinstance(value, float)
    assert (found.name, found.of(value)) == (unit, number)


@pytest.mark.parametrize("text", ["44-year-old", "575 B.C.", "40 times", "40 hours", "7-a-side", "40x"])
def test_numbers_that_count_nothing(text: str) -> None:
    assert unit_after(tokenize(text), 1, None) is None


def test_a_currency_sign_before_the_number_is_its_unit() -> None:
    found = unit_after(tokenize("40 km"), 1, "USD")
    assert found is not None
    assert (found.name, found.end) == ("USD", 1)
