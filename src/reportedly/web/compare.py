"""Compares two texts: which words both have, in the same order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from reportedly.export.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHORTEST = 4
"""Words in a row; any two texts on one topic share shorter runs."""
LONGEST = 3_000
"""Words of a text that are compared; the rest stays unmarked."""
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, and whether the other text has it, too."""

    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts in pieces."""

    sides: tuple[Sequence[Piece], Sequence[Piece]]
    share: float
    """The share of the shorter text's words that the other has, too, 0 to 1."""


def compare(one: str, other: str) -> Comparison:
    """Both texts in pieces; what they share are runs of words in the same order."""
    words = [list(_WORD.finditer(text))[:LONGEST] for text in (one, other)]
    folded = [[m[0].casefold() for m in found] for found in words]
    matcher = SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size >= SHORTEST]
    common = sum(b.size for b in blocks)
    return Comparison(
        sides=(
            list(_pieces(one, words[0], [(b.a, b.a + b.size) for b in blocks])),
            list(_pieces(other, words[1], [(b.b, b.b + b.size) for b in blocks])),
        ),
        share=common / max(1, min(len(folded[0]), len(folded[1]))),
    )


def _pieces(text: str, words: Sequence[re.Match[str]], spans: Sequence[tuple[int, int]]) -> Iterable[Piece]:
    at = 0
    for first, last in spans:
        start, end = words[first].start(), words[last - 1].end()
        if at < start:
            yield Piece(shown(text[at:start]), False)
        yield Piece(shown(text[start:end]), True)
        at = end
    if at < len(text):
        yield Piece(shown(text[at:]), False)
