"""Replies: which statement of the report a denial or a refusal to comment answers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.model import Act
from reportedly.reading.relations.similarity import Similarity, same_party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Statement
    from reportedly.reading.parsed import Parsed

_REPLYING = frozenset({Act.DENY, Act.DECLINE})
_ANSWERABLE = frozenset({Act.ASSERT, Act.ACCUSE, Act.CONFIRM, Act.ESTIMATE, Act.EVALUATE})
_NEAR = 24
"""Statements before and after a reply that it may answer; a report seldom goes back further."""
_ENOUGH = 0.4
"""Share of the fewer content words that both must have for one to be about what the other says; what is said to be so
must be among them."""
_WITH_SOURCE = 0.2
"""How much sooner a statement by a source is answered than one in the outlet's own voice."""
_POINTING_FAR = 5
"""Statements back that "the allegation" may point to."""


def find_replies(parsed: Parsed, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements, with `answers` filled where a denial denies another one of them."""
    if not any(s.act in _REPLYING for s in statements):
        return tuple(statements)
    ordered = sorted(statements, key=lambda s: s.content[0])
    place = {s.id: i for i, s in enumerate(ordered)}
    similarity = Similarity(parsed)
    return tuple(
        replace(s, answers=_answered(ordered, place[s.id], similarity)) if s.act in _REPLYING else s for s in statements
    )


def _answered(ordered: Sequence[Statement], at: int, similarity: Similarity) -> str | None:
    """The id of the statement that the reply at `at` answers: the likest one near it, else the one it points to."""
    reply = ordered[at]
    own = similarity.content_words(reply)
    best: tuple[float, int, str] | None = None
    for i in range(max(0, at - _NEAR), min(len(ordered), at + _NEAR + 1)):
        other = ordered[i]
        if i == at or not _can_be_answered(reply, other):
            continue
        overlap = own.overlap(similarity.content_words(other))
        if overlap >= _ENOUGH and similarity.share_predicate(reply, other):
            rank = (overlap + (_WITH_SOURCE if other.source is not None else 0.0), -abs(i - at), other.id)
            best = rank if best is None or rank > best else best
    return best[2] if best is not None else _pointed_at(ordered, at, similarity)


def _pointed_at(ordered: Sequence[Statement], at: int, similarity: Similarity) -> str | None:
    """ "Denied the allegation": the last statement before by somebody else, by the one named where one is named."""
    reply = ordered[at]
    own = similarity.content_words(reply)
    if not own.words & _pointers():
        return None
    for i in range(at - 1, max(-1, at - 1 - _POINTING_FAR), -1):
        other = ordered[i]
        if other.source is None or not _can_be_answered(reply, other):
            continue
        if not own.names or own.names & similarity.names_of_source(other):
            return other.id
    return None


def _can_be_answered(reply: Statement, other: Statement) -> bool:
    if other.act not in _ANSWERABLE or same_party(reply, other):
        return False
    if other.source is None and reply.act is not Act.DENY:
        return False
    return not any(a.overlaps(b) for a in reply.content for b in other.content)


@cache
def _pointers() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("pointers.tsv"))
