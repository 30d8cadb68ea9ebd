"""The words of a content in one piece."""

from __future__ import annotations

import pytest

from reportedly.model import Anchor
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


def _span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_words_left_out_of_a_content_come_back() -> None:
    text = "Chilean trawlers have crossed the strait despite a treaty"
    parts = [_span(text, "Chilean trawlers"), _span(text, "a treaty")]
    assert proposition(text, parts=parts).wording == text


def test_words_around_a_cue_are_joined_without_it() -> None:
    text = "The ferry, the mayor said, had sunk off Peru"
    parts = [_span(text, "The ferry"), _span(text, "had sunk off Peru")]
    found = proposition(text, parts=parts, cue=_span(text, "said"), source=Anchor.of(text, *_span(text, "the mayor")))
    assert found.wording == "The ferry had sunk off Peru"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("But the ferry had sunk", "the ferry had sunk"),
        ("the ferry had sunk and", "the ferry had sunk"),
        ("whether the ferry had sunk", "the ferry had sunk"),
        ("if the ferry had sunk, it would be found", "if the ferry had sunk, it would be found"),
        ("the ferry they had come with", "the ferry they had come with"),
    ],
)
def test_words_that_join_are_cut_at_both_ends(said: str, words: str) -> None:
    assert proposition(said).wording == words


@pytest.mark.parametrize(
    ("said", "end", "words"),
    [
        ("Peru had lost the ferry, a loss that the navy regretted", "that", "Peru had lost the ferry"),
        ("Peru had lost the ferry, according to the navy", "according to", "Peru had lost the ferry"),
        (
            "Lund closed the port in May, but when she reopened it, nobody came",
            "reopened it",
            "Lund closed the port in May",
        ),
        (
            "Norway will keep its ports closed until its demands are met",
            "demands",
            "Norway will keep its ports closed",
        ),
        ("Peru wants Lund to step down", "step", "Peru wants Lund to step down"),
        (
            "The ferry went from one harbour to another on Sunday",
            "another",
            "The ferry went from one harbour to another",
        ),
    ],
)
def test_a_cut_off_end_goes_back_to_where_the_words_are_whole(said: str, end: str, words: str) -> None:
    assert proposition(said, parts=[(0, said.index(end) + len(end))]).wording == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("However, Norway has closed its harbours", "Norway has closed its harbours"),
        ("Also in May the navy of Peru closed its harbours", "in May the navy of Peru closed its harbours"),
        ("So far Norway has closed three harbours", "So far Norway has closed three harbours"),
        ("Still waters are deep in Norway", "Still waters are deep in Norway"),
    ],
)
def test_adverbs_that_only_tie_a_sentence_to_another_are_left_out(said: str, words: str) -> None:
    assert proposition(said).wording == words


@pytest.mark.parametrize(
    ("text", "first", "second", "words"),
    [
        (
            "The ferry has sunk, Ana Lund said. Two harbours are closed.",
            "The ferry has sunk",
            "Two harbours are closed",
            "The ferry has sunk. Two harbours are closed",
        ),
        (
            "Norway regrets the loss, Ana Lund said, and the harbours are closed.",
            "Norway regrets the loss",
            "the harbours are closed",
            "Norway regrets the loss and the harbours are closed",
        ),
    ],
)
def test_parts_are_joined_as_sentences_are(text: str, first: str, second: str, words: str) -> None:
    found = proposition(
        text,
        parts=[_span(text, first), _span(text, second)],
        cue=_span(text, "said"),
        source=Anchor.of(text, *_span(text, "Ana Lund")),
    )
    assert found.wording == words


@pytest.mark.parametrize(
    ("said", "end", "words"),
    [
        ("Chile closed three harbours (two in the south)", "south", "Chile closed three harbours (two in the south)"),
        ("Chile closed “three of its harbours” in May", "harbours", "Chile closed three of its harbours"),
    ],
)
def test_brackets_and_quotation_marks_are_whole(said: str, end: str, words: str) -> None:
    assert proposition(said, parts=[(0, said.index(end) + len(end))]).wording == words


def test_a_day_of_publication_and_footnotes_are_left_out() -> None:
    assert proposition("4 Apr 2017 A bomb has hit Lima").wording == "A bomb has hit Lima"
    assert proposition("The ferry belongs to Peru.[3][4]").wording == "The ferry belongs to Peru"
    assert proposition("July 2011 Norway sacks its envoy").wording == "Norway sacks its envoy"
    assert proposition("4 Apr 2017 is a Tuesday").wording == "4 Apr 2017 is a Tuesday"


@pytest.mark.parametrize(
    "said",
    ["That's no reason to stay", "That is what the crew wanted", "To win, the party must grow", "To win is all"],
)
def test_what_opens_a_sentence_of_its_own_is_kept(said: str) -> None:
    assert proposition(said).wording == said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("19 pm\nThe harbour was shut on Friday", "The harbour was shut on Friday"),
        ("Ferry sinks off the coast\nA ferry sank on Friday off the coast", "A ferry sank on Friday off the coast"),
        ("the harbour\nwas shut", "the harbour was shut"),
        ("The harbour was shut\nThree ships left", "Three ships left"),
    ],
)
def test_a_heading_that_ran_into_the_words_is_left_out(said: str, words: str) -> None:
    assert proposition(said).wording == words


def test_lines_of_a_text_that_is_broken_into_lines_are_no_headings() -> None:
    said = "The harbour of the old town was\nshut on Friday and the\nships of the line\nLund Ferries had left"
    assert proposition(said).wording.startswith("The harbour")


def test_a_to_before_a_mark_is_no_cut_off_end() -> None:
    said = "the ferry is run the way it is supposed to, the owner said"
    end = said.index(",")
    assert proposition(said, parts=[(0, end)]).wording == said[:end]


def test_a_scrap_of_another_sentence_is_left_out() -> None:
    said = "The plan of the board. The ferry was sold in May. A great pity."
    first, whole = (0, 21), (23, 48)
    assert proposition(said, parts=[first, whole]).wording == "The ferry was sold in May"
    quoted = said.replace("A great pity", "“A great pity”")
    assert proposition(quoted, parts=[whole, (51, 63)]).wording.endswith("A great pity")
