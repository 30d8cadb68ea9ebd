"""What is said to happen: event mentions with PLOVER type, participants, circumstances and factuality.

Every main verb and every noun that names a happening is a mention. Its type is what the tables of
event words and the reader give together; participants are given only where there is a type, for they are
the roles that PLOVER knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Anchor, EventMention
from reportedly.reading.events.circumstances import Circumstances
from reportedly.reading.events.source_commitments import Voices
from reportedly.reading.triggers.arguments import extent
from reportedly.reading.triggers.event_types import VERBAL
from reportedly.reading.triggers.stage import event_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from reportedly.model import Place, Quantity, Statement, Time
    from reportedly.reading.events.model_typing import HeardEvents
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.triggers.stage import EventWords

UNTYPED = "events: predicate"


def find_events(
    parsed: Parsed,
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place],
    quantities: Sequence[Quantity],
    words: EventWords | None = None,
    heard: HeardEvents | None = None,
) -> tuple[EventMention, ...]:
    """All event mentions in text order."""
    doc = parsed.doc
    words = words or event_words(parsed)
    voices = Voices(doc, statements)
    around = Circumstances(doc, words.triggers, times, places, quantities)
    found = []
    for trigger in words.triggers:
        event = words.typed.get(trigger.i) if heard is None else heard.decided(trigger, words.typed)
        statement = voices.statement(trigger)
        said = None if statement is None else voices.said(trigger, statement)
        if statement is None and event is not None and event.type in VERBAL:
            statement = voices.cued_by(trigger)
        found.append(
            EventMention(
                trigger=_anchor(doc, trigger.i, trigger.i + 1),
                type=event.type if event else None,
                mode=event.entry.mode if event and event.type is event.entry.type else None,
                actors=_anchors(doc, event.actors) if event else (),
                recipients=_anchors(doc, event.recipients) if event else (),
                place=around.place(trigger),
                time=around.time(trigger),
                quantities=around.quantities(trigger),
                statement=statement.id if statement else None,
                factuality=voices.outlet(trigger) if heard is None else heard.factuality(trigger),
                said_factuality=said,
                made_by=f"events: {event.entry.name}" if event else UNTYPED,
            )
        )
    return tuple(found)


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
