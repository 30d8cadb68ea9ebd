"""When: time expressions as TIMEX3, and the day on which something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Doc

    from reportedly.model import Time
    from reportedly.reading.attribution import Attribution


def find_times(doc: Doc, published: date | None) -> tuple[Time, ...]:
    """All time expressions in text order; relative ones are unresolved where `published` is None."""
    return ()


def time_of_saying(doc: Doc, said: Attribution, times: Sequence[Time], published: date | None) -> date | None:
    """The day on which the source spoke, where a time expression hangs on the cue; else None."""
    return None
