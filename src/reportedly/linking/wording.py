"""How plainly a statement says what it says, so that a claim can be shown in its plainest words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.linking import words
from reportedly.linking.gist import content_of, mentions
from reportedly.model import Act, Polarity, Quote

if TYPE_CHECKING:
    from reportedly.model import Statement

_POINTS_ELSEWHERE = re.compile(
    r"\b(?:it|its|he|his|him|she|her|they|their|them|this|that|these|those|there|such|any|i|we|our|us|my|you)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|does|did|can|could|may|might|must|should)\b|\w{2,}(?:ed|s)\b"
)
_LINKS = re.compile(r"^(?:and |but )?(?:that|to) (?=\S)", re.IGNORECASE)
_BEST_LENGTH = 12
"""Words: long enough for a sentence, short enough for a line."""


def words_of(statement: Statement) -> str:
    """The content by itself, without the word that hung it on its cue."""
    return _LINKS.sub("", content_of(statement), count=1)


def plainness(statement: Statement) -> float:
    """Higher for a short whole sentence that names who and what, in nobody's pronouns; about -1 to 4."""
    said = words_of(statement)
    length = len(said.split())
    score = 1.5 - abs(length - _BEST_LENGTH) / _BEST_LENGTH
    score += 0.6 * bool(_FINITE.search(said)) * (length > 3)
    score += 0.5 * bool(mentions(said)) + 0.4 * bool(words.families(said))
    score -= 0.4 * min(2, len(_POINTS_ELSEWHERE.findall(said)))
    score += 0.3 * (statement.act in {Act.ASSERT, Act.CONFIRM})
    score -= 0.3 * (statement.quote is Quote.DIRECT)
    score -= 0.6 * (statement.polarity is Polarity.NEGATIVE)
    return round(score, 4)
