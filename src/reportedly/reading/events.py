"""What is said to happen: event mentions with PLOVER type, participants, circumstances and factuality."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.model import EventMention, Place, Quantity, Statement, Time


def find_events(
    doc: Doc,
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place],
    quantities: Sequence[Quantity],
) -> tuple[EventMention, ...]:
    """All event mentions in text order."""
    return ()
