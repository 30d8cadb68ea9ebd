"""The sentence and the paragraph around a place in a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.model import Anchor

_BOUNDARY = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-z])|\n\s*")
NEAR = 300
"""Characters before and after a place whose sentences count as its paragraph; the embedder sees no more anyway."""


LONGEST_SENTENCE = 1000
"""Characters of a sentence before and after a place that count; a hundred thousand without a full stop are possible."""


def one_line(content: tuple[Anchor, ...]) -> str:
    """The contents of a statement as one line."""
    return " ".join(" ".join(part.exact.split()) for part in content)


def with_context(text: str, content: tuple[Anchor, ...]) -> tuple[str, str, str]:
    """A content, its sentence and its paragraph: short contents ("any deployment") need what is around them."""
    start, end = content[0].start, content[-1].end
    return one_line(content), sentence_around(text, start, end), paragraph_around(text, start, end)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or sentences that `text[start:end]` stands in."""
    return _widened(text, start, end, 0)


def paragraph_around(text: str, start: int, end: int) -> str:
    """The paragraph that `text[start:end]` stands in; of a long one the sentences near it."""
    return _widened(text, start, end, NEAR)


def _widened(text: str, start: int, end: int, by: int) -> str:
    """The sentences of a paragraph that `text[start:end]` and so many characters around it touch."""
    far, since = start - by - LONGEST_SENTENCE, max(start - by, 0)
    cuts = _sentence_starts(text)
    first, last = text.rfind("\n", max(far, 0), start) + 1, text.find("\n", end, end + by + LONGEST_SENTENCE)
    at = bisect_right(cuts, max(since, first)) - 1
    begin = max(first, far, cuts[at] if at >= 0 else 0)
    at = bisect_left(cuts, end + by)
    finish = min(
        cuts[at] if at < len(cuts) else len(text), last if last >= 0 else len(text), end + by + LONGEST_SENTENCE
    )
    return " ".join(text[begin:finish].split())


@lru_cache(maxsize=2)
def _sentence_starts(text: str) -> list[int]:
    """Where sentences begin, in order; cached, as it is asked for with every statement of a report."""
    return [m.end() for m in _BOUNDARY.finditer(text)]
