"""The agent of a claim: the party whose act it is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.model import Act

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.model import Party, Statement

_NO_DEED = frozenset({Act.DEMAND, Act.EVALUATE, Act.PREDICT, Act.PROMISE, Act.DECLINE})


def agent_of(statement: Statement, speaker: Party | None) -> Party | None:
    """The party whose act a statement is about; None if it is about no act, or the agent is not named.

    `speaker` is the party that speaks: "denied that it was sending troops" is about the speaker.
    """
    agent = statement.proposition.agent if statement.proposition else None
    if agent is None or statement.act in _NO_DEED:
        return None
    return speaker if agent.speaker else agent.party


def agreed(votes: Iterable[Party | None]) -> Party | None:
    """The party that more than half of the votes name, those for nobody left out; None if there is no such party."""
    counted = Counter(v for v in votes if v is not None)
    best, number = counted.most_common(1)[0] if counted else (None, 0)
    return best if 2 * number > counted.total() else None
