"""Spans: the tokens of a place, the innermost statement of a token, and how far spans overlap."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from reportedly.model import Anchor, Statement
    from reportedly.reading.text.syntax import Span, Syntax

    Ranges = list[tuple[int, int]]


def token_range(doc: Doc, anchor: Anchor) -> tuple[int, int] | None:
    """The tokens that the words at a place touch, as first and one past the last; None where there are none."""
    span = doc.char_span(anchor.start, anchor.end, alignment_mode="expand")
    return None if span is None or not len(span) else (span.start, span.end)


def tokens_in(g: Syntax, span: Span) -> Iterator[int]:
    """Indices of the tokens that the characters of `span` touch."""
    i = g.token_at(span[0])
    while i < g.n and g.char[i] < span[1]:
        yield i
        i += 1


def smallest_first(doc: Doc, statements: Sequence[Statement]) -> list[tuple[Statement, Ranges]]:
    """The statements with the tokens of each of their contents, those with the fewest tokens first."""
    ranged = [(s, [r for r in (token_range(doc, c) for c in s.content) if r is not None]) for s in statements]
    return sorted(ranged, key=lambda pair: sum(b - a for a, b in pair[1]))


def innermost(sized: Sequence[tuple[Statement, Ranges]]) -> dict[int, Statement]:
    """For each token that some content holds, the smallest of the statements that it belongs to."""
    found: dict[int, Statement] = {}
    for statement, ranges in sized:
        for span in ranges:
            for i in range(*span):
                found.setdefault(i, statement)
    return found


def is_same(a: Span | None, b: Span | None) -> bool:
    """True if the spans are alike by at least half, or both missing."""
    if a is None or b is None:
        return a is b
    return dice([a], [b]) >= 0.5


def dice(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Dice coefficient of the characters of two lists of spans, 0 to 1; `b` is sorted."""
    size = sum(e - s for s, e in (*a, *b))
    return 2 * overlap(a, b) / size if size else 0.0


def share_in(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Share of `a` that lies in `b`, 0 to 1."""
    size = sum(e - s for s, e in a)
    return overlap(a, b) / size if size else 0.0


def overlap(a: Sequence[Span], b: Sequence[Span]) -> int:
    """Characters in both; `b` is sorted, and no span of it lies within another."""
    both = 0
    for start, end in a:
        i = max(0, bisect_right(b, start, key=lambda s: s[0]) - 1)
        while i < len(b) and b[i][0] < end:
            both += max(0, min(end, b[i][1]) - max(start, b[i][0]))
            i += 1
    return both


def merge_spans(spans: Iterable[Span], text: str | None = None) -> list[Span]:
    """The spans in order, those that overlap or touch made one; with a text, also those that only blanks part."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        last = merged[-1][1] if merged else -1
        gap = None if text is None else text[last:start]
        if merged and (start <= last or (gap is not None and gap.isspace() and "\n" not in gap)):
            merged[-1] = merged[-1][0], max(end, last)
        else:
            merged.append((start, end))
    return merged
