"""What tables and reader decide together about the type of an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from spacy.tokens import Token

from reportedly.model import EventType
from reportedly.reading.attribution.stage import listen
from reportedly.reading.events.model_typing import CORRECTS, GIVES, HeardEvents
from reportedly.reading.parsed import parse
from reportedly.reading.triggers.stage import Typed, event_words

pytestmark = pytest.mark.model


class Sure(HeardEvents):
    """A reader that is as sure of one type as it is told."""

    def __init__(self, chances: Mapping[EventType | None, float]) -> None:
        self._chances = chances

    def between(self, actors: Sequence[Token], recipients: Sequence[Token]) -> Mapping[EventType | None, float]:
        """What it was told."""
        del actors, recipients
        return self._chances


def decided(text: str, trigger: str, **chances: float) -> tuple[str | None, str]:
    words = event_words(parse(text))
    word = next(t for t in words.triggers if t.text == trigger)
    known: dict[EventType | None, float] = {EventType(k) if k != "NONE" else None: v for k, v in chances.items()}
    found = Sure(known).decided(word, words.typed)
    return (found.type, found.entry.name) if found else (None, "")


def test_the_tables_stand_against_a_reader_that_is_not_sure() -> None:
    assert decided("The army shelled the town.", "shelled", COERCE=CORRECTS - 0.01)[0] == EventType.ASSAULT


def test_a_sure_reader_corrects_a_type() -> None:
    assert decided("The army shelled the town.", "shelled", COERCE=CORRECTS) == (EventType.COERCE, "reader")


def test_a_sure_reader_takes_a_type_away() -> None:
    assert decided("The army shelled the town.", "shelled", NONE=CORRECTS) == (None, "")


def test_a_reader_gives_a_type_only_between_two_parties() -> None:
    assert decided("Chile upset Peru on Monday.", "upset", COERCE=GIVES) == (EventType.COERCE, "reader")
    assert decided("Chile upset Peru on Monday.", "upset", COERCE=GIVES - 0.01) == (None, "")
    assert decided("The price upset the wages on Monday.", "upset", COERCE=GIVES) == (None, "")


def test_hears_how_sure_the_text_is_and_what_passes_between_two() -> None:
    doc = parse("Government forces shelled the harbour town of Lira on Monday. The mayor did not resign.")
    words = event_words(doc)
    listened = listen(doc, words)
    heard = HeardEvents(listened.words, listened.heard)
    shelled, resign = (next(t for t in words.triggers if t.text == w) for w in ("shelled", "resign"))
    assert heard.factuality(shelled) > 2 > 0 > heard.factuality(resign)
    typed: Typed = words.typed[shelled.i]
    chances = heard.between(typed.actors, typed.recipients)
    assert sum(chances.values()) == pytest.approx(1, abs=1e-4)
    assert max(chances, key=lambda t: chances[t]) is EventType.ASSAULT


def test_nothing_between_those_who_do_not_share_a_sentence() -> None:
    doc = parse("The army shelled the town. The mayor did not resign.")
    listened = listen(doc, event_words(doc))
    army, mayor = (next(t for t in doc.doc if t.text == w) for w in ("army", "mayor"))
    assert HeardEvents(listened.words, listened.heard).between([army], [mayor]) == {}


def test_a_verb_that_carries_an_event_is_not_another_one() -> None:
    assert decided("The army conducted strikes on the rebels.", "conducted", ASSAULT=1.0) == (None, "")


def test_saying_is_no_deed() -> None:
    assert decided("The army said the rebels had left.", "said", ASSAULT=1.0) == (None, "")
    assert decided("The army said the rebels had left.", "said", ACCUSE=1.0) == (EventType.ACCUSE, "reader")
