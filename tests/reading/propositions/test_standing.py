"""Whether the wording of a statement stands alone."""

from __future__ import annotations

import pytest

from reportedly.model import Act, Quote
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
        "Although the strike is over, it has cost the port a lot",
        "What Norway needs is a second harbour",
        "no one has entered the harbour of Callao",
        "The Boeing 737 belonged to an airline of Peru",
        "there was no plan to send the ferry to Lima",
        "the captain sold the ferry and then left Peru",
        "the ferry of Lima sank in the worst such accident in Peru",
        "Norway closed a harbour on Sunday, and the harbour is still closed",
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
        "since then Norway has closed its harbours",
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


def test_the_outlet_goes_on_from_what_it_has_told() -> None:
    assert not proposition("The crates had been waiting on the quay", source=None, quote=None).stands_alone
    assert not proposition("The old wooden crates had been waiting in Lima", source=None, quote=None).stands_alone
    assert proposition("Chilean crates had been waiting in Lima", source=None, quote=None).stands_alone
    assert proposition("The biggest crates had been waiting in Lima", source=None, quote=None).stands_alone


def test_whoever_is_quoted_goes_on_from_what_was_said() -> None:
    assert not proposition("The captain is in Peru", quote=Quote.DIRECT).stands_alone
    assert proposition("The evidence shows that Chile sank the ferry", quote=Quote.DIRECT).stands_alone


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
