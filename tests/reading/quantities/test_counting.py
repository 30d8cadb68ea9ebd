"""Numbers that come on top of others, are a part of them, or were replaced; all sentences are made up."""

from __future__ import annotations

import pytest

from reportedly.model import Counting
from reportedly.reading.parsed import parse
from reportedly.reading.quantities.stage import find_quantities

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "counting"),
    [
        ("The fire killed 40 people.", None),
        ("The fire killed more than 40 people.", None),
        ("Three more miners died in hospital.", Counting.ADDED),
        ("Another nine sailors were killed.", Counting.ADDED),
        ("A further 20 villagers were injured.", Counting.ADDED),
        ("Forty of the dead were children.", Counting.PART),
        ("Forty of the passengers were killed.", None),
        ("The ministry raised a previous toll of 20 dead.", Counting.EARLIER),
        ("The earlier toll was 20 dead.", Counting.EARLIER),
        ("The toll was 20 dead.", None),
    ],
)
def test_a_number_says_whether_it_is_all_that_is_counted(sentence: str, counting: Counting | None) -> None:
    (number,) = find_quantities(parse(sentence), ())
    assert number.counting is counting
