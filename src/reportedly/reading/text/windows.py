"""The sentence around a place in a text, and those of its paragraph near it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.model import Anchor

_BOUNDARY = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-z])|\n\s*")
NEAR = 300
"""Characters before and after a place whose sentences count as its paragraph."""


LONGEST_SENTENCE = 1000
"""Characters of a sentence before and after a place that count; a hundred thousand without a full stop are possible."""


def one_line(content: tuple[Anchor, ...]) -> str:
    """The contents of a statement as one line."""
    return " ".join(" ".join(part.exact.split()) for part in content)


def with_context(text: str, content: tuple[Anchor, ...]) -> tuple[str, ...]:
    """A content, its sentence, and the sentences of its paragraph: short contents ("any deployment") need those."""
    start, end = content[0].start, content[-1].end
    return one_line(content), sentence_around(text, start, end), *sentences_near(text, start, end)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or sentences that `text[start:end]` stands in."""
    begin, finish = _widened(text, start, end, 0)
    return " ".join(text[begin:finish].split())


def sentences_near(text: str, start: int, end: int) -> tuple[str, ...]:
    """The sentences of the paragraph that `text[start:end]` stands in; of a long one those near it."""
    begin, finish = _widened(text, start, end, NEAR)
    cuts = _sentence_starts(text)
    inside = cuts[bisect_right(cuts, begin) : bisect_left(cuts, finish)]
    parts = (" ".join(text[a:b].split()) for a, b in pairwise([begin, *inside, finish]))
    return tuple(part for part in parts if part)


def _widened(text: str, start: int, end: int, by: int) -> tuple[int, int]:
    """The bounds of the sentences of a paragraph that `text[start:end]` and so many characters around it touch."""
    far, since = start - by - LONGEST_SENTENCE, max(start - by, 0)
    cuts = _sentence_starts(text)
    first, last = text.rfind("\n", max(far, 0), start) + 1, text.find("\n", end, end + by + LONGEST_SENTENCE)
    at = bisect_right(cuts, max(since, first)) - 1
    begin = max(first, far, cuts[at] if at >= 0 else 0)
    at = bisect_left(cuts, end + by)
    finish = min(
        cuts[at] if at < len(cuts) else len(text), last if last >= 0 else len(text), end + by + LONGEST_SENTENCE
    )
    return begin, finish


@lru_cache(maxsize=2)
def _sentence_starts(text: str) -> list[int]:
    """Where sentences begin, in order; cached, as it is asked for with every statement of a report."""
    return [m.end() for m in _BOUNDARY.finditer(text)]
