"""Salience and agreement: whom pronouns refer to, over entities and parses written down by hand."""

from __future__ import annotations

import pytest

from reportedly.lexicon.roles import Role, RoleClass, bodies
from reportedly.model import ActorKind
from reportedly.reading.speakers.agreement import fits_body, fits_pronoun, fits_role, pronoun_at
from reportedly.reading.speakers.entity import Entity, Mention
from reportedly.reading.speakers.salience import Anaphor, AnaphorKind, Salience
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


def who(salience: Salience, pronoun: str = "he", own: tuple[tuple[int, int], ...] = ()) -> Entity | None:
    """Whom a pronoun at the place of "he" most likely refers to."""
    return salience.most_likely(pronoun_at(pronoun, HE, own, salience))


def test_a_subject_is_more_likely_than_an_object() -> None:
    found = who(discourse_of(MEETING).salience)
    assert found is not None
    assert found.name == "Pedro Salas"


def test_a_source_is_more_likely_than_a_subject() -> None:
    discourse = discourse_of(MEETING)
    holm = entity_of(discourse, "Lars Holm")
    discourse.salience.add_source(Mention(3, 5, holm, subject=True))
    assert who(discourse.salience) is holm
    assert discourse.salience.last_speaker(HE) is holm
    assert discourse.salience.last_speaker(3) is None


def test_nobody_is_looked_for_first_in_what_he_says_himself() -> None:
    discourse = discourse_of(MEETING)
    assert who(discourse.salience, own=((0, 2),)) is entity_of(discourse, "Lars Holm")


def test_a_gender_that_does_not_fit_excludes() -> None:
    assert who(discourse_of(MEETING).salience, "she") is None


def test_every_candidate_comes_with_what_speaks_for_it() -> None:
    discourse = discourse_of(MEETING)
    holm = entity_of(discourse, "Lars Holm")
    discourse.salience.add_source(Mention(3, 5, holm, subject=True))
    found = dict(discourse.salience.candidates(pronoun_at("he", HE, (), discourse.salience)))
    assert {entity.name if entity else None for entity in found} == {"Lars Holm", "Pedro Salas", None}
    assert {"last speaker", "distance 1", "last source", "said 1", "rank 0"} <= set(found[holm])
    assert {"last subject", "said 0", "rank 1", "first"} <= set(found[entity_of(discourse, "Pedro Salas")])


def test_a_description_may_be_of_somebody_new() -> None:
    salience = discourse_of(MEETING).salience
    described = Anaphor(
        kind=AnaphorKind.BODY, position=HE, own=(), fit=lambda _: None, head="agency", words=frozenset({"spy"})
    )
    assert salience.candidates(described) == [(None, ["new", "new words 1", "new of 0"])]
    assert salience.most_likely(described) is None


def test_a_gender_that_a_pronoun_has_shown_is_kept_apart_from_the_entity() -> None:
    salience = discourse_of(MEETING).salience
    somebody = Entity("Kim Aster", ActorKind.PERSON)
    salience.learn_gender(somebody, "f")
    assert somebody.gender is None
    assert salience.gender_of(somebody) == "f"


def test_a_mention_too_far_back_is_forgotten() -> None:
    salience = discourse_of(MEETING).salience
    fit = fits_pronoun("he", salience.gender_of)
    assert salience.most_likely(Anaphor(kind=AnaphorKind.HE, position=HE, own=(), fit=fit, far=0)) is None


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
    mayor = fits_role(Role(noun="mayor", cls=RoleClass.POST, gender=None, like=frozenset()), None, lambda e: e.gender)
    assert [mayor(e) for e in (envoy, PERSON, MINISTRY)] == [None, -1.0, None]
    danish = fits_role(role, "Denmark", lambda entity: entity.gender)
    assert [danish(e) for e in (envoy, ambassador)] == [0.0, None]


def test_agreement_of_bodies() -> None:
    agency = fits_body(bodies()["agency"], None)
    named, described = (
        Entity("Spy Agency", ActorKind.AGENCY, nouns={"agency"}),
        Entity("an agency", ActorKind.UNNAMED, nouns={"agency"}, human=False),
    )
    assert [agency(e) for e in (named, described, PERSON, GROUP)] == [0.0, 0.0, None, None]
    firm = fits_body(bodies()["company"], None)
    assert firm(Entity("Norvik", ActorKind.ORGANISATION)) == -0.6
    assert firm(Entity("Norvik", ActorKind.PERSON)) == -3.0


def test_what_somebody_says_is_known_as_quoted() -> None:
    discourse = discourse_of(MEETING)
    salience = Salience(discourse.roster.syntax, discourse.mentions, [(6, 10)])
    assert [salience.is_quoted(i) for i in (5, 6, 9, 10)] == [False, True, True, False]
