"""Speech time: the day on which a source spoke, as the report gives it ("he said on Monday")."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

    from reportedly.model import Anchor, Time
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)")
_FARTHEST = 6
"""Steps up the tree from a time to the cue."""


def speech_day(parsed: Parsed, said: Attribution, times: Sequence[Time], published: date | None) -> date | None:
    """The day of the time expression that modifies the cue; None where there is none.

    A time inside what was said is never the speech time. No day is taken from an expression that names more than one,
    nor one after the day of publication.
    """
    if said.cue is None or not times:
        return None
    doc = parsed.doc
    cue = doc.char_span(said.cue.start, said.cue.end, alignment_mode="expand")
    if cue is None:
        return None
    sentence = cue.root.sent
    for time in times[bisect_left(times, sentence.start_char, key=lambda t: t.anchor.start) :]:
        if time.anchor.start >= sentence.end_char:
            break
        day = _one_day(time)
        if day and not any(c.overlaps(time.anchor) for c in said.content) and _modifies(doc, time.anchor, cue):
            return day if published is None or day <= published else None
    return None


def _one_day(time: Time) -> date | None:
    if time.value is None or not _DAY.match(time.value):
        return None
    return date.fromisoformat(time.value[:10])


def _modifies(doc: Doc, anchor: Anchor, cue: Span) -> bool:
    """Whether the time follows the cue at once or depends on it, with no other verb between them."""
    time = doc.char_span(anchor.start, anchor.end, alignment_mode="expand")
    if time is None:
        return False
    between = word_set("between a cue and its time")
    if time.start >= cue.end and all(t.lower_ in between for t in doc[cue.end : time.start]):
        return True
    at = time.root
    for _ in range(_FARTHEST):
        if cue.start <= at.i < cue.end:
            return True
        at = at.head
        if at.pos_ in {"VERB", "AUX"} and not cue.start <= at.i < cue.end:
            return at.i == cue.root.head.i and cue.root.dep_ in {"nsubj", "dobj", "attr"}
    return False
