"""Whether the wording of a statement stands alone."""

from __future__ import annotations

import pytest

from reportedly.model import Act
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "said",
    [
        "that a ferry from Lima had sunk off Peru, killing 30 people",
        "Norway has closed three of its harbours",
        "there are no Norwegian mines in the Strait of Hormuz",
        "the Norwegian government will close three harbours in the north of Norway",
        "President Ana Lund of Norway will resign in June",
        "inflation in Chile rose to 9 percent in May",
        "The Boeing 737 that crashed off Lima on 3 May 2031 belonged to an airline of Peru",
        "Norway closed the port of Bergen in May, and the port is still closed",
    ],
)
def test_a_whole_clause_stands_alone(said: str) -> None:
    assert proposition(said).stands_alone


@pytest.mark.parametrize(
    "said",
    [
        "which",
        "so",
        "the account",
        "a loan of three million crowns",
        "lawmakers on Wednesday",
        "because the ferry sank",
    ],
)
def test_a_fragment_does_not(said: str) -> None:
    assert not proposition(said).stands_alone


@pytest.mark.parametrize(
    "said",
    [
        "they had been towed to Peru",
        "this will not end well for Chile",
        "the ferry had been sunk by them",
        "you cannot cross the strait",
        "sailors had been waiting there",
        "Norway had sunk it",
        "this crime will not be forgiven by Chile",
        "the captain said",
        "Speaking in Lima, the captain said",
        "the captain will be",
        "Chile must give us our ferry",
        "Norway will pay both countries",
        "the two ferries belong to Peru",
        "elsewhere, sailors had left Peru",
        "Chile sailed to the same harbour",
        "these old ferries belong to Peru",
        "another ferry had left Peru",
        "a similar ferry had left Peru",
        "the second ferry had left Peru",
        "the dam had burst",
        "the ferry had sunk off Peru",
        "the next day, Norway closed its harbours",
        "no further ferry has left Peru",
        "Chile has an old ferry, but this one sails faster",
        "five were killed in Peru",
        "there was little choice",
        "later, sailors had left Peru",
        "the charge that Norway had closed its harbours",
    ],
)
def test_words_that_point_elsewhere_do_not(said: str) -> None:
    assert not proposition(said).stands_alone


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The twenty year old Andrea Lund has left Peru.", "old Andrea Lund has left Peru"),
        ("Norway has closed the harbour gates.", "Norway has closed the harbour"),
        (
            "They denied any part in it. Norway has closed its harbours.",
            "any part in it. Norway has closed its harbours",
        ),
    ],
)
def test_words_that_are_cut_do_not(text: str, content: str) -> None:
    start = text.index(content)
    assert not proposition(text, parts=[(start, start + len(content))]).stands_alone


def test_a_question_does_not() -> None:
    asked = "Will Norway close its harbours?"
    assert not proposition(asked, parts=[(0, len(asked) - 1)]).stands_alone


def test_half_a_sentence_behind_a_rank_or_within_a_figure_does_not() -> None:
    for said, opening in (
        ("The ship was led by Capt. Ana Lund has left Peru.", "Ana"),
        ("It cost £1. 2m was lost.", "2m"),
    ):
        assert not proposition(said, parts=[(said.index(opening), len(said))]).stands_alone


def test_what_is_declined_does_not() -> None:
    assert not proposition("Norway had closed its harbours", Act.DECLINE).stands_alone
