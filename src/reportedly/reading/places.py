"""Where: place names, resolved to GeoNames or left unresolved, and whether they stand for a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.model import Anchor, Place


def find_places(doc: Doc, sources: Sequence[Anchor]) -> tuple[Place, ...]:
    """All place names in text order; those that are the head of one of `sources` are parties."""
    return ()
