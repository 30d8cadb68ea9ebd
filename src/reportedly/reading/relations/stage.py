"""What answers what inside one report: denials and the statements they deny, statements that exclude each other."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.model import Act
from reportedly.reading.relations.contradictions import contradictions
from reportedly.reading.relations.similarity import Gists, same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Contradiction, EventMention, Quantity, Statement
    from reportedly.reading.parsed import Parsed

ANSWERING = frozenset({Act.DENY, Act.DECLINE})
NEAR = 24
"""Statements before and after a denial that it may answer; a report seldom goes back further."""
ENOUGH = 0.4
"""Share of the fewer content words that both must have for one to be about what the other says."""
POINTING = 5
"""Statements back that "the allegation" may point to."""
ASSERTING = frozenset({Act.ASSERT, Act.ACCUSE, Act.CONFIRM, Act.ESTIMATE, Act.EVALUATE})


def find_answers(parsed: Parsed, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements, with `answers` filled where a denial denies another one of them."""
    if not any(s.act in ANSWERING for s in statements):
        return tuple(statements)
    ordered = sorted(statements, key=lambda s: s.content[0])
    place = {s.id: i for i, s in enumerate(ordered)}
    gists = Gists(parsed.doc)
    return tuple(
        replace(s, answers=_answered(s, ordered, place[s.id], gists)) if s.act in ANSWERING else s for s in statements
    )


def find_contradictions(
    parsed: Parsed, statements: Sequence[Statement], events: Sequence[EventMention], quantities: Sequence[Quantity]
) -> tuple[Contradiction, ...]:
    """Pairs of statements by different sources that cannot both hold."""
    return contradictions(parsed.doc, statements, events, quantities)


def _answered(denial: Statement, ordered: Sequence[Statement], at: int, gists: Gists) -> str | None:
    """The id of the statement that a denial answers: the likest one near it, else the one that its noun points to."""
    best: tuple[float, int, str] | None = None
    mine = gists.of(denial)
    for i in range(max(0, at - NEAR), min(len(ordered), at + NEAR + 1)):
        other = ordered[i]
        if i == at or not _can_be_answered(denial, other):
            continue
        alike = mine.likeness(gists.of(other))
        if alike >= ENOUGH:
            rank = (alike + (0.2 if other.source is not None else 0.0), -abs(i - at), other.id)
            best = rank if best is None or rank > best else best
    if best is not None:
        return best[2]
    return _pointed_at(denial, ordered, at, gists)


def _pointed_at(denial: Statement, ordered: Sequence[Statement], at: int, gists: Gists) -> str | None:
    """ "denied the allegation": the last statement before by somebody else, by the one named where one is named."""
    mine = gists.of(denial)
    if not mine.words & _pointers():
        return None
    for i in range(at - 1, max(-1, at - 1 - POINTING), -1):
        other = ordered[i]
        if other.source is None or not _can_be_answered(denial, other):
            continue
        if not mine.names or mine.names & gists.names_of_source(other):
            return other.id
    return None


def _can_be_answered(denial: Statement, other: Statement) -> bool:
    if other.act not in ASSERTING or same_voice(denial, other):
        return False
    if other.source is None and denial.act is not Act.DENY:
        return False
    return not any(a.overlaps(b) for a in denial.content for b in other.content)


@cache
def _pointers() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("pointers.tsv"))
