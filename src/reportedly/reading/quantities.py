"""How many: numbers with their bounds, their unit and what they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reportedly.model import Quantity


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """All counted or measured quantities in text order; times and ordinals are none."""
    return ()
