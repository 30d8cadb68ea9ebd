"""An adjudicator that finds what a test tells it to, by words of both statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.linking.adjudicator import Finding, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.linking.adjudicator import Pair


@dataclass(kw_only=True)
class Scripted:
    """`script` has words of the newer statement, words of the earlier one, and the chances of relations."""

    script: Sequence[tuple[str, str, Mapping[Relation, float]]]
    name: str = "script"
    asked: list[Pair] = field(default_factory=list)

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Finding]:
        """The first entry whose words both statements have; else they have nothing to do with each other."""
        self.asked += pairs
        return [self._find(pair) for pair in pairs]

    def _find(self, pair: Pair) -> Finding:
        for one, other, given in self.script:
            if one in pair.one.content and other in pair.other.content:
                chances = {relation: given.get(relation, 0.0) for relation in Relation}
                chances[Relation.OTHER] += 1 - sum(chances.values())
                return Finding(chances=chances, words=(one, other), by=self.name)
        return Finding(chances={r: float(r is Relation.OTHER) for r in Relation}, words=None, by=self.name)
