"""Salience and agreement: whom pronouns refer to, over entities and parses written down by hand."""

from __future__ import annotations

import pytest

from reportedly.lexicon.roles import Role, RoleClass
from reportedly.model import ActorKind
from reportedly.reading.speakers.agreement import fits_pronoun, fits_role
from reportedly.reading.speakers.entity import Entity, Mention
from tests.reading.speakers.discourses import discourse_of, entity_of

MEETING = """
Pedro  NNP compound 2 ent=PERSON
Salas  NNP nsubj    3 ent=PERSON
met    VBD ROOT     0 lemma=meet
Lars   NNP compound 5 ent=PERSON
Holm   NNP dobj     3 ent=PERSON
.      .   punct    3

The    DT  det      2
bridge NN  nsubj    3
is     VBZ ROOT     0
old    JJ  acomp    3
,      ,   punct    3
he     PRP nsubj    8
said   VBD ccomp    3
.      .   punct    3
"""
HE = 11


def test_a_subject_is_more_salient_than_an_object() -> None:
    salience = discourse_of(MEETING).salience
    found = salience.most_salient(HE, (), fits_pronoun("he", salience.gender_of))
    assert found is not None
    assert found.name == "Pedro Salas"


def test_a_source_is_more_salient_than_a_subject() -> None:
    discourse = discourse_of(MEETING)
    holm = entity_of(discourse, "Lars Holm")
    discourse.salience.add_source(Mention(3, 5, holm, subject=True))
    assert discourse.salience.most_salient(HE, (), fits_pronoun("he", discourse.salience.gender_of)) is holm
    assert discourse.salience.last_speaker(HE) is holm
    assert discourse.salience.last_speaker(3) is None


def test_nobody_is_looked_for_first_in_what_he_says_himself() -> None:
    discourse = discourse_of(MEETING)
    found = discourse.salience.most_salient(HE, [(0, 2)], fits_pronoun("he", discourse.salience.gender_of))
    assert found is entity_of(discourse, "Lars Holm")


def test_a_gender_that_does_not_fit_excludes() -> None:
    discourse = discourse_of(MEETING)
    assert discourse.salience.most_salient(HE, (), fits_pronoun("she", discourse.salience.gender_of)) is None


def test_a_gender_that_a_pronoun_has_shown_is_kept_apart_from_the_entity() -> None:
    salience = discourse_of(MEETING).salience
    somebody = Entity("Kim Aster", ActorKind.PERSON)
    salience.learn_gender(somebody, "f")
    assert somebody.gender is None
    assert salience.gender_of(somebody) == "f"


def test_a_mention_too_far_back_is_forgotten() -> None:
    discourse = discourse_of(MEETING)
    fit = fits_pronoun("he", discourse.salience.gender_of)
    assert discourse.salience.most_salient(HE, (), fit, far=0) is None


PERSON = Entity("Kim Aster", ActorKind.PERSON)
WOMAN = Entity("Ana Ruiz", ActorKind.PERSON, gender="f")
SOMEBODY = Entity("an official", ActorKind.UNNAMED, nouns={"official"})
MINISTRY = Entity("Danish Health Ministry", ActorKind.MINISTRY)
FORCES = Entity("Peruvian forces", ActorKind.ARMED_GROUP, plural=True)
GROUP = Entity("two pilots", ActorKind.GROUP, plural=True)
SPOKESMAN = Entity("Danish Health Ministry", ActorKind.MINISTRY, voice_of=MINISTRY)


@pytest.mark.parametrize(
    ("pronoun", "best", "possible", "excluded"),
    [
        ("she", [WOMAN], [PERSON, SOMEBODY, SPOKESMAN], [MINISTRY, GROUP]),
        ("he", [], [PERSON, SOMEBODY, SPOKESMAN], [WOMAN, MINISTRY, GROUP]),
        ("it", [MINISTRY], [FORCES], [WOMAN, PERSON, GROUP, SPOKESMAN]),
        ("they", [FORCES, GROUP], [MINISTRY, PERSON], []),
    ],
)
def test_agreement_of_pronouns(
    pronoun: str, best: list[Entity], possible: list[Entity], excluded: list[Entity]
) -> None:
    fit = fits_pronoun(pronoun, lambda entity: entity.gender)
    assert [fit(e) for e in best] == [0.0] * len(best)
    assert all((value := fit(e)) is not None and value < 0 for e in possible)
    assert [fit(e) for e in excluded] == [None] * len(excluded)


def test_agreement_of_roles() -> None:
    role = Role(noun="envoy", cls=RoleClass.SPEAKER, gender=None, like=frozenset({"ambassador"}))
    envoy = Entity("Lars Holm", ActorKind.PERSON, "Denmark", nouns={"envoy"})
    ambassador = Entity("Ana Ruiz", ActorKind.PERSON, "Peru", nouns={"ambassador"})
    any_party = fits_role(role, None, lambda entity: entity.gender)
    assert [any_party(e) for e in (envoy, ambassador, PERSON, MINISTRY)] == [0.0, -0.3, None, None]
    danish = fits_role(role, "Denmark", lambda entity: entity.gender)
    assert [danish(e) for e in (envoy, ambassador)] == [0.0, None]
