"""What a statement is about: the words to embed, the families of happenings, the parties that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from reportedly.lexicon import actors
from reportedly.linking import predicate_classes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.model import Statement

_BOUNDARY = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-z])|\n\s*")
_CAPITALISED = re.compile(r"[^\W\d_][\w.'’-]*")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|going to|about to|set to|due to|ready to|prepar\w* to|plan\w* to|intend\w* to|decided to"
    r"|expected to|poised to|scheduled to|could|may|might)\b|[’']ll\b",
    re.IGNORECASE,
)
NEAR = 300
"""Characters before and after a content whose sentences count as its paragraph; the encoder sees no more anyway."""
CONTENT, SENTENCE, PARAGRAPH = 1.25, 0.75, 1.0
"""What each counts for the vector of a statement; chosen on `eval/stories`, with an eye on NAnCo (docs/accuracy.md)."""
LONGEST_NAME = 7
"""Words of the longest roster name that is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What one statement is about, as far as comparing needs it."""

    statement: str
    report: str
    families: dict[str, int]
    ahead: bool = False
    """Whether it is about what is still to come, foretold or planned."""
    vector: NDArray[np.float32] = field(repr=False, compare=False)


def content_of(statement: Statement) -> str:
    """The contents of a statement as one line."""
    return " ".join(" ".join(a.exact.split()) for a in statement.content)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or sentences that `text[start:end]` stands in."""
    return _widened(text, start, end, 0)


def paragraph_around(text: str, start: int, end: int) -> str:
    """The paragraph that `text[start:end]` stands in; of a long one the sentences near it."""
    return _widened(text, start, end, NEAR)


def to_embed(text: str, statement: Statement) -> tuple[str, str, str]:
    """What is said, the sentence and the paragraph that it is said in: short contents ("any deployment") need them."""
    start, end = statement.content[0].start, statement.content[-1].end
    return content_of(statement), sentence_around(text, start, end), paragraph_around(text, start, end)


def combine(
    content: NDArray[np.float32], sentence: NDArray[np.float32], paragraph: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The vector of a statement from those of its content and of what stands around it: unit length, rounded.

    What the store keeps (float16) is what is compared: adding one by one and
    rebuilding see the same numbers.
    """
    total: NDArray[np.float32] = CONTENT * content + SENTENCE * sentence + PARAGRAPH * paragraph
    length = float(np.linalg.norm(total))
    return (total / length if length else total).astype(np.float16).astype(np.float32)


def gist(report: str, statement: Statement, sentence: str, vector: NDArray[np.float32]) -> Gist:
    """The gist of a statement; what its content does not tell, the sentence around it may."""
    said = content_of(statement)
    return Gist(
        statement=statement.id,
        report=report,
        families=predicate_classes.families(said) or predicate_classes.families(sentence),
        ahead=statement.forecast is not None or bool(_AHEAD.search(said)),
        vector=vector,
    )


def _widened(text: str, start: int, end: int, by: int) -> str:
    """The sentences of a paragraph that `text[start:end]` and so many characters around it touch."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    paragraph = text[first : last if last >= 0 else len(text)]
    cuts = [first, *(first + m.end() for m in _BOUNDARY.finditer(paragraph)), first + len(paragraph)]
    begin = max(c for c in cuts if c <= max(start - by, first))
    finish = min((c for c in cuts if c >= end + by), default=cuts[-1])
    return " ".join(text[begin:finish].split())


def mentions(text: str) -> list[tuple[int, str]]:
    """Where a text names parties of the roster, and which, in text order; the longest name wins."""
    found: list[tuple[int, str]] = []
    spans = [m.span() for m in _CAPITALISED.finditer(text)]
    at = 0
    while at < len(spans):
        start = spans[at][0]
        if not text[start].isupper():
            at += 1
            continue
        for size in range(min(LONGEST_NAME, len(spans) - at), 0, -1):
            name = text[start : spans[at + size - 1][1]]
            if "\n" in name or not text[spans[at + size - 1][0]].isupper():
                continue
            bare = name.rstrip(".").removesuffix("’s").removesuffix("'s")
            entry = actors.canonical(bare) or (actors.canonical(bare.removesuffix("s")) if bare.endswith("s") else None)
            if entry:
                found.append((start, actors.party_of(entry.actor())))
                at += size - 1
                break
        at += 1
    return found
