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
    assert (found.wording, found.stands_alone) == ("The ferry had sunk off Peru", True)


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
