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
