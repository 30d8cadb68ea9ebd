"""Which claim a statement joins: one decision a statement, with its reasons.

Reports are taken in order of publication. Of a report's statements the one that fits a claim best joins first, then
the next. A statement that fits no claim founds one. No statement ever changes its claim, so that what is known at a
date depends on nothing later, and adding reports one by one gives the same as a rebuild.

The fit of two statements is the cosine of their vectors. It is higher if they share predicate classes, lower if they
have different ones, and lower if only one of them is about the future. The fit of a statement to a claim is the mean of
two figures: its fit to the nearest member, and its mean fit to the nearer half of the members. The weights are close to
those of a logistic regression over pairs of statements of stories whose claims are marked (`eval/stories`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reportedly.linking.embedding import StatementEmbedding

SAME = 0.595
"""The least fit of a statement to a claim that it joins."""
SHARED_CLASS = 0.15
OTHER_CLASS = 0.07
OTHER_TIME = 0.05
"""Taken off if only one of two statements is about the future."""
ANSWER = 0.05
"""Added if the statement denies or answers a statement of the claim."""
CANDIDATES = 24
"""How many claims, the nearest ones, a statement is compared with."""
MAY_JOIN = SAME - 0.01
"""The least likeness to a member at which a claim is compared with: a statement never fits a claim better than it fits
the nearest member. The margin is for rounding."""
COMPARED = 32
"""How many members of a claim a statement is compared with: the first and the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The claim that a statement joins, None if it founds one, with fit and reasons."""

    claim: str | None
    fit: float
    reasons: tuple[str, ...]


def likeness(one: StatementEmbedding, other: StatementEmbedding) -> float:
    """How far two statements are about the same: about 0 for unrelated ones, above 1 for the same words."""
    value = float(one.vector @ other.vector)
    mine, theirs = one.classes.keys(), other.classes.keys()
    if mine and theirs:
        shared = len(mine & theirs) / len(mine | theirs)
        value += SHARED_CLASS * shared if shared else -OTHER_CLASS
    return value


def fit(one: StatementEmbedding, other: StatementEmbedding) -> float:
    """How far two statements say the same: their likeness, less if only one of them is about the future."""
    return likeness(one, other) - (OTHER_TIME if one.ahead != other.ahead else 0.0)


def fit_to_claim(one: StatementEmbedding, members: Sequence[StatementEmbedding]) -> float:
    """How far a statement says the same as the members of a claim."""
    values = sorted((fit(one, m) for m in compared(members)), reverse=True)
    better = values[: (len(values) + 1) // 2]
    return (values[0] + sum(better) / len(better)) / 2


def compared(members: Sequence[StatementEmbedding]) -> Sequence[StatementEmbedding]:
    """The members that stand for a claim: all of a small one, the first and the latest of a large one."""
    return members if len(members) <= COMPARED else (members[0], *members[1 - COMPARED :])


def decide(
    one: StatementEmbedding,
    candidates: Iterable[tuple[str, Sequence[StatementEmbedding]]],
    answered: str | None = None,
    *,
    judged: str | None = None,
    barred: Collection[str] = (),
    fits: dict[tuple[str, int], float] | None = None,
) -> Decision:
    """Which of these claims a statement joins; of claims that fit equally well the first.

    `answered` is the claim of the statement that this one denies or replies to. Judgements come first: `judged` is the
    claim of a statement that was judged to say the same, `barred` are claims of statements that were judged to say
    something else. `fits` is a cache of fits, by claim and number of members.
    """
    best, value, nearest = None, SAME, None
    fits = {} if fits is None else fits
    for claim, members in candidates:
        if claim in barred or judged not in {None, claim}:
            continue
        at = claim, len(members)
        if at not in fits:
            fits[at] = fit_to_claim(one, members)
        if claim == judged:
            return Decision(claim=claim, fit=fits[at], reasons=("judged to say the same",))
        found = fits[at] + (ANSWER if claim == answered else 0.0)
        if found > value or (best is None and found >= SAME):
            best, value, nearest = claim, found, members
    if best is None or nearest is None:
        return Decision(claim=None, fit=0.0, reasons=("says what nothing before it said",))
    return Decision(claim=best, fit=value, reasons=_reasons(one, nearest, answers=best == answered))


def _reasons(one: StatementEmbedding, members: Sequence[StatementEmbedding], *, answers: bool) -> tuple[str, ...]:
    like = max(compared(members), key=lambda m: fit(one, m))
    reasons = [f"words alike ({float(one.vector @ like.vector):.2f}) to statement {like.statement}"]
    if shared := sorted(one.classes.keys() & like.classes.keys()):
        reasons.append(f"both speak of {', '.join(shared)}")
    if answers:
        reasons.append("answers a statement of this claim")
    return tuple(reasons)
