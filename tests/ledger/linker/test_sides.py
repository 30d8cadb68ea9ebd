"""Two statements as they are compared: what their slots tell beside what an adjudicator finds."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from reportedly.ledger.linker.sides import ComparedStatement
from reportedly.linking.adjudicator import Finding, Relation, Side
from reportedly.linking.claims import Candidate, linked_stance
from reportedly.linking.slots import Slots
from reportedly.model import Act, PredicateClass, Stance

AFFIRM, DENY = Stance.AFFIRM, Stance.DENY


def compared(words: str, slots: Slots) -> ComparedStatement:
    """A statement in these words with these slots."""
    side = Side(
        statement=words,
        report="r",
        actor=None,
        act=Act.DENY if slots.denies else Act.ASSERT,
        wording=words,
        content=words,
        sentence=words,
        title=None,
        outlet=None,
        day=date(2031, 3, 1),
    )
    return ComparedStatement(
        side=side,
        slots=slots,
        vector=np.array([1, 0], dtype=np.float32),
        match_vector=np.array([1, 0], dtype=np.float32),
    )


SENT = compared("troops were sent", Slots(predicate="send"))
DENIED = compared("troops were sent", Slots(denies=True, stance=DENY, predicate="send"))
NOT_SENT = compared("no troops were sent", Slots(negated=True, stance=DENY, predicate="send"))
ROSE = compared("prices rose", Slots(signed=(PredicateClass(name="change", sign=1),)))
FELL = compared("prices fell", Slots(signed=(PredicateClass(name="change", sign=-1),)))
NOT_RISEN = compared("prices did not rise", Slots(signed=ROSE.slots.signed, negated=True, stance=DENY))
FALL_DENIED = compared("prices fell", Slots(signed=FELL.slots.signed, denies=True, stance=DENY))


@pytest.mark.parametrize(
    ("one", "other", "stance", "contradicts", "expected"),
    [
        (SENT, SENT, AFFIRM, False, AFFIRM),
        (DENIED, SENT, AFFIRM, False, DENY),
        (DENIED, SENT, AFFIRM, True, DENY),
        (NOT_SENT, SENT, AFFIRM, True, DENY),
        (SENT, DENIED, DENY, True, AFFIRM),
        (SENT, DENIED, DENY, False, AFFIRM),
        (NOT_SENT, DENIED, DENY, False, DENY),
        (DENIED, NOT_SENT, DENY, False, DENY),
        (SENT, NOT_SENT, DENY, True, AFFIRM),
        (DENIED, DENIED, DENY, False, DENY),
        (FELL, ROSE, AFFIRM, False, DENY),
        (FELL, ROSE, AFFIRM, True, DENY),
        (FELL, NOT_RISEN, DENY, False, DENY),
        (FALL_DENIED, ROSE, AFFIRM, False, AFFIRM),
    ],
)
def test_a_denial_and_opposite_words_count_once(
    one: ComparedStatement, other: ComparedStatement, stance: Stance, contradicts: bool, expected: Stance
) -> None:
    relation = Relation.CONTRADICTS if contradicts else Relation.SAME
    finding = Finding(chances=dict.fromkeys(Relation, 0.0) | {relation: 1.0}, words=None, by="made")
    link = Candidate(
        statement="s", claim="c", stance=stance, similarity=0.9, finding=finding, opposition=one.opposition(other)
    )
    own = DENY if one.slots.denies or one.slots.negated else AFFIRM
    assert linked_stance(own, stance, link.contrary) is expected
