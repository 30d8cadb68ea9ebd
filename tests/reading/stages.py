"""Stages of reading with all that comes before them, for tests of one stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from reportedly.model import EventMention, Place, Quantity, Statement, Time
from reportedly.reading.attribution.stage import Attribution, find_attributions
from reportedly.reading.events.model_typing import ModelTyping
from reportedly.reading.events.stage import find_events
from reportedly.reading.factuality import Commitments
from reportedly.reading.parsed import Parsed
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.triggers.stage import Typed, find_triggers


def attributions(parsed: Parsed) -> tuple[Attribution, ...]:
    """Who says what, by rules and tagger together."""
    return find_attributions(parsed, gather_evidence(parsed, find_triggers(parsed)))


class TablesAlone(ModelTyping):
    """A typing without the trained model: types are those of the tables, factuality that of the parse."""

    def __init__(self) -> None:
        self._commitments = Commitments()

    def factuality(self, trigger: Token) -> float:
        """By the tables."""
        return self._commitments(trigger)

    def decide(self, trigger: Token, typed: Mapping[int, Typed]) -> Typed | None:
        """By the tables."""
        return typed.get(trigger.i)


def events(
    parsed: Parsed,
    statements: Sequence[Statement],
    times: Sequence[Time] = (),
    places: Sequence[Place] = (),
    quantities: Sequence[Quantity] = (),
) -> tuple[EventMention, ...]:
    """Event mentions by the tables alone."""
    return find_events(parsed, statements, times, places, quantities, find_triggers(parsed), TablesAlone())
