"""What a statement is compared by: its vector, its predicate classes, and whether it is about the future."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from reportedly import encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.model import Statement

CONTENT, SENTENCE, PARAGRAPH = 1.25, 0.75, 1.0
"""Weights of the three texts in the vector of a statement, chosen on `eval/stories` and NAnCo (docs/accuracy.md)."""
WHOLE = 0.8
"""The least share of its sentence, by characters, of a content whose vector is that of the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEmbedding:
    """A statement as it is compared with others."""

    statement: str
    report: str
    classes: dict[str, int]
    """Its predicate classes with their signs: "is lawful" has the opposite sign of "is illegal"."""
    ahead: bool = False
    """True if it is about what is still to come, predicted or planned."""
    vector: NDArray[np.float32] = field(repr=False, compare=False)
    match_vector: NDArray[np.float32] = field(repr=False, compare=False)
    """The matcher's vector."""


def embedded(context: Sequence[str]) -> NDArray[np.float32]:
    """The vector of a statement, computed now; `context` has its content, its sentence and those of its paragraph.

    The vector of the paragraph is that of its sentences, by their lengths: so each sentence of a report is computed
    once, however many statements stand in its paragraph.
    """
    content, sentence, *near = context
    of_sentence, *others = encoder.embed([sentence, *near])
    of_content = of_sentence if len(content) >= WHOLE * len(sentence) else encoder.embed([content])[0]
    paragraph = np.sum([len(text) * v for text, v in zip(near, others, strict=True)], axis=0)
    return combine(of_content, of_sentence, (paragraph / (np.linalg.norm(paragraph) or 1)).astype(np.float32))


def combine(
    content: NDArray[np.float32], sentence: NDArray[np.float32], paragraph: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The vector of a statement from those of its content, its sentence and its paragraph: unit length, rounded."""
    total: NDArray[np.float32] = CONTENT * content + SENTENCE * sentence + PARAGRAPH * paragraph
    length = float(np.linalg.norm(total))
    return rounded(total / length if length else total)


def rounded(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """A vector in the precision in which it is stored, so that adding one by one and rebuilding compare the same."""
    return vector.astype(np.float16).astype(np.float32)


def of_statement(
    report: str, statement: Statement, vector: NDArray[np.float32], match_vector: NDArray[np.float32]
) -> StatementEmbedding:
    """The embedding of a statement of a report, with the vector that `combine` gives, and that of the matcher."""
    about = statement.proposition
    return StatementEmbedding(
        statement=statement.id,
        report=report,
        classes={c.name: c.sign for c in about.classes} if about else {},
        ahead=statement.forecast is not None or (about is not None and about.ahead),
        vector=vector,
        match_vector=match_vector,
    )
