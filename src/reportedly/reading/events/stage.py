"""What is said to happen: event mentions with PLOVER type, participants, circumstances and factuality.

Every main verb and every noun that names an event is a mention. The tables of event words and the model give its type
together; only mentions with a type have participants, which are the roles of PLOVER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Anchor, EventMention
from reportedly.reading.events.circumstances import Circumstances
from reportedly.reading.events.senses import Senses
from reportedly.reading.events.source_commitments import SourceCommitments
from reportedly.reading.text.pronouns import pronouns_in_capitals
from reportedly.reading.triggers.arguments import extent
from reportedly.reading.triggers.event_types import VERBAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from reportedly.model import Place, Quantity, Statement, Time
    from reportedly.reading.events.model_typing import ModelTyping
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.triggers.stage import Triggers, Typed

UNTYPED = "events: predicate"


def find_events(
    parsed: Parsed,
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place],
    quantities: Sequence[Quantity],
    triggers: Triggers,
    typing: ModelTyping,
) -> tuple[EventMention, ...]:
    """All event mentions in text order."""
    doc = parsed.doc
    commitments = SourceCommitments(doc, statements)
    senses = Senses(doc)
    pronouns = pronouns_in_capitals(parsed.syntax)
    circumstances = Circumstances(doc, triggers.tokens, times, places, quantities)
    found = []
    for trigger in triggers.tokens:
        event = _in_its_sense(senses, trigger, typing.decide(trigger, triggers.typed))
        if event is not None and any(party.i in pronouns for party in (*event.actors, *event.recipients)):
            event = None  # "GIVE US OUR MONEY BACK": the parse takes the pronoun for a country
        statement = commitments.statement(trigger)
        said = None if statement is None else commitments.said(trigger, statement)
        if statement is None and event is not None and event.type in VERBAL:
            statement = commitments.cued_by(trigger)
        found.append(
            EventMention(
                trigger=_anchor(doc, trigger.i, trigger.i + 1),
                type=event.type if event else None,
                mode=event.entry.mode if event and event.type is event.entry.type else None,
                actors=_anchors(doc, event.actors) if event else (),
                recipients=_anchors(doc, event.recipients) if event else (),
                place=circumstances.place(trigger),
                time=circumstances.time(trigger),
                quantities=circumstances.quantities(trigger),
                statement=statement.id if statement else None,
                factuality=typing.factuality(trigger),
                said_factuality=said,
                made_by=f"events: {event.entry.name}" if event else UNTYPED,
            )
        )
    return tuple(found)


def _in_its_sense(senses: Senses, trigger: Token, event: Typed | None) -> Typed | None:
    """The event with the type that the trigger has in its sense; None where it has none there."""
    type_ = None if event is None else senses.type_of(trigger, event.type)
    if event is None or type_ is None:
        return None
    return event if type_ is event.type else event._replace(type=type_)


def _anchors(doc: Doc, heads: list[Token]) -> tuple[Anchor, ...]:
    found: list[Anchor] = []
    for head in sorted(heads, key=lambda t: t.i):
        anchor = _anchor(doc, *extent(head))
        if not any(anchor.overlaps(other) for other in found):
            found.append(anchor)
    return tuple(found)


def _anchor(doc: Doc, start: int, end: int) -> Anchor:
    span = doc[start:end]
    return Anchor(span.start_char, span.end_char, span.text)
