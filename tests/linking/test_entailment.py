"""What bears on a claim through narrower and broader ones."""

from __future__ import annotations

from reportedly.linking.entailment import MOST, bearing, broader, narrower
from reportedly.linking.status import claim_status
from reportedly.model import Party, Status
from tests.linking.test_status import voices

ENTAIL = {"sent": ["many sent", "sent by rail"], "many sent": ["12,000 sent"], "12,000 sent": ["sent"]}


def test_what_entails_a_claim_is_followed_as_far_as_it_goes() -> None:
    assert narrower("sent", ENTAIL) == ["many sent", "sent by rail", "12,000 sent"]
    assert broader("sent", {}) == []
    assert len(narrower("0", {str(n): [str(n + 1)] for n in range(2 * MOST)})) == MOST


def test_who_affirms_the_narrower_affirms_the_broader_and_who_denies_the_broader_denies_the_narrower() -> None:
    own, through, against = voices("Norway+1"), voices("Portugal+2 Peru-2"), voices("Chile-3 Oman+3")
    said = bearing(own, through, against)
    assert [(v.party.name, v.stance) for v in said] == [
        ("Norway", own[0].stance),
        ("Portugal", through[0].stance),
        ("Chile", against[0].stance),
    ]


def test_who_admits_something_narrower_no_longer_denies_the_broader() -> None:
    denied = voices("Norway+1 Chile-2", about=Party("Chile"))
    admitted = voices("Chile+3", about=Party("Chile"))
    found = claim_status(bearing(denied, admitted, ()), Party("Chile"), boast=False)
    assert found.status is Status.ACKNOWLEDGED
