"""Capital letters that make a name; all sentences are made up."""

from __future__ import annotations

import pytest

from reportedly.reading.text.capitals import in_title_case, names_by_capital


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        ("The Eleven Bridges club met.", "Eleven", True),
        ("He joined Studio Eleven.", "Eleven", True),
        ("Eleven men left.", "Eleven", False),
        ("They left. Eleven men stayed.", "Eleven", False),
        ('She said: "Eleven men left."', "Eleven", False),
        ("Storm Leaves Eleven Dead in the South", "Eleven", False),
        ("They saw eleven men.", "eleven", False),
        ("LODD, Peru (Wire) - Eleven men left.", "Eleven", False),
        ("LODD, May 3 (Wire) — Eleven men left.", "Eleven", False),
    ],
)
def test_a_capital_within_a_sentence_makes_a_name(text: str, word: str, *, named: bool) -> None:
    assert names_by_capital(text, text.index(word)) is named


def test_a_line_in_title_case_is_no_sentence() -> None:
    assert in_title_case("Storm Leaves Eleven Dead\nThe storm left eleven dead.", 6)
    assert not in_title_case("Storm Leaves Eleven Dead\nThe storm left eleven dead.", 30)
