"""What the outlet says in its own voice: the clauses that nobody else is made to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.reading.attribution import Attribution


def find_own_voice(doc: Doc, attributed: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Statements with neither source nor cue: clauses outside every attribution."""
    return ()
