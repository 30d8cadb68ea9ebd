"""The predicate of a content: negated, still to come, left open, called untrue, told as said earlier."""

from __future__ import annotations

import pytest

from reportedly.model import Act, Actor, ActorKind, Anchor, Quote, Stance
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("said", "negated"),
    [
        ("the bridge has collapsed", False),
        ("Norway had not touched the northern pillar", True),
        ("the engineers weren’t on the bridge", True),
        ("Norway and the north bank were hit", False),
        ("no fewer than 40 cars fell", False),
        ("not only the pillar fell", False),
        ("Norway is certain that no ship touched the pillar", True),
        ("One thing is for sure: the pillar was not touched", True),
        ("Norway will never forget the welders", False),
        ("there were no survivors", False),
        ("the pillar fell because it was not painted", False),
        ("nobody touched the pillar", True),
    ],
)
def test_a_content_is_negated_in_its_main_clause(said: str, negated: bool) -> None:
    assert proposition(said).negated is negated


@pytest.mark.parametrize(
    ("said", "mixed"),
    [
        ("the bridge still stands and no pillar has been hit", True),
        ("the welders were not paid and they have gone home", True),
        ("the bridge was closed but was not damaged", True),
        ("the bridge still stands and the pillars are dry", False),
        ("no pillar was hit and no welder was hurt", False),
        ("the bridge still stands because no ship touched it", False),
        ("Norway and Chile have not paid", False),
    ],
)
def test_joined_clauses_may_be_of_both_polarities(said: str, mixed: bool) -> None:
    assert proposition(said).mixed is mixed


def test_a_denial_of_a_negative_is_negated() -> None:
    assert proposition("it had not paid the welders", Act.DENY).negated


@pytest.mark.parametrize(
    ("said", "content", "act", "against"),
    [
        ("Peru denied that a tanker had sunk", "a tanker had sunk", Act.DENY, False),
        ("Peru denied sinking the tanker", "sinking the tanker", Act.DENY, False),
        ("The mayor did not believe that the bridge was unsafe", "the bridge was unsafe", Act.DENY, False),
        ("Peru said no tanker had sunk", "no tanker had sunk", Act.ASSERT, True),
        ("Peru said the talk of a wreck was a lie", "the talk of a wreck was a lie", Act.DENY, True),
        ("Peru rejected any part in the wreck", "any part in the wreck", Act.DENY, True),
        ("Peru denied that it had not paid", "it had not paid", Act.DENY, True),
        ("Peru said a tanker had sunk", "a tanker had sunk", Act.ASSERT, False),
    ],
)
def test_a_denial_stands_in_the_wording_or_in_the_cue(said: str, content: str, act: Act, against: bool) -> None:
    cue = next(w for w in ("denied", "did not believe", "said", "rejected") if w in said)
    places = [(said.index(words), said.index(words) + len(words)) for words in (content, cue)]
    source = Anchor.of(said, 0, said.index(cue) - 1)
    actor = Actor(name="Peru", kind=ActorKind.STATE, of="Peru")
    found = proposition(said, act, parts=[places[0]], cue=places[1], source=source, actor=actor)
    assert found.against is against


@pytest.mark.parametrize(("quote", "against"), [(Quote.DIRECT, True), (Quote.INDIRECT, False)])
def test_quoted_words_after_a_denying_cue_are_the_denial(quote: Quote, against: bool) -> None:
    said = "Peru dismissed it: they want to sell newspapers"
    assert proposition(said, Act.DENY, parts=[(19, len(said))], cue=(5, 14), quote=quote).against is against


@pytest.mark.parametrize(
    ("said", "ahead"),
    [
        ("the dam would be rebuilt by May", True),
        ("Corvo was preparing to evacuate", True),
        ("the dam could burst", True),
        ("the dam had burst", False),
    ],
)
def test_what_is_still_to_come_is_told_by_its_words(said: str, ahead: bool) -> None:
    assert proposition(said).ahead is ahead


@pytest.mark.parametrize(
    ("said", "conditional"),
    [
        ("If there is a crack, somebody will answer for it", True),
        ("If it is so, it was illegal", False),
        ("whether the bridge was checked", True),
        ("the bridge was checked", False),
    ],
)
def test_an_if_leaves_open_what_takes_no_side(said: str, conditional: bool) -> None:
    assert proposition(said).conditional is conditional


def test_an_if_in_one_part_leaves_the_side_taken_in_another() -> None:
    said = "If there is such a toll, he said, it would be lawful"
    assert proposition(said, parts=[(0, 23)]).conditional
    assert not proposition(said, parts=[(0, 23), (34, len(said))]).conditional


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("talk of a collapse is nothing but fiction", Stance.DENY),
        ("the story of the cracks is fake news", Stance.DENY),
        ("the cracks were a fabrication", Stance.DENY),
        ("the story of the ship is a big lie", Stance.DENY),
        ("welders have ruled out a ship", Stance.DENY),
        ("it is too early to say whether welding was at fault", Stance.UNCERTAIN),
        ("the number of cars could not be verified", Stance.UNCERTAIN),
        ("a ship could not be ruled out", Stance.UNCERTAIN),
        ("Norway has not commented", Stance.UNCERTAIN),
        ("the minister would not be drawn on the pillar", Stance.UNCERTAIN),
        ("the causes had not been disclosed", Stance.UNCERTAIN),
        ("the welding was a masterpiece", None),
        ("the talk of cracks as pure invention", Stance.DENY),
        ("the cracks could be part of a smear campaign", Stance.DENY),
        ("the films showed welders lying beside the pillar", None),
        ("a fake permit was found in the cabin", None),
        ("the finding rested on false papers", None),
    ],
)
def test_words_that_call_the_matter_untrue_or_open(said: str, verdict: Stance | None) -> None:
    assert proposition(said).verdict is verdict


@pytest.mark.parametrize(
    ("said", "cue", "earlier"),
    [
        ("The mayor had said it fell", "had said", True),
        ("The mayor said it fell", "said", False),
        ("The mayor admitted it after denying for days that it fell", "denying", True),
        ("According to the mayor it fell", "According to", False),
    ],
)
def test_what_is_said_in_the_pluperfect_or_beside_another_verb_is_earlier(said: str, cue: str, earlier: bool) -> None:
    at, fell = said.index(cue), said.index("it fell")
    assert proposition(said, parts=[(fell, len(said))], cue=(at, at + len(cue))).earlier is earlier
