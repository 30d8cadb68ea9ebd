"""What a statement is linked to, and how the claim that it founds relates to others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.linking import claims
from reportedly.linking.adjudicator import Finding, Relation
from reportedly.linking.claims import Candidate
from reportedly.linking.slots import Opposition
from reportedly.model import ClaimRelation, Stance

AFFIRM, DENY, UNCERTAIN = Stance.AFFIRM, Stance.DENY, Stance.UNCERTAIN
LINK, AGREE, POSSIBLE, RELATE = claims.LINK, claims.AGREE, claims.POSSIBLE, claims.RELATE


def candidate(key: str, stance: Stance = AFFIRM, **chances: float) -> Candidate:
    """A statement of the claim of the same name; the rest of the chances is for `other`."""
    found = {relation: chances.get(relation.name.lower(), 0.0) for relation in Relation}
    found[Relation.OTHER] = 1 - sum(found.values())
    finding = Finding(chances=found, words=None, by="made")
    return Candidate(statement=key, claim=key[0], stance=stance, similarity=0.5, finding=finding)


def test_a_statement_is_linked_to_the_likeliest_earlier_one() -> None:
    link = claims.decide(AFFIRM, [candidate("a1", same=LINK), candidate("b1", same=LINK + 0.2)]).link
    assert link is not None
    assert (link.statement, link.claim, link.contrary, link.chance) == ("b1", "b", False, LINK + 0.2)
    assert link.reasons[0] == "says the same as statement b1"


def test_of_equally_likely_ones_the_first_is_taken() -> None:
    link = claims.decide(AFFIRM, [candidate("a1", same=0.9), candidate("b1", same=0.9)]).link
    assert link is not None
    assert link.statement == "a1"


def test_the_contrary_links_as_the_same_does() -> None:
    link = claims.decide(AFFIRM, [candidate("a1", same=LINK / 3, contradicts=LINK)]).link
    assert link is not None
    assert link.contrary
    assert link.reasons[0] == "says the contrary of statement a1"


def test_a_claim_whose_other_statements_say_something_else_is_not_joined() -> None:
    drifted = [candidate("a1", same=0.05), candidate("a2", same=0.1), candidate("a3", same=0.9)]
    decision = claims.decide(AFFIRM, drifted)
    assert decision.link is None
    assert decision.possible is not None
    assert decision.possible.statement == "a3"
    link = claims.decide(AFFIRM, [*drifted, candidate("b1", same=LINK)]).link
    assert link is not None
    assert link.statement == "b1"
    of_one_matter = claims.decide(AFFIRM, [candidate("a1", same=AGREE), candidate("a2", same=0.9)]).link
    assert of_one_matter is not None
    assert of_one_matter.statement == "a2"


def test_what_is_not_sure_stays_possible_and_what_is_unlikely_does_not() -> None:
    decision = claims.decide(AFFIRM, [candidate("a1", same=POSSIBLE)])
    assert decision.link is None
    assert decision.possible is not None
    assert decision.possible.statement == "a1"
    assert claims.decide(AFFIRM, [candidate("a1", same=POSSIBLE - 0.01)]).possible is None


def test_what_cannot_be_on_the_same_side_is_linked_only_as_the_contrary() -> None:
    alike = replace(candidate("a1", same=0.9), opposition=Opposition.UNLIKE)
    assert claims.decide(AFFIRM, [alike]).link is None
    assert claims.decide(AFFIRM, [alike]).possible is None
    assert claims.decide(AFFIRM, [alike, candidate("b1", same=LINK)]).link is not None
    contrary = replace(candidate("a1", contradicts=0.9), opposition=Opposition.UNLIKE)
    assert claims.decide(AFFIRM, [contrary]).link is not None
    quoted = replace(alike, finding=replace(alike.finding, words=("none came", "was refused a doctor")))
    assert claims.decide(AFFIRM, [quoted]).link is not None


def test_two_denials_are_no_contraries_unless_words_are_given() -> None:
    both = replace(candidate("a1", DENY, contradicts=0.9), opposition=Opposition.SAME)
    assert not both.contrary
    assert replace(both, finding=replace(both.finding, words=("did not", "denied"))).contrary
    assert replace(candidate("a1", same=0.9), opposition=Opposition.CONTRARY).contrary


def test_judgements_override_what_is_found() -> None:
    unlikely, likely = candidate("a1", same=0.1), candidate("b1", same=0.9)
    link = claims.decide(AFFIRM, [unlikely, likely], judged=unlikely).link
    assert link is not None
    assert (link.claim, link.chance, link.reasons) == ("a", None, ("judged to say the same",))
    barred = claims.decide(AFFIRM, [unlikely, likely], barred={"b"})
    assert (barred.link, barred.possible) == (None, None)
    assert claims.decide(AFFIRM, [candidate("b1", entails=0.9)], barred={"b"}).related == ()


def test_a_founded_claim_is_related_to_others_once_each() -> None:
    decision = claims.decide(
        AFFIRM,
        [
            candidate("a1", entails=RELATE),
            candidate("a2", entailed_by=RELATE + 0.1),
            candidate("b1", entails=RELATE - 0.1),
        ],
    )
    assert [(r.claim, r.kind, r.statement) for r in decision.related] == [("a", ClaimRelation.ENTAILED_BY, "a2")]


def test_a_linked_statement_relates_its_claim_to_others() -> None:
    denied = [candidate("a1", DENY, contradicts=0.9), candidate("a2", entails=0.9), candidate("b1", entails=0.9)]
    decision = claims.decide(UNCERTAIN, denied)
    assert decision.related[0].kind is None
    decision = claims.decide(AFFIRM, denied)
    assert [(r.claim, r.kind, r.found) for r in decision.related] == [
        ("b", ClaimRelation.ENTAILS, ClaimRelation.ENTAILS)
    ]


@pytest.mark.parametrize(
    ("found", "mine", "theirs", "kind"),
    [
        (ClaimRelation.ENTAILS, AFFIRM, AFFIRM, ClaimRelation.ENTAILS),
        (ClaimRelation.ENTAILS, DENY, DENY, ClaimRelation.ENTAILED_BY),
        (ClaimRelation.ENTAILS, AFFIRM, DENY, ClaimRelation.EXCLUDES),
        (ClaimRelation.ENTAILS, DENY, AFFIRM, None),
        (ClaimRelation.ENTAILED_BY, AFFIRM, AFFIRM, ClaimRelation.ENTAILED_BY),
        (ClaimRelation.ENTAILED_BY, DENY, AFFIRM, ClaimRelation.EXCLUDES),
        (ClaimRelation.EXCLUDES, AFFIRM, AFFIRM, ClaimRelation.EXCLUDES),
        (ClaimRelation.EXCLUDES, AFFIRM, DENY, ClaimRelation.ENTAILS),
        (ClaimRelation.EXCLUDES, DENY, DENY, None),
        (ClaimRelation.ENTAILS, UNCERTAIN, AFFIRM, None),
    ],
)
def test_claims_relate_as_what_is_said_of_them(
    found: ClaimRelation, mine: Stance, theirs: Stance, kind: ClaimRelation | None
) -> None:
    assert claims.claims_related(found, mine, theirs) is kind


@pytest.mark.parametrize(
    ("own", "other", "contrary", "stance"),
    [
        (AFFIRM, AFFIRM, False, AFFIRM),
        (AFFIRM, AFFIRM, True, DENY),
        (DENY, DENY, True, AFFIRM),
        (DENY, DENY, False, DENY),
        (UNCERTAIN, AFFIRM, False, UNCERTAIN),
        (DENY, UNCERTAIN, False, DENY),
    ],
)
def test_a_linked_statement_takes_the_stance_of_the_other_or_the_opposite(
    own: Stance, other: Stance, contrary: bool, stance: Stance
) -> None:
    assert claims.linked_stance(own, other, contrary) is stance
