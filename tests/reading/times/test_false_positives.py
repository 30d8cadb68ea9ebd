"""Matches of time patterns that are no times, found without a parse."""

from __future__ import annotations

import pytest

from reportedly.reading.text.lexer import tokenize
from reportedly.reading.times.patterns import expressions


def found(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens.starts[e.first] : tokens.ends[e.end - 1]] for e in expressions(tokens)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It began in 1998.", ["1998"]),
        ("About 1998 left.", []),
        ("Some 2,000 soldiers left.", []),
        ("They sent 2000 soldiers.", []),
        ("They met on August 2 and 5.", ["August 2", "5"]),
        ("They met on August 2 and 3 men left.", ["August 2"]),
        ("A quarter of the men left.", []),
        ("She is in her 30s.", []),
        ("It was in the nineties.", ["the nineties"]),
        ("The night of the attack was cold.", []),
        ("The fall of the government came.", []),
        ("He spoke on “This Week”.", []),
    ],
)
def test_what_looks_like_a_time(text: str, times: list[str]) -> None:
    assert found(text) == times
