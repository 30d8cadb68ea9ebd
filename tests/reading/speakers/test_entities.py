"""Entities: each person and body once, however it is named."""

from __future__ import annotations

from datetime import UTC, datetime

from reportedly.lexicon import actors
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from tests.reading.speakers.discourses import discourse_of, entity_of

MINISTRY = """
Chile    NNP poss     4 ent=GPE
’s       POS case     1
health   NN  compound 4
ministry NN  nsubj    5
met      VBD ROOT     0 lemma=meet
.        .   punct    5

The      DT  det      2
Ministry NNP nsubj    7
of       IN  prep     2
Health   NNP pobj     3
of       IN  prep     4
Chile    NNP pobj     5 ent=GPE
met      VBD ROOT     0 lemma=meet
.        .   punct    7
"""

PEOPLE = """
Trade    NNP compound 4
Minister NNP compound 4
Jorge    NNP compound 4 ent=PERSON
Salas    NNP nsubj    5 ent=PERSON
left     VBD ROOT     0 lemma=leave
.        .   punct    5

Salas    NNP nsubj    2 ent=PERSON
met      VBD ROOT     0 lemma=meet
Peruvian JJ  amod     6 ent=NORP
envoy    NN  compound 6
Ana      NNP compound 6 ent=PERSON
Ruiz     NNP dobj     2 ent=PERSON
.        .   punct    2
"""

COMPANY = """
The      DT  det      4
Merrow   NNP compound 4 ent=ORG
Shipping NNP compound 4 ent=ORG
Company  NNP nsubj    8 ent=ORG
(        -LRB- punct  6
MSC      NNP appos    4 ent=ORG
)        -RRB- punct  6
closed   VBD ROOT     0 lemma=close
.        .   punct    8

MSC      NNP nsubj    2 ent=ORG
left     VBD ROOT     0 lemma=leave
.        .   punct    2
"""

SHORT = """
Jorge   NNP compound 2 ent=PERSON
Salas   NNP nsubj    3 ent=PERSON
left    VBD ROOT     0 lemma=leave
.       .   punct    3

Rain    NN  nsubj    2
hit     VBD ROOT     0
Pedro   NNP compound 4 ent=PERSON
Salas   NNP dobj     2 ent=PERSON
.       .   punct    2

Salas   NNP nsubj    2 ent=PERSON
slept   VBD ROOT     0 lemma=sleep
.       .   punct    2
"""


def test_two_wordings_of_a_ministry_are_one_entity() -> None:
    found = discourse_of(MINISTRY)
    ministries = [m for m in found.mentions.in_order if m.entity.kind is ActorKind.MINISTRY]
    assert [(m.start, m.end) for m in ministries] == [(0, 4), (7, 12)]
    assert ministries[0].entity is ministries[1].entity
    assert ministries[0].entity.name == "Chilean Health Ministry"
    assert ministries[0].entity.of == "Chile"


def test_a_last_name_is_the_person_introduced_in_full() -> None:
    found = discourse_of(PEOPLE)
    salas = [m for m in found.mentions.in_order if m.entity.name == "Jorge Salas"]
    assert [m.start for m in salas] == [2, 6]
    assert salas[0].entity is salas[1].entity
    assert salas[0].begin == 0
    assert {"minister", "trade minister"} & salas[0].entity.nouns


def test_of_two_people_of_one_last_name_the_last_subject_is_meant() -> None:
    found = discourse_of(SHORT)
    assert [m.entity.name for m in found.mentions.in_order] == ["Jorge Salas", "Pedro Salas", "Jorge Salas"]


def test_an_acronym_stands_for_its_body() -> None:
    found = discourse_of(COMPANY)
    assert {m.entity.name for m in found.mentions.in_order} == {"Merrow Shipping Company"}


def test_a_person_of_the_roster_speaks_for_the_party_while_in_office() -> None:
    entry = actors.canonical("Angela Merkel")
    assert entry is not None
    in_office = discourse_of(PEOPLE, published=datetime(2015, 5, 1, tzinfo=UTC)).entities.of_entry(entry)
    after = discourse_of(PEOPLE, published=datetime(2024, 5, 1, tzinfo=UTC)).entities.of_entry(entry)
    assert (in_office.of, after.of) == ("Germany", None)


def test_the_outlet_is_an_entity() -> None:
    assert discourse_of(PEOPLE).entities.outlet is None
    outlet = discourse_of(PEOPLE, outlet="Fjord Wire").entities.outlet
    assert outlet is not None
    assert (outlet.name, outlet.kind) == ("Fjord Wire", ActorKind.OUTLET)


def test_a_body_without_an_owner_of_the_roster_is_its_owners() -> None:
    found = discourse_of(MINISTRY)
    phrase = body_ending(found.roster, 3)
    assert phrase is not None
    owner = found.entities.add_person("Jorge Salas")
    body = found.entities.of_body(phrase, owner, "health ministry")
    assert (body.name, body.of) == ("Salas Health Ministry", "Jorge Salas")


def test_mentions_within_tokens() -> None:
    found = discourse_of(PEOPLE)
    assert [m.entity.name for m in found.mentions.within(8, 12)] == ["Peru", "Ana Ruiz"]
    assert [m.start for m in found.mentions.backwards_from(7)] == [6, 2]
    assert entity_of(found, "Ana Ruiz").of == "Peru"
