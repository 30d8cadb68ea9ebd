"""The words of a statement by themselves, and how plainly they say it: a claim is shown in its plainest words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.model import Act, Polarity, Quote
from reportedly.reading.propositions.mentions import mentions

if TYPE_CHECKING:
    from reportedly.model import Statement

_POINTS_ELSEWHERE = re.compile(
    r"\b(?:it|its|he|his|him|she|her|they|their|them|this|that|these|those|there|such|any|i|we|our|us|my|you)\b",
    re.IGNORECASE,
)
_HELPS = r"(?:is|are|was|were|has|have|had|will|would|does|did|do|can|could|may|might|must|should)"
_TOLD = (
    r"\w{2,}ed|began|blew|broke|brought|came|drove|fell|fought|found|gave|got|held|hit|kept|led|left|lost|made|met|paid|put"
    r"|ran|rose|said|saw|sent|set|shot|sold|spoke|stood|struck|told|took|went|won"
)
_FINITE = re.compile(rf"(?<=\w )(?:{_HELPS}(?:n[’']t)?|{_TOLD})\b", re.IGNORECASE)
"""A verb that tells of something, behind its subject."""
_HANGS_ON = re.compile(
    r"\W*(?:who|whom|whose|which|where|when|whether|how|why|what|if|because|although|though|while|after|before|until|than|as"
    r"|of|for|to|by|with|from|in which|or|nor)\b",
    re.IGNORECASE,
)
"""How a clause begins that hangs on another one."""
_BREAKS_OFF = re.compile(
    r"\b(?:a|an|the|of|to|by|in|on|at|for|from|with|and|or|but|as|than|that|which|his|her|its|their)\W*$", re.IGNORECASE
)
_SOMEBODY = re.compile(r"\W*(?:it|he|she|they|this|that|these|those|we|i|you)\b(?!’s)", re.IGNORECASE)
"""How a sentence begins whose subject is named elsewhere."""
_NAME = re.compile(r"(?<=[\w,] )[A-Z]\w")
_LINKS = re.compile(r"^(?:and |but )?(?:that|to) (?=\S)", re.IGNORECASE)
_SHORT, _LONG = 7, 22
"""Words: between these a sentence is long enough to tell something, and short enough for a line."""


def wording(said: str) -> str:
    """The content by itself, without the word that joins it to its cue ("that", "to")."""
    return _LINKS.sub("", said, count=1)


def plainness(statement: Statement, said: str) -> float:
    """Higher for a short whole sentence that names who and what, in nobody's pronouns; about -4 to 3.

    A fragment ("which", "lawmakers on Wednesday", "Three investigators to arrive by") is
    below every whole sentence.
    """
    length = len(said.split())
    score = 1.0 * bool(_FINITE.search(said)) - 1.5 * (length < 4)
    score -= 1.2 * bool(_HANGS_ON.match(said)) + 1.0 * bool(_BREAKS_OFF.search(said))
    score -= 0.5 * max(0, _SHORT - length) / 4 + 0.5 * max(0, length - _LONG) / 12
    score -= 0.35 * min(2, len(_POINTS_ELSEWHERE.findall(said))) + 0.4 * bool(_SOMEBODY.match(said))
    score += 0.4 * bool(mentions(said)) + 0.25 * bool(predicates.classes(said)) + 0.3 * bool(_NAME.search(said))
    score += 0.3 * (statement.act in {Act.ASSERT, Act.CONFIRM})
    score -= 0.3 * (len(statement.content) > 1) + 0.2 * (statement.quote is Quote.DIRECT)
    score -= 0.6 * (statement.polarity is Polarity.NEGATIVE)
    return round(score, 4)
