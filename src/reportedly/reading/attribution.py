"""Who said what: source, cue and contents of each statement, by rules over the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Anchor, Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The words of one statement, before anybody asks who the source is or what is meant by it."""

    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    via: tuple[Anchor, ...] = ()
    quote: Quote | None
    confidence: float
    made_by: str


def find_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """All statements that the text puts in somebody's mouth, in text order."""
    return ()
