"""The type of an event by tables and model together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from spacy.tokens import Token

from reportedly.model import EventType
from reportedly.reading.events.model_typing import CORRECTS, GIVES, ModelTyping
from reportedly.reading.parsed import parse
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.triggers.stage import Typed, find_triggers

pytestmark = pytest.mark.model


class Sure(ModelTyping):
    """A model that gives the probabilities that it is given."""

    def __init__(self, chances: Mapping[EventType | None, float]) -> None:
        self._chances = chances

    def between(self, actors: Sequence[Token], recipients: Sequence[Token]) -> Mapping[EventType | None, float]:
        """As given."""
        del actors, recipients
        return self._chances


def decided(text: str, trigger: str, **chances: float) -> tuple[str | None, str]:
    triggers = find_triggers(parse(text))
    word = next(t for t in triggers.tokens if t.text == trigger)
    known: dict[EventType | None, float] = {EventType(k) if k != "NONE" else None: v for k, v in chances.items()}
    found = Sure(known).decide(word, triggers.typed)
    return (found.type, found.entry.name) if found else (None, "")


def test_the_tables_stand_against_a_model_that_is_not_sure() -> None:
    assert decided("The army shelled the town.", "shelled", COERCE=CORRECTS - 0.01)[0] == EventType.ASSAULT


def test_a_sure_model_corrects_a_type() -> None:
    assert decided("The army shelled the town.", "shelled", COERCE=CORRECTS) == (EventType.COERCE, "reader")


def test_a_sure_model_takes_a_type_away() -> None:
    assert decided("The army shelled the town.", "shelled", NONE=CORRECTS) == (None, "")


def test_a_model_gives_a_type_only_between_two_parties() -> None:
    assert decided("Chile upset Peru on Monday.", "upset", COERCE=GIVES) == (EventType.COERCE, "reader")
    assert decided("Chile upset Peru on Monday.", "upset", COERCE=GIVES - 0.01) == (None, "")
    assert decided("The price upset the wages on Monday.", "upset", COERCE=GIVES) == (None, "")


def test_the_model_gives_how_sure_the_text_is_and_what_passes_between_two() -> None:
    doc = parse("Government forces shelled the harbour town of Lira on Monday. The mayor did not resign.")
    triggers = find_triggers(doc)
    evidence = gather_evidence(doc, triggers)
    typing = ModelTyping(evidence.words, evidence.tags)
    shelled, resign = (next(t for t in triggers.tokens if t.text == w) for w in ("shelled", "resign"))
    assert typing.factuality(shelled) > 2 > 0 > typing.factuality(resign)
    typed: Typed = triggers.typed[shelled.i]
    chances = typing.between(typed.actors, typed.recipients)
    assert sum(chances.values()) == pytest.approx(1, abs=1e-4)
    assert max(chances, key=lambda t: chances[t]) is EventType.ASSAULT


def test_nothing_between_those_who_do_not_share_a_sentence() -> None:
    doc = parse("The army shelled the town. The mayor did not resign.")
    evidence = gather_evidence(doc, find_triggers(doc))
    army, mayor = (next(t for t in doc.doc if t.text == w) for w in ("army", "mayor"))
    assert ModelTyping(evidence.words, evidence.tags).between([army], [mayor]) == {}


def test_a_verb_that_carries_an_event_is_not_another_one() -> None:
    assert decided("The army conducted strikes on the rebels.", "conducted", ASSAULT=1.0) == (None, "")


def test_saying_is_no_deed() -> None:
    assert decided("The army said the rebels had left.", "said", ASSAULT=1.0) == (None, "")
    assert decided("The army said the rebels had left.", "said", ACCUSE=1.0) == (EventType.ACCUSE, "reader")
