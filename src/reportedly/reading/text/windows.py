"""The sentence and the paragraph around a place in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.model import Anchor

_BOUNDARY = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-z])|\n\s*")
NEAR = 300
"""Characters before and after a place whose sentences count as its paragraph; the embedder sees no more anyway."""


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
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    paragraph = text[first : last if last >= 0 else len(text)]
    cuts = [first, *(first + m.end() for m in _BOUNDARY.finditer(paragraph)), first + len(paragraph)]
    begin = max(c for c in cuts if c <= max(start - by, first))
    finish = min((c for c in cuts if c >= end + by), default=cuts[-1])
    return " ".join(text[begin:finish].split())
