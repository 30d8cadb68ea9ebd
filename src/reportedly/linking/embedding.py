"""What a statement is about: the words to embed, the families of happenings, the parties that it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.model import Statement

CONTENT, SENTENCE, PARAGRAPH = 1.25, 0.75, 1.0
"""What each counts for the vector of a statement; chosen on `eval/stories`, with an eye on NAnCo (docs/accuracy.md)."""


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


def gist(report: str, statement: Statement, vector: NDArray[np.float32]) -> Gist:
    """The gist of a statement."""
    about = statement.proposition
    return Gist(
        statement=statement.id,
        report=report,
        families={c.name: c.sign for c in about.classes} if about else {},
        ahead=statement.forecast is not None or (about is not None and about.ahead),
        vector=vector,
    )
