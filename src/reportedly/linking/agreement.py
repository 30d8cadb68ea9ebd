"""Where people judged differently, and how well they agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from reportedly.linking.judgements import prevailing, votes_by_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model import Verdict
    from reportedly.record import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two statements, or one, that people judged differently; no judgement of it is revoked."""

    statements: tuple[str, ...]
    counts: Verdict
    """What counts meanwhile: what more people say; if as many say either, what lets the record say less."""
    decided: bool
    """True if more people say one than the other; otherwise it waits for a third person."""
    judgements: tuple[Judgement, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well two people agree on what both have judged."""

    one: str
    other: str
    of: str
    """What they judged: "pairs", whether two statements say the same; "readings", whether one was read right."""
    judged: int
    """How many both have judged."""
    agreed: int
    kappa: float | None
    """Cohen's kappa, from -1 to 1; None if both gave one and the same answer throughout, so that it is undefined."""


def disagreements(judgements: Iterable[Judgement]) -> list[Disagreement]:
    """What people judged differently: first what waits for a third person, then what more of them say; latest first."""
    found = []
    for subject, votes in votes_by_subject(judgements).items():
        numbers = Counter(vote.verdict for vote in votes)
        counts = prevailing(votes)
        if len(numbers) > 1 and counts is not None:
            dated = tuple(sorted(votes, key=lambda vote: (vote.at, vote.id)))
            decided = numbers[counts] > numbers[counts.opposite]
            found.append(Disagreement(statements=subject, counts=counts, decided=decided, judgements=dated))
    found.sort(key=lambda d: (d.judgements[-1].at, d.statements), reverse=True)
    return sorted(found, key=lambda d: d.decided)


def agreements(judgements: Iterable[Judgement]) -> list[Agreement]:
    """How well each two people agree, in the order of their names; those with nothing in common are left out."""
    answers: dict[tuple[str, str, str], list[tuple[Verdict, Verdict]]] = {}
    for subject, votes in votes_by_subject(judgements).items():
        of = "pairs" if len(subject) == 2 else "readings"
        for one, other in combinations(sorted(votes, key=lambda vote: vote.by), 2):
            answers.setdefault((one.by, other.by, of), []).append((one.verdict, other.verdict))
    return [
        Agreement(
            one=one,
            other=other,
            of=of,
            judged=len(given),
            agreed=sum(a is b for a, b in given),
            kappa=kappa(given),
        )
        for (one, other, of), given in sorted(answers.items())
    ]


def kappa(answers: Sequence[tuple[Verdict, Verdict]]) -> float | None:
    """Cohen's kappa of two people's answers to the same questions: (po - pe) / (1 - pe).

    po is the share of questions with the same answer. pe is the share that would have it if each person gave every
    answer as often as they do, but by chance: over all answers, the sum of one person's share times the other's. 1 is
    full agreement, 0 as much as by chance, less than 0 less. It is undefined (None) without questions, and where pe is
    1: both gave one and the same answer throughout. J. Cohen (1960), A coefficient of agreement for nominal scales,
    Educational and Psychological Measurement 20 (1), 37-46.
    """
    number = len(answers)
    ones, others = Counter(one for one, _ in answers), Counter(other for _, other in answers)
    # In whole numbers, so that an undefined case is found exactly.
    same = sum(one is other for one, other in answers) * number
    chance = sum(ones[answer] * others[answer] for answer in ones)
    return None if number == 0 or chance == number * number else (same - chance) / (number * number - chance)
