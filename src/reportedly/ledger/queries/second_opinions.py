"""Second opinions: pairs of statements that one person has judged, for another to judge without the first verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.linking.judgements import prevailing, votes_by_subject
from reportedly.listing import Filter
from reportedly.model import Verdict
from reportedly.store import judgements, topic_claims

if TYPE_CHECKING:
    from reportedly.store.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """A question to a second person: do these two say the same?

    It tells neither who has judged them nor how, and not their claims, which follow from that.
    """

    statement: str
    other: str


def wanted(connection: Connection, by: str, topic: str | None) -> list[SecondOpinion]:
    """The pairs that exactly one person has judged, and not this one; those judged first come first.

    With a topic only those with a statement in one of its claims. Pairs with a statement that was read wrong are left
    out. What is revoked does not count.
    """
    votes = votes_by_subject(judgements.rows(connection))
    wrong = {subject[0] for subject, given in votes.items() if prevailing(given) is Verdict.WRONG}
    asked = [
        (given[0].at, subject)
        for subject, given in votes.items()
        if len(subject) == 2 and len(given) == 1 and given[0].by != by and wrong.isdisjoint(subject)
    ]
    known = topic_claims.claims_of(connection, {key for _, pair in asked for key in pair})
    within = None if topic is None else topic_claims.statements_in(connection, Filter(topic=topic))
    return [
        SecondOpinion(statement=one, other=other)
        for _, (one, other) in sorted(asked)
        if {one, other} <= known.keys() and (within is None or not within.isdisjoint((one, other)))
    ]
