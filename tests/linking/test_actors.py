"""Who is the same across reports."""

from __future__ import annotations

import pytest

from reportedly.linking.actors import identity, is_named, names, party, publisher
from reportedly.model import Actor, ActorKey, ActorKind, Party

PERSON, BODY = ActorKind.PERSON, ActorKind.ORGANISATION


def _met(*actors: tuple[Actor, str]) -> list[ActorKey]:
    """The keys of actors as they are met, report by report."""
    known: dict[str, str] = {}
    keys = []
    for actor, report in actors:
        key = identity(actor, report, known)
        keys.append(key)
        for name in names(actor, key):
            known.setdefault(name, key.name)
    return keys


def _is_one(first: Actor, second: Actor) -> bool:
    one, other = _met((first, "r1"), (second, "r2"))
    return one == other


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (Actor(name="Ana Lund", kind=PERSON), Actor(name="ana lund", kind=PERSON), True),
        (Actor(name="Ana Lund", kind=PERSON), Actor(name="Ana M. Lund", kind=PERSON), True),
        (Actor(name="José Pérez", kind=PERSON), Actor(name="Jose Perez", kind=PERSON), True),
        (Actor(name="Lund", kind=PERSON), Actor(name="Lund", kind=PERSON), False),
        (Actor(name="Ana Lund", kind=PERSON), Actor(name="Lund", kind=PERSON), False),
        (Actor(name="Ana Lund", kind=PERSON), Actor(name="Eva Lund", kind=PERSON), False),
        (Actor(name="the police", kind=BODY), Actor(name="the police", kind=BODY), False),
        (Actor(name="the police", kind=BODY, of="Peru"), Actor(name="the police", kind=BODY, of="Peru"), False),
        (Actor(name="Ana Lund", kind=PERSON, of="Norway"), Actor(name="Ana Lund", kind=PERSON, of="Chile"), False),
        (Actor(name="Lisse Port Authority", kind=BODY), Actor(name="LPA", kind=BODY), True),
        (Actor(name="Lisse Bank", kind=BODY), Actor(name="LB", kind=BODY), False),
        (Actor(name="a witness", kind=ActorKind.UNNAMED), Actor(name="a witness", kind=ActorKind.UNNAMED), False),
        (Actor(name="residents", kind=ActorKind.GROUP), Actor(name="residents", kind=ActorKind.GROUP), False),
        (Actor(name="United States", kind=ActorKind.STATE), Actor(name="Washington", kind=ActorKind.STATE), True),
    ],
)
def test_the_same_actor_has_the_same_key(first: Actor, second: Actor, same: bool) -> None:
    assert _is_one(first, second) is same


def test_unnamed_sources_of_one_report_are_one() -> None:
    witness = Actor(name="a witness", kind=ActorKind.UNNAMED)
    one, other = _met((witness, "r1"), (witness, "r1"))
    assert one == other


@pytest.mark.parametrize(
    ("actor", "whose"),
    [
        (Actor(name="Ana Lund", kind=PERSON, of="Norway"), "Norway"),
        (Actor(name="Ana Lund", kind=PERSON), "Ana Lund"),
        (Actor(name="Kremlin", kind=ActorKind.GOVERNMENT), "Russia"),
        (Actor(name="Moscow", kind=ActorKind.STATE), "Russia"),
        (Actor(name="Donald Trump", kind=PERSON), "Donald Trump"),
        (Actor(name="Donald Trump", kind=PERSON, of="United States"), "United States"),
        (Actor(name="Ana Lund", kind=PERSON, of="Norway’s Fish Board"), "Norway"),
        (Actor(name="Norway's Fish Board", kind=BODY), "Norway"),
        (Actor(name="Norway Fish Board", kind=BODY), "Norway Fish Board"),
    ],
)
def test_a_word_is_the_partys(actor: Actor, whose: str) -> None:
    assert party(actor, identity(actor, "r1", {})) == Party(whose)


def test_a_body_without_a_name_is_no_party_of_other_reports() -> None:
    officer = Actor(name="a police officer", kind=ActorKind.UNNAMED, of="police")
    assert party(officer, identity(officer, "r1", {})) == Party("police", "r1")
    named = Actor(name="Ana Lund", kind=PERSON, of="police")
    assert party(named, identity(named, "r1", {})) == Party("Ana Lund")


@pytest.mark.parametrize(
    ("actor", "anonymous", "named"),
    [
        (Actor(name="Ana Lund", kind=PERSON), False, True),
        (Actor(name="Ana Lund", kind=PERSON), True, False),
        (Actor(name="a witness", kind=ActorKind.UNNAMED), False, False),
        (Actor(name="The Gazette", kind=ActorKind.OUTLET), False, False),
        (Actor(name="State News", kind=ActorKind.OUTLET, of="Chile"), False, True),
        (None, False, False),
    ],
)
def test_who_stands_behind_a_statement_by_name(actor: Actor | None, anonymous: bool, named: bool) -> None:
    assert is_named(actor, anonymous) is named


@pytest.mark.parametrize("text", ["Norway", "a witness @ r1", "a witness @ a @ b"])
def test_a_party_is_what_its_text_stands_for(text: str) -> None:
    assert str(Party.parse(text)) == text
    assert (Party.parse(text).report is None) is (text == "Norway")


@pytest.mark.parametrize(
    ("outlet", "party"), [("European Commission", Party("European Union")), ("Reuters", None), ("Fjord News", None)]
)
def test_a_body_that_publishes_itself_gives_its_own_word(outlet: str, party: Party | None) -> None:
    assert publisher(outlet) == party
    assert publisher(None) is None
