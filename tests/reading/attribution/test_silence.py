"""Silence as an answer, in parsed text."""

from __future__ import annotations

import pytest

from reportedly.model import Act, Report
from reportedly.reading import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mill did not reply to questions.", "The mill"),
        ("Messages to the mill went unanswered.", "the mill"),
        ("Calls to the owner were not returned.", "the owner"),
        ("The owner would not be drawn on the price.", "The owner"),
    ],
)
def test_who_does_not_answer_declines(text: str, source: str) -> None:
    (found,) = read(Report(text=text)).statements
    assert found.source is not None
    assert (found.source.exact, found.act) == (source, Act.DECLINE)


def test_a_lottery_that_is_not_drawn_is_no_silence() -> None:
    assert all(s.act is not Act.DECLINE for s in read(Report(text="The ticket was not drawn on Sunday.")).statements)
