"""The sentence and the paragraph around a place in a text."""

from __future__ import annotations

from reportedly.reading.text.windows import paragraph_around, sentence_around


def test_the_paragraph_around_a_content_is_the_part_of_it_that_is_near() -> None:
    text = "Before.\n\nThe wall fell. Nobody was hurt.\n\nAfter."
    assert paragraph_around(text, text.index("Nobody"), text.index("Nobody") + 6) == "The wall fell. Nobody was hurt."
    long = "This is one of many sentences. " * 40
    near = paragraph_around(long, 620, 630)
    assert 600 < len(near) < 720
    assert near.startswith("This")
    assert near.endswith(".")


def test_the_sentence_around_a_content_ends_at_its_borders() -> None:
    text = "First one.\n\nThe mayor said “it fell.” He left. Nobody, said Ann, came."
    assert sentence_around(text, text.index("it fell"), text.index("it fell") + 7) == "The mayor said “it fell.”"
    assert sentence_around(text, text.index("Nobody"), len(text)) == "Nobody, said Ann, came."
