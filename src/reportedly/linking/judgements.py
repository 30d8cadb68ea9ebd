"""What people judged of statements, for linking.

Two people may disagree on a pair or on a reading. Then what more of them say counts. If as many say either, the one
counts that lets the record say less: "different" before "same", "wrong" before "right". So until a third person
decides, the two statements stay apart, and the statement stays out.

"The same" is transitive: two statements that say the same as a third say the same. A statement that is different from
one is different from all that say the same as that one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.record import Judgement

_SAYS_LESS = (Verdict.DIFFERENT, Verdict.WRONG)


class Judged:
    """The judgements that count; those of a statement that was read wrong say nothing of others."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        force = in_force(judgements)
        self.wrong = {j.statements[0] for j in force if j.verdict is Verdict.WRONG}
        """Ids of the statements that were read wrong."""
        counting = [j for j in force if not self.wrong.intersection(j.statements)]
        self._same = _edges(counting, Verdict.SAME)
        self._different = _edges(counting, Verdict.DIFFERENT)

    def same(self, statement: str) -> set[str]:
        """The other statements that say the same as this one."""
        return _reached(statement, self._same) - {statement}

    def different(self, statement: str) -> set[str]:
        """The statements that must not belong to one claim with this one."""
        opposed = {o for one in _reached(statement, self._same) for o in self._different.get(one, {})}
        return {far for one in opposed for far in _reached(one, self._same)}


class Consistency:
    """Finds the judgements that contradict earlier ones; each costs nearly the same, however many there are.

    Statements that are judged the same are a disjoint set, found by its root; sets know those that they differ from.
    """

    def __init__(self) -> None:
        self._judgements: list[Judgement] = []
        self._roots: dict[str, str] = {}
        self._different: dict[str, set[str]] = {}

    def contradicted(self, judgement: Judgement) -> Sequence[Judgement]:
        """The earlier judgements that an unrevoked one of two statements contradicts; then it counts itself."""
        against = self.against(judgement)
        self.add(judgement)
        return against

    def against(self, judgement: Judgement) -> Sequence[Judgement]:
        """The judgements that count which an unrevoked one of two statements contradicts."""
        one, other = judgement.statements
        return contradicted(judgement.verdict, one, other, self._judgements) if self.is_against(judgement) else ()

    def is_against(self, judgement: Judgement) -> bool:
        """True if an unrevoked judgement of two statements contradicts those that count."""
        mine, theirs = map(self._root, judgement.statements)
        return mine == theirs if judgement.verdict is Verdict.DIFFERENT else theirs in self._different.get(mine, ())

    def add(self, judgement: Judgement) -> None:
        """Count a judgement, unless it is revoked or of one statement."""
        if judgement.revoked_at is not None or judgement.verdict.number == 1:
            return
        self._judgements.append(judgement)
        mine, theirs = map(self._root, judgement.statements)
        if judgement.verdict is Verdict.DIFFERENT:
            self._differ(mine, theirs)
        elif mine != theirs:
            self._unite(mine, theirs)

    def _root(self, statement: str) -> str:
        root = statement
        while (above := self._roots.get(root, root)) != root:
            root = above
        while statement != root:
            self._roots[statement], statement = root, self._roots.get(statement, root)
        return root

    def _differ(self, one: str, other: str) -> None:
        self._different.setdefault(one, set()).add(other)
        self._different.setdefault(other, set()).add(one)

    def _unite(self, one: str, other: str) -> None:
        if len(self._different.get(one, ())) < len(self._different.get(other, ())):
            one, other = other, one
        self._roots[other] = one
        for far in self._different.pop(other, ()):
            if far == other:
                far = one
            else:
                self._different[far].discard(other)
            self._differ(one, far)


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that count, in their order: unrevoked, and on the side that prevails."""
    given = list(judgements)
    verdicts = {subject: prevailing(votes) for subject, votes in votes_by_subject(given).items()}
    return [j for j in given if j.revoked_at is None and verdicts[j.statements] is j.verdict]


def votes_by_subject(judgements: Iterable[Judgement]) -> dict[tuple[str, ...], list[Judgement]]:
    """The unrevoked judgements of each pair and each statement, one a person: the last."""
    votes: dict[tuple[str, ...], dict[str, Judgement]] = {}
    for judgement in judgements:
        if judgement.revoked_at is None:
            votes.setdefault(judgement.statements, {})[judgement.by] = judgement
    return {subject: list(by_person.values()) for subject, by_person in votes.items()}


def prevailing(votes: Iterable[Judgement]) -> Verdict | None:
    """What counts of the votes on one pair or statement; None if there is none."""
    counts = Counter(vote.verdict for vote in votes)
    return max(counts, key=lambda verdict: (counts[verdict], verdict in _SAYS_LESS), default=None)


def first_contradiction(judgements: Iterable[Judgement]) -> tuple[Judgement, Judgement] | None:
    """A judgement with another one that it contradicts; None if there is no such.

    Both count, or both are of one person, who says opposite things of the same.
    """
    known, judgements = Consistency(), list(judgements)
    said: dict[tuple[tuple[str, ...], str], Judgement] = {}
    for judgement in judgements:
        if judgement.revoked_at is None:
            own = said.setdefault((judgement.statements, judgement.by), judgement)
            if own.verdict is not judgement.verdict:
                return judgement, own
    for judgement in in_force(judgements):
        if judgement.verdict.number == 2 and (against := known.contradicted(judgement)):
            return judgement, against[0]
    return None


def contradicted(verdict: Verdict, one: str, other: str, judgements: Iterable[Judgement]) -> Sequence[Judgement]:
    """The unrevoked judgements that a judgement of two statements would contradict; empty if there are none."""
    unrevoked = [j for j in judgements if j.revoked_at is None]
    same = _edges(unrevoked, Verdict.SAME)
    if verdict is Verdict.DIFFERENT:
        return _way(one, other, same)
    mine, theirs = _reached(one, same), _reached(other, same)
    return [
        j
        for j in unrevoked
        if j.verdict is Verdict.DIFFERENT
        and any(a in mine and b in theirs for a, b in (j.statements, j.statements[::-1]))
    ]


def _edges(judgements: Iterable[Judgement], verdict: Verdict) -> dict[str, dict[str, Judgement]]:
    edges: dict[str, dict[str, Judgement]] = {}
    for judgement in judgements:
        if judgement.verdict is verdict:
            one, other = judgement.statements
            edges.setdefault(one, {}).setdefault(other, judgement)
            edges.setdefault(other, {}).setdefault(one, judgement)
    return edges


def _reached(start: str, edges: dict[str, dict[str, Judgement]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = edges.get(waiting.pop(), {}).keys() - found
        found |= new
        waiting.extend(new)
    return found


def _way(start: str, end: str, edges: dict[str, dict[str, Judgement]]) -> list[Judgement]:
    """The fewest judgements that lead from one statement to the other."""
    ways: dict[str, list[Judgement]] = {start: []}
    waiting = [start]
    for at in waiting:
        for new, judgement in edges.get(at, {}).items():
            if new not in ways:
                ways[new] = [*ways[at], judgement]
                waiting.append(new)
    return ways.get(end, [])
