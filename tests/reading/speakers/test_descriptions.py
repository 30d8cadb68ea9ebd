"""Descriptions of people, bodies and texts, in parses written down by hand."""

from __future__ import annotations

import pytest

from reportedly.model import ActorKind
from reportedly.reading.speakers.descriptions import resolve_description
from reportedly.reading.speakers.discourse import Description, Discourse
from reportedly.reading.speakers.entity import Entity, Mention
from reportedly.reading.speakers.phrases import head_mention, split_source
from tests.reading.speakers.discourses import discourse_of

AMBASSADOR = """
Canada     NNP nsubj    2 ent=GPE
met        VBD ROOT     0 lemma=meet
Danish     JJ  amod     6 ent=NORP
Ambassador NNP compound 6
Lars       NNP compound 6 ent=PERSON
Holm       NNP dobj     2 ent=PERSON
.          .   punct    2

"""

THE_ENVOY = (
    AMBASSADOR
    + """
The   DT  det   2
envoy NN  nsubj 3
left  VBD ROOT  0 lemma=leave
.     .   punct 3
"""
)

PERUVIAN_ENVOY = (
    AMBASSADOR
    + """
The      DT  det   3
Peruvian JJ  amod  3 ent=NORP
envoy    NN  nsubj 4
left     VBD ROOT  0 lemma=leave
.        .   punct 4
"""
)

MINISTERS = (
    AMBASSADOR
    + """
Two       CD  nummod 2
ministers NNS nsubj  3
left      VBD ROOT   0 lemma=leave
.         .   punct  3
"""
)

AGENCY = """
The       DT  det      3
Harbour   NNP compound 3 ent=ORG
Agency    NNP nsubj    4 ent=ORG
warned    VBD ROOT     0 lemma=warn
.         .   punct    4

The       DT  det      2
agency    NN  nsubj    3
waited    VBD ROOT     0 lemma=wait
.         .   punct    3
"""

THEIR_NAVY = """
Peru    NNP nsubj 2 ent=GPE
waited  VBD ROOT  0 lemma=wait
.       .   punct 2

Its     PRP$ poss  2
navy    NN   nsubj 3
left    VBD  ROOT  0 lemma=leave
.       .    punct 3
"""

POLL = """
A       DT  det      3
Gallup  NNP compound 3 ent=ORG
poll    NN  nsubj    4
came    VBD ROOT     0 lemma=come
.       .   punct    4

The     DT  det      2
poll    NN  nsubj    3
showed  VBD ROOT     0 lemma=show
gains   NNS dobj     3
.       .   punct    3
"""


def resolved(discourse: Discourse, start: int, end: int) -> Entity:
    phrase = split_source(discourse.roster, discourse.mentions, start, end)
    _, qualifier = head_mention(discourse.mentions, phrase)
    owner = qualifier.entity if qualifier is not None else None
    return resolve_description(discourse, Description(phrase, owner, ()))


def test_the_envoy_is_the_ambassador_named_before() -> None:
    assert resolved(discourse_of(THE_ENVOY), 7, 9).name == "Lars Holm"


def test_an_envoy_of_another_state_is_somebody_else() -> None:
    envoy = resolved(discourse_of(PERUVIAN_ENVOY), 7, 10)
    assert envoy.name != "Lars Holm"
    assert envoy.party == "Peru"


def test_two_ministers_are_a_group() -> None:
    ministers = resolved(discourse_of(MINISTERS), 7, 9)
    assert (ministers.name, ministers.kind, ministers.plural) == ("ministers", ActorKind.GROUP, True)


@pytest.mark.parametrize(("between", "same"), [(2, True), (9, False)])
def test_the_ministers_are_those_mentioned_a_few_sentences_before(between: int, same: bool) -> None:
    rain = "\nRain NN nsubj 2\nfell VBD ROOT 0\n. . punct 2\n"
    again = "\nThe DT det 2\nministers NNS nsubj 3\nslept VBD ROOT 0\n. . punct 3\n"
    discourse = discourse_of(MINISTERS + rain * between + again)
    ministers = resolved(discourse, 7, 9)
    discourse.salience.add_source(Mention(7, 9, ministers, subject=True))
    start = discourse.roster.syntax.n - 4
    assert (resolved(discourse, start, start + 2) is ministers) is same


def test_the_agency_is_the_one_named_before() -> None:
    assert resolved(discourse_of(AGENCY), 5, 7).name == "Harbour Agency"


def test_a_body_with_a_possessive_is_named_after_its_owner() -> None:
    discourse = discourse_of(THEIR_NAVY)
    peru = discourse.mentions.in_order[0].entity
    phrase = split_source(discourse.roster, discourse.mentions, 3, 5)
    navy = resolve_description(discourse, Description(phrase, peru, (), possessed=True))
    assert (navy.name, navy.kind, navy.of) == ("Peruvian navy", ActorKind.MILITARY, "Peru")


def test_the_poll_is_whoever_was_named_with_it() -> None:
    assert resolved(discourse_of(POLL), 5, 7).name == "Gallup"


def test_a_spokesman_speaks_for_a_body() -> None:
    discourse = discourse_of(AGENCY.replace("agency    NN", "spokesman NN"))
    spokesman = resolved(discourse, 5, 7)
    assert spokesman.voice_of is not None
    assert (spokesman.name, spokesman.gender, spokesman.is_person) == ("Harbour Agency", "m", True)
    assert not spokesman.voice_of.is_person
