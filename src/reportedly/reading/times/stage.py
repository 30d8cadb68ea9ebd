"""When: time expressions as TIMEX3, and the day on which something was said."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from reportedly.model import Anchor, Anchoring, Time, TimeType
from reportedly.reading.times.calendar import Grain
from reportedly.reading.times.patterns import expressions
from reportedly.reading.times.ranges import Found, joined
from reportedly.reading.times.tense import Sides
from reportedly.reading.times.terms import Setting
from reportedly.reading.times.values import value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.lexer import Tokens
    from reportedly.reading.times.terms import Value


def find_times(parsed: Parsed, published: date | None) -> tuple[Time, ...]:
    """All time expressions in text order; relative ones are unresolved where `published` is None."""
    words = parsed.tokens
    lookup = Sides(parsed.doc)
    setting = Setting(words, published, side=lambda i: lookup.at(words.starts[i]))
    setting.named = setting.named_day = setting.today()
    found: list[Found] = []
    before: dict[str, tuple[int, int]] = {}
    for expression in expressions(words):
        value = value_of(expression, setting)
        on = before.get(_kind(value)) if value.how == "named before" else None
        one = Found.of(expression, value, on)
        both = joined(found[-1], one, words) if found else None
        if both:
            found[-1] = both
        else:
            found.append(one)
            for kind in _remember(setting, one):
                before[kind] = (one.first, one.end)
    return tuple(_time(words, f) for f in found)


def _kind(value: Value) -> str:
    """Which of the times named before a value hangs on: the last day, the last quarter, or the last of any length."""
    grain = value.stretch.grain if value.stretch else ""
    return "day" if grain == "D" else "quarter" if grain in {"Q", "H"} else "any"


def _remember(setting: Setting, found: Found) -> tuple[str, ...]:
    """Let what comes after hang on this time; as what it does."""
    stretch = found.value.stretch
    if found.value.value == "P9M" or (found.rule == "recount" and found.value.value == "P6M"):
        setting.compared = setting.today(Grain.YEAR)  # what companies report on besides quarters
    if stretch is None:
        if setting.published is None and found.value.type is TimeType.DATE and found.value.value is None:
            setting.named = setting.named_day = None  # "a day earlier" hangs on this one, which nobody knows
        return ()
    if found.rule == "quarterago" or (stretch.grain in {"Q", "H"} and found.rule in {"ago", "shift"}):
        return ()  # a comparison; the text goes on with what it compares
    setting.named = stretch
    if stretch.grain == "D":
        setting.named_day = stretch
        return "any", "day"
    if stretch.grain in {"Q", "H"}:
        if setting.published and stretch.first > setting.published:
            return ("any",)  # an outlook; the figures of "a year earlier" are compared with a quarter that is over
        setting.quarter = setting.compared = stretch
        return "any", "quarter"
    return ("any",)


def _time(words: Tokens, found: Found) -> Time:
    anchor = Anchor.of(words.text, words.starts[found.first], words.ends[found.end - 1])
    value = found.value
    on = found.on
    return Time(
        anchor=anchor,
        type=value.type,
        value=value.value,
        mod=value.mod,
        anchored=_anchored(found),
        anchored_on=Anchor.of(words.text, words.starts[on[0]], words.ends[on[1] - 1]) if on and value.value else None,
        made_by=f"rule:{found.rule}",
    )


def _anchored(found: Found) -> Anchoring | None:
    if found.value.value is None or found.value.how == "vague":
        return None
    if found.value.how == "stated":
        return Anchoring.FULL
    return Anchoring.TEXT if found.on else Anchoring.PUBLICATION


def time_of_saying(parsed: Parsed, said: Attribution, times: Sequence[Time], published: date | None) -> date | None:
    """The day on which the source spoke, where a time expression hangs on the cue; else None.

    A time inside what was said is never the time of saying it, and no day is taken from
    an expression that names more than one.
    """
    if said.cue is None or not times:
        return None
    cue, doc = said.cue, parsed.doc
    cues = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if cues is None:
        return None
    sentence = cues.root.sent
    for time in times[_first_from(times, sentence.start_char) :]:
        if time.anchor.start >= sentence.end_char:
            break
        day = _one_day(time)
        if day and not any(c.overlaps(time.anchor) for c in said.content) and _hangs_on(doc, time.anchor, cues):
            return day if published is None or day <= published else None
    return None


def _first_from(times: Sequence[Time], start: int) -> int:
    return bisect_left(times, start, key=lambda t: t.anchor.start)


def _one_day(time: Time) -> date | None:
    if time.value is None or not _DAY.match(time.value):
        return None
    return date.fromisoformat(time.value[:10])


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)")


def _hangs_on(doc: Doc, anchor: Anchor, cues: Span) -> bool:
    """Whether the time depends on the cue, with nothing but nouns and prepositions between them."""
    when = doc.char_span(anchor.start, anchor.end, alignment_mode="expand")
    if when is None:
        return False
    if when.start >= cues.end and all(t.lower_ in _BETWEEN for t in doc[cues.end : when.start]):
        return True
    at = when.root
    for _ in range(6):
        if cues.start <= at.i < cues.end:
            return True
        at = at.head
        if at.pos_ in {"VERB", "AUX"} and not cues.start <= at.i < cues.end:
            return at.i == cues.root.head.i and cues.root.dep_ in {"nsubj", "dobj", "attr"}
    return False


_BETWEEN = frozenset({"on", "late", "early", "earlier", "later", "just", ","})
