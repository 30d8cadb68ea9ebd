"""Plainness: how plainly a statement says what it says; a claim is shown in its plainest words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act, Polarity, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Mention, Statement
    from reportedly.reading.propositions.clause import Clause
    from reportedly.reading.text.syntax import Syntax

_SHORT, _LONG = 7, 22
"""Words: between these a sentence is long enough to tell something, and short enough for a line."""
_OPENS_NOTHING = frozenset({"PUNCT", "SPACE", "CCONJ"})
_UNFINISHED = frozenset({"DT", "IN", "TO", "CC", "PRP$", "WDT", "WP$"})
"""Tags of words that another one has to follow."""


def plainness(statement: Statement, clause: Clause | None, words: str, parties: Sequence[Mention]) -> float:
    """Higher for a short whole sentence that names who and what, with few pronouns; about -4 to 3.

    A fragment ("which", "lawmakers on Wednesday", "Three investigators to arrive by") is below every whole sentence.
    `words` is the content, `parties` are those that it names.
    """
    length = len(words.split())
    score = -1.5 * (length < 4)
    score -= 0.5 * max(0, _SHORT - length) / 4 + 0.5 * max(0, length - _LONG) / 12
    score += _wholeness(clause) if clause is not None else 0.0
    score += 0.4 * bool(parties) + 0.25 * bool(predicates.classes(words))
    score += 0.3 * (statement.act in {Act.ASSERT, Act.CONFIRM})
    score -= 0.3 * (len(statement.content) > 1) + 0.2 * (statement.quote is Quote.DIRECT)
    score -= 0.6 * (statement.polarity is Polarity.NEGATIVE)
    return round(score, 4)


def _wholeness(clause: Clause) -> float:
    """How far the content is a sentence that stands alone."""
    s = clause.syntax
    tokens = [i for i in clause.tokens() if s.pos[i] not in ("PUNCT", "SPACE")]
    opening = next((i for i in tokens if s.pos[i] not in _OPENS_NOTHING and not _joins(s, i)), None)
    if opening is None:
        return 0.0
    elsewhere = [i for i in tokens if s.low[i] in word_set("pointing elsewhere") and s.tag[i] not in ("IN", "WDT")]
    score = 1.0 * any(s.is_finite(v) and _has_subject(clause, v) for v in (clause.root, clause.predicate))
    score -= 1.2 * _depends(clause, opening) + 1.0 * (s.tag[tokens[-1]] in _UNFINISHED)
    score -= 0.35 * min(2, len(elsewhere))
    score -= 0.4 * (opening in elsewhere and s.dep[opening] not in ("det", "poss"))
    score += 0.3 * any(s.pos[i] == "PROPN" for i in tokens if i > opening)
    return score


def _joins(s: Syntax, i: int) -> bool:
    """True for the "that" or "to" that joins a content to its cue."""
    return (s.low[i] == "that" and s.dep[i] == "mark") or (s.low[i] == "to" and s.dep[i] == "aux")


def _has_subject(clause: Clause, v: int) -> bool:
    subject = clause.syntax.subject(v)
    return subject is not None and clause.holds(subject)


def _depends(clause: Clause, opening: int) -> bool:
    """True if the content opens as a part of another clause: "who had helped", "because it fell", "of the harbour"."""
    s = clause.syntax
    if s.tag[opening].startswith("W"):
        return True
    head = s.head[opening]
    if s.dep[opening] == "mark":
        return head in (clause.root, clause.predicate) or not clause.holds(head)
    return s.dep[opening] in ("prep", "agent", "pcomp", "cc") and not clause.holds(head)
