"""What is expected next: whether a statement is about a time after its own, when it falls due and how likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Doc

    from reportedly.model import Forecast, Time
    from reportedly.reading.attribution import Attribution
    from reportedly.reading.stance import Saying


def find_forecast(
    doc: Doc, said: Attribution, stance: Saying, times: Sequence[Time], published: date | None
) -> Forecast | None:
    """The forecast that a statement makes, or None where it is about its own time or an earlier one."""
    return None
