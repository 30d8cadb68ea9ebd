"""Senses of event words: what is an attack, a stoppage, a match, a storm or a test."""

from __future__ import annotations

import pytest

from reportedly.model import EventType
from reportedly.reading.parsed import parse
from tests.reading.stages import events

pytestmark = pytest.mark.model


def _types(text: str) -> list[EventType]:
    return [e.type for e in events(parse(text), ()) if e.type]


@pytest.mark.parametrize(
    "text",
    [
        "Norway thrashed Iceland 5-0 in Bergen.",
        "The Dane crushed her rival in the semi-final.",
        "A tornado hit Tulsa and destroyed a school.",
        "Seven people were killed in a landslide near Pokhara.",
        "Floods killed 40 people in Assam.",
        "A lorry hit a school bus.",
        "The strike begins on Monday.",
        "The drug failed in a trial of 900 patients.",
        "Traders hammered the pound.",
    ],
)
def test_nobody_is_attacked_or_accused(text: str) -> None:
    assert _types(text) == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A drone hit Odesa.", EventType.ASSAULT),
        ("Police killed two gunmen after the storm.", EventType.ASSAULT),
        ("A truck bomb killed nine people.", EventType.ASSAULT),
        ("Gunmen attacked a football club in Lagos.", EventType.ASSAULT),
        ("Two men were stabbed on a train.", EventType.ASSAULT),
        ("Israel launched a strike on Tyre.", EventType.ASSAULT),
        ("The murder trial of the banker opens in June.", EventType.ACCUSE),
        ("Nurses at the hospital voted for a strike.", EventType.PROTEST),
        ("Drivers began a two-day strike over pay.", EventType.PROTEST),
    ],
)
def test_the_type_is_that_of_the_sense(text: str, type_: EventType) -> None:
    assert set(_types(text)) == {type_}


def test_the_report_decides_where_the_sentence_is_open() -> None:
    assert _types("The union called out all dockers and miners. The strike begins on Monday.") == [EventType.PROTEST]
    assert _types("The army moved its missiles. The strike begins on Monday.") == [EventType.ASSAULT]


def test_a_dateline_does_nothing() -> None:
    (event,) = [e for e in events(parse("LOME, Togo (Agency) — Robbers shot a trader on Sunday."), ()) if e.type]
    assert [a.exact for a in event.actors] == ["Robbers"]


def test_a_pronoun_in_capitals_takes_no_part() -> None:
    assert _types("GIVE US FOOD, SAY PRISONERS") == []
