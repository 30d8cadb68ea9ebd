"""The sentence around a place in a text, and those of its paragraph near it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.reading.text import windows
from reportedly.reading.text.windows import LONGEST_SENTENCE, sentence_around, sentences_near

if TYPE_CHECKING:
    import pytest


def test_the_sentences_near_a_content_are_those_of_its_paragraph_that_are_near() -> None:
    text = "Before.\n\nThe wall fell. Nobody\u00a0was  hurt.\n\nAfter."
    there = text.index("Nobody")
    assert sentences_near(text, there, there + 6) == ("The wall fell.", "Nobody was hurt.")
    long = "This is one of many sentences. " * 40
    near = sentences_near(long, 620, 630)
    assert set(near) == {"This is one of many sentences."}
    assert 600 < len(" ".join(near)) < 720


def test_the_sentence_around_a_content_ends_at_its_borders() -> None:
    text = "First one.\n\nThe mayor said “it fell.” He left. Nobody, said Ann, came."
    assert sentence_around(text, text.index("it fell"), text.index("it fell") + 7) == "The mayor said “it fell.”"
    assert sentence_around(text, text.index("Nobody"), len(text)) == "Nobody, said Ann, came."


def test_a_sentence_without_end_is_cut() -> None:
    text = "ferry " * 2_000
    assert len(sentence_around(text, 6_000, 6_005)) <= 2 * LONGEST_SENTENCE + 5
    (near,) = sentences_near("ferry" * 2_000, 6_000, 6_005)
    assert len(near) <= 2 * LONGEST_SENTENCE + 2 * windows.NEAR + 5
    assert sentence_around("Yes.\n" + text, 5, 10).startswith("ferry")


def test_sentences_are_looked_for_once_in_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    class Boundary:
        def finditer(self, text: str) -> list[re.Match[str]]:
            looked.append(text)
            return list(boundary.finditer(text))

    boundary = windows._BOUNDARY
    monkeypatch.setattr(windows, "_BOUNDARY", Boundary())
    text = "Ana said so once. Bo did not. " * 3
    found = {sentence_around(text, at, at + 3) for at in range(0, len(text), 30)}
    assert found == {"Ana said so once."}
    assert looked == [text]
