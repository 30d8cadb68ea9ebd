"""Sources that end where their noun phrase does, over parses of the model."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.noun_phrases import whole_source
from reportedly.reading.parsed import parse

pytestmark = pytest.mark.model


def whole(text: str, source: str, *taken: str) -> str:
    """What a source that was cut like this becomes; the words in `taken` are the cue's or the content's."""
    start = text.index(source)
    spans = [(text.index(words), text.index(words) + len(words)) for words in taken]
    first, end = whole_source(parse(text).syntax, (start, start + len(source)), spans)
    return text[first:end]


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("The boss at the Merrow depot said the gate was open.", "The boss at the", "The boss at the Merrow depot"),
        ("A group of nurses asked for a raise.", "A", "A group of nurses"),
        ("Harbour Watch said the gate was open.", "Harbour", "Harbour Watch"),
        ("The Merrow council this week said the gate was open.", "The Merrow council this week", "The Merrow council"),
        ("Ruiz and Lind jointly said the gate was open.", "Ruiz and Lind jointly", "Ruiz and Lind"),
    ],
)  # fmt: skip
def test_a_source_ends_with_its_noun_phrase(text: str, cut: str, expected: str) -> None:
    assert whole(text, cut) == expected


@pytest.mark.parametrize(
    ("text", "source", "taken"),
    [
        ("The mayor said the gate was open.", "The mayor", ()),
        ("A Merrow poll last week found that most were tired.", "A Merrow poll last week", ()),
        ("And 40 percent who said so live in Lodd.", "percent who", ()),
        ("Ruiz's claim that the gate was open is false.", "Ruiz", ("claim",)),
        ("Their promise to build a bridge was broken.", "Their", ("promise",)),
        ("Her film credits include two comedies.", "Her film", ("credits include",)),
        ("According to the Ledger\nShares fell on Monday.", "the Ledger", ()),
    ],
)
def test_what_belongs_to_others_is_no_part_of_a_source(text: str, source: str, taken: tuple[str, ...]) -> None:
    assert whole(text, source, *taken) == source
