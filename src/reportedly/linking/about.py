"""Whose act a claim is about, and whether it is one to boast of."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reportedly.linking import words
from reportedly.linking.gist import content_of, mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model import EventMention, Statement

_OWN = re.compile(r"^\W*(?:that |to )?(?:it|its|we|our|my|i|he|his|she)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\b")
_SUFFERED = re.compile(
    r"\b(?:been|was|were|is|are|be|being)(?: \w+ly)? (?:killed|captured|defeated|destroyed|arrested)\b"
)

OPENS = 15
"""Characters into a content within which its subject begins; a party named later is no doer."""


def whose_act(statement: Statement, events: Sequence[EventMention], party: str | None) -> str | None:
    """The party whose act a statement's content is about: the actor of its first event, or whom it opens with.

    `party` is the one that speaks: "denied that it was sending troops" is about the speaker.
    """
    said = content_of(statement)
    if _OWN.match(said):
        return party
    for event in events:
        for actor in event.actors:
            if any(c.contains(actor) for c in statement.content):
                found = mentions(actor.exact)
                if found:
                    return found[0][1]
    named = mentions(said)
    if not named:
        return None
    by = _BY.search(said)
    if by:
        agents = [who for at, who in named if by.end() < at <= by.end() + 40]
        if agents:
            return agents[0]
    at, first = named[0]
    return first if at <= OPENS else None


def is_boast(statement: Statement) -> bool:
    """Whether the content tells of a success that its doer is glad to tell; to have been beaten is none."""
    said = content_of(statement)
    return words.boasts(said) and not (_SUFFERED.search(said) and not _BY.search(said))


def most_common(votes: Iterable[str | None]) -> str | None:
    """What most say; of equals what was said first; None where nobody says anything."""
    counted = Counter(v for v in votes if v is not None)
    return counted.most_common(1)[0][0] if counted else None
