"""Whether the wording of a statement stands alone."""

from __future__ import annotations

import pytest

from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "said",
    [
        "that the ferry had sunk off Peru",
        "Norway has closed three of its harbours",
        "Norway said that it had closed its harbours",
        "there are no mines in the strait",
        "it is unlikely that Chile will pay",
        "whether Norway had closed its harbours",
        "some of the trawlers had left",
        "the dam had burst",
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
    ],
)
def test_words_that_point_elsewhere_do_not(said: str) -> None:
    assert not proposition(said).stands_alone


def test_the_outlet_goes_on_from_what_it_has_told() -> None:
    assert not proposition("The crates had been waiting on the quay", source=None, quote=None).stands_alone
    assert proposition("Chilean crates had been waiting on the quay", source=None, quote=None).stands_alone


def test_a_question_does_not() -> None:
    asked = "Will Norway close its harbours?"
    assert not proposition(asked, parts=[(0, len(asked) - 1)]).stands_alone
