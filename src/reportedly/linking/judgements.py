"""What people judged of statements, for linking.

"The same" is transitive: two statements that say the same as a third say the same. A statement that is different from
one is different from all that say the same as that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.record import Judgement


class Judged:
    """The judgements that are not revoked; those of a statement that was read wrong say nothing of others."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        unrevoked = [j for j in judgements if j.revoked_at is None]
        self.wrong = {j.statements[0] for j in unrevoked if j.verdict is Verdict.WRONG}
        """Ids of the statements that were read wrong."""
        counting = [j for j in unrevoked if not self.wrong.intersection(j.statements)]
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
        one, other = judgement.statements
        against = contradicted(judgement.verdict, one, other, self._judgements) if self.is_against(judgement) else ()
        self.add(judgement)
        return against

    def is_against(self, judgement: Judgement) -> bool:
        """True if an unrevoked judgement of two statements contradicts those that count."""
        mine, theirs = map(self._root, judgement.statements)
        return mine == theirs if judgement.verdict is Verdict.DIFFERENT else theirs in self._different.get(mine, ())

    def add(self, judgement: Judgement) -> None:
        """Count a judgement, unless it is revoked or of one statement."""
        if judgement.revoked_at is not None or judgement.verdict is Verdict.WRONG:
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
