"""The words of a statement by themselves, and how plainly they say it."""

from __future__ import annotations

import pytest

from reportedly.model import Act
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("plainer", "less_plain"),
    [
        ("Norway has closed three of its harbours to trawlers", "it has closed them"),
        ("Norway has closed three of its harbours", "the closure"),
        ("Norway has closed three of its harbours", " ".join(["Norway has closed three of its harbours"] * 6)),
        ("it has closed them", "which"),
        ("the harbours had been closed", "lawmakers on Wednesday"),
        ("the harbours had been closed", "who had helped to close the harbours of Norway"),
        ("the harbours had been closed", "Three inspectors to close the harbours of Norway by"),
        ("Norway closed three of its harbours", "he closed three of his harbours"),
    ],
)
def test_plain_words_win(plainer: str, less_plain: str) -> None:
    assert proposition(plainer).plainness > proposition(less_plain).plainness
    assert proposition(plainer).plainness > proposition(plainer, Act.PREDICT).plainness


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("that the harbours were closed", "the harbours were closed"),
        ("and that it rained", "it rained"),
        ("to close its harbours", "close its harbours"),
        ("That’s so", "That’s so"),
        ("that", "that"),
    ],
)
def test_a_content_is_shown_without_what_joins_it_to_its_cue(said: str, words: str) -> None:
    assert proposition(said).wording == words
