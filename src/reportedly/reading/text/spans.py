"""Which words of a parse lie at a place, and which statement's content holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.model import Anchor, Statement

    Ranges = list[tuple[int, int]]


def token_range(doc: Doc, anchor: Anchor) -> tuple[int, int] | None:
    """The tokens that the words at a place touch, as first and one past the last; None where there are none."""
    span = doc.char_span(anchor.start, anchor.end, alignment_mode="expand")
    return None if span is None or not len(span) else (span.start, span.end)


def smallest_first(doc: Doc, statements: Sequence[Statement]) -> list[tuple[Statement, Ranges]]:
    """The statements with the tokens of each of their contents, those with the fewest tokens first."""
    ranged = [(s, [r for r in (token_range(doc, c) for c in s.content) if r is not None]) for s in statements]
    return sorted(ranged, key=lambda pair: sum(b - a for a, b in pair[1]))


def innermost(sized: Sequence[tuple[Statement, Ranges]]) -> dict[int, Statement]:
    """For each token that some content holds, the smallest of the statements that it belongs to."""
    held: dict[int, Statement] = {}
    for statement, ranges in sized:
        for span in ranges:
            for i in range(*span):
                held.setdefault(i, statement)
    return held
