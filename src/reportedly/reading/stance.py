"""What a source does by saying something: act, polarity, certainty, manner, and whether for the first time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Act, Certainty, Manner, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reportedly.reading.attribution import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """How something is said."""

    act: Act = Act.ASSERT
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.UNKNOWN
    manner: Manner = Manner.SPEECH
    first_time: bool = False


def find_stance(doc: Doc, said: Attribution) -> Saying:
    """Read act, polarity, certainty and manner off the cue, its context and the content."""
    return Saying()
