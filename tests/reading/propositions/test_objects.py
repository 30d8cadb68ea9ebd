"""What or whom a proposition is about, and where and when it is so."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.model import Anchor, Place
from reportedly.reading.propositions.context import Context
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("said", "head", "party"),
    [
        ("Norway has closed three harbours", "harbour", None),
        ("Chilean trawlers rammed a Norwegian ferry", "ferry", "Norway"),
        ("the ferry was sunk by divers", "ferry", None),
        ("the cable is believed to have been cut by divers", "cable", None),
        ("divers are believed to have cut the cable", "cable", None),
        ("twelve sailors drowned", "sailor", None),
        ("a loan", None, None),
    ],
)
def test_an_object_is_what_it_befalls(said: str, head: str | None, party: str | None) -> None:
    found = proposition(said).object
    assert (found.head if found else None) == head
    assert (found.party.name if found and found.party else None) == party


@pytest.mark.parametrize(
    ("said", "doer", "head"),
    [
        ("bandits had raided two camps", "bandit", "camp"),
        ("two camps were raided by masked bandits", "bandit", "camp"),
        ("guards had shot five of the bandits", "guard", "bandit"),
        ("the camp burned down", None, "camp"),
    ],
)
def test_who_does_it_to_whom_need_be_no_party(said: str, doer: str | None, head: str) -> None:
    found = proposition(said)
    assert found.object is not None
    assert (found.doer, found.object.head) == (doer, head)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("the number of cars had not doubled", "double"),
        ("it was no accident", "accident"),
        ("no crane has been raised", "raise"),
    ],
)
def test_a_predicate_is_the_word_that_says_what_is_so(said: str, word: str) -> None:
    assert proposition(said).predicate == word


SAID = "The ferry sank in Bergen on Monday. Its owner was fined"


BERGEN = Context(
    places=[Place(anchor=Anchor.of(SAID, 18, 24), name="Bergen", geonameid=3161732, made_by="made")],
)


def test_times_are_the_values_in_the_content() -> None:
    assert proposition(SAID, parts=[(0, 34)], published=date(2031, 3, 5)).times == ("2031-03-03",)
    assert proposition(SAID, parts=[(36, len(SAID))], published=date(2031, 3, 5)).times == ()
    assert proposition(SAID, parts=[(0, 34)]).times == ()


def test_a_place_is_that_of_the_content_or_the_only_one_of_its_sentence() -> None:
    assert proposition(SAID, parts=[(0, 34)], context=BERGEN).place == 3161732
    assert proposition(SAID, parts=[(0, 14)], context=BERGEN).place == 3161732
    assert proposition(SAID, parts=[(36, len(SAID))], context=BERGEN).place is None
