"""Dates in brackets for times that are counted from another day."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.model import Anchor, Anchoring, Time, TimeType
from reportedly.reading.propositions.context import Context
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model

DAY = date(2031, 3, 5)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("the ferry sank on Monday", "the ferry sank on [3 March 2031]"),
        ("the ferry sank early on Monday", "the ferry sank early on [3 March 2031]"),
        ("the ferry sank Monday", "the ferry sank [on 3 March 2031]"),
        ("the ferry sank yesterday", "the ferry sank [on 4 March 2031]"),
        ("Yesterday the ferry sank", "[on 4 March 2031] the ferry sank"),
        ("the ferry had been missing since Monday", "the ferry had been missing since [3 March 2031]"),
        ("the ferry sank last week", "the ferry sank [in the week of 24 February 2031]"),
        ("the ferry sank on Tuesday night", "the ferry sank on [the night of 4 March 2031]"),
        ("the ferry was sold in January", "the ferry was sold in [January 2031]"),
        ("Monday's storm sank the ferry", "[the 3 March 2031] storm sank the ferry"),
        ("last week's storm sank the ferry", "[the storm in the week of 24 February 2031] sank the ferry"),
        (
            "the ferry left before the Tuesday night storm",
            "the ferry left before the [storm on the night of 4 March 2031]",
        ),
        ("the ferry was sold ahead of the March 1 vote", "the ferry was sold ahead of the [1 March 2031] vote"),
        ("the ferry sank on 3 March 2029", "the ferry sank on 3 March 2029"),
        ("the ferry sank in 2029", "the ferry sank in 2029"),
        ("the ferry is now at sea", "the ferry is now at sea"),
    ],
)
def test_a_relative_time_gets_its_date(said: str, words: str) -> None:
    assert proposition(said, published=DAY).wording == words


def test_without_a_day_of_publication_it_stays() -> None:
    assert proposition("the ferry sank on Monday").wording == "the ferry sank on Monday"


def test_no_year_is_taken_from_a_time_named_elsewhere() -> None:
    said = "the ferry sank on 3 March"
    day = Time(
        anchor=Anchor.of(said, 18, 25), type=TimeType.DATE, value="2029-03-03", anchored=Anchoring.TEXT, made_by="made"
    )
    assert proposition(said, context=Context((day,))).wording == said


@pytest.mark.parametrize(
    "said",
    [
        "the party feels good about its chances on Monday",
        "the court will stay shut if there is a vote on Monday",
        "the guests are leaving the Christmas party",
    ],
)
def test_no_day_that_was_is_put_in_for_one_to_come(said: str) -> None:
    assert proposition(said, published=DAY).wording == said


def test_a_day_counted_from_another_event_stays() -> None:
    said = "the ferry that was sold on 3 March 2029 had sunk four days earlier"
    assert proposition(said, published=DAY).wording == said


@pytest.mark.parametrize(
    "said",
    [
        "the ferry was painted to look new before the June 8 race",
        "the ferry is the finest ship of Norway today",
        "the new Today anchor left the ferry",
        "the ferry became a wreck overnight",
        "the ferry sank eight years ago this month",
        "the ferry sank [on Monday]",
    ],
)
def test_a_day_that_is_not_sure_stays(said: str) -> None:
    assert proposition(said, published=DAY).wording == said


def test_on_a_sunday_last_week_may_be_either_of_two() -> None:
    said = "the ferry sank last week"
    assert proposition(said, published=date(2031, 3, 9)).wording == said
    assert proposition(said, published=date(2031, 3, 10)).wording == "the ferry sank [in the week of 3 March 2031]"
