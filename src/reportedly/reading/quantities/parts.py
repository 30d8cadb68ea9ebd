"""Numbers that are a part of another: "600 killed of 4,700 casualties", "of the 30 hostages, 12 were freed"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.measures import measure_names
from reportedly.reading.quantities.effects import effect_words
from reportedly.reading.quantities.units import is_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from reportedly.model import Quantity


class Found(NamedTuple):
    """A quantity and the noun that it counts, without what happened to those counted."""

    quantity: Quantity
    noun: str | None
    bare: bool
    """True if neither a noun nor a unit says what is counted."""


def with_wholes(doc: Doc, found: Sequence[Found]) -> list[Quantity]:
    """The quantities, each part with its whole; both stand in one sentence and count the same kind of thing.

    A bare part counts what its whole counts. What happened to a part did not happen to the whole.
    """
    out = [f.quantity for f in found]
    starts = [q.anchor.start for q in out]
    for sentence in doc.sents if doc.has_annotation("SENT_START") else ():
        here = range(bisect_left(starts, sentence.start_char), bisect_left(starts, sentence.end_char))
        if len(here) < 2:
            continue
        for p, w, how in _pairs(doc.text, sentence.start_char, out, here):
            part, whole = found[p], found[w]
            if out[p].whole is not None or not _fits(part, whole.quantity, how):
                continue
            out[p] = replace(out[p], whole=whole.quantity.anchor)
            if part.bare:
                out[p] = replace(out[p], unit=whole.quantity.unit, of=part.quantity.of or whole.noun)
            if how == "taken":
                out[w] = replace(out[w], of=whole.noun or out[w].of)
    return out


def _pairs(text: str, start: int, quantities: Sequence[Quantity], here: range) -> Iterator[tuple[int, int, str]]:
    """Part and whole as indices into the quantities, and the construction: "taken", "of all" or "among"."""
    for n in here[:-1]:
        between = text[quantities[n].anchor.end : quantities[n + 1].anchor.start]
        if _taken_from().fullmatch(between):
            yield n, n + 1, "taken"
        before = text[quantities[n - 1].anchor.end if n > here[0] else start : quantities[n].anchor.start]
        how = "of all" if _OF_ALL.search(before) else "among" if _AMONG.search(between) else None
        if how is None:
            continue
        yield n + 1, n, how
        for later in here[n + 2 - here[0] :]:
            gap = text[quantities[later - 1].anchor.end : quantities[later].anchor.start]
            if len(gap.split()) > _CLOSE or not _GOES_ON.search(gap):
                break
            yield later, n, how


_CLOSE = 6
"""Words between two parts of one whole: "600 killed and 1,100 wounded"."""


def _fits(part: Found, whole: Quantity, how: str) -> bool:
    """Whether the part counts the same as the whole and is no larger; a share may be of anything."""
    inner = part.quantity
    if _is_share(whole):
        return False
    if _is_share(inner):
        return True
    least = inner.low if inner.low is not None else inner.high
    if whole.high is not None and least is not None and least > whole.high:
        return False
    alike = inner.unit == whole.unit or part.bare
    return alike or (how == "among" and _is_thing(inner.unit) and _is_thing(whole.unit))


def _is_share(quantity: Quantity) -> bool:
    return quantity.unit in {"percent", "share"}


def _is_thing(unit: str | None) -> bool:
    """True if things, not people, are counted: "300 vehicles, among them 12 tanks"."""
    return unit is not None and unit != "people" and not is_money(unit) and unit not in measure_names()


_DETERMINERS = r"(?:(?:the|its|their|his|her|our|all|those|these|some|an?|estimated|total|roughly|about)\s+)*"
_OF_ALL = re.compile(rf"(?:^|[,;:]\s+|\b(?:and|but|that)\s+)[\"“‘]?(?:out\s+)?of\s+{_DETERMINERS}$", re.IGNORECASE)
_AMONG = re.compile(
    r"\b(?:including\b[^,.;]{0,300}|(?:of\s+(?:whom|which|them|these|those)|among\s+(?:whom|which|them))\b[^.;]{0,300})$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:,|\b(?:and|or))\s+(?:(?:an?other|a\s+further|some|the)\s+)?$", re.IGNORECASE)
"""Words before a further part in a list: no verb of its own."""


@cache
def _taken_from() -> re.Pattern[str]:
    """Words between a part and its whole: those counted, what happened to them, and "of", "out of" or "from among"."""
    words = "|".join(sorted(map(re.escape, effect_words()), key=len, reverse=True))
    effect = rf"(?:\s+(?:(?:was|were|has|have|had|been|are|is)\s+)*(?:{words}|died)(?:\s+(?:and|or)\s+(?:{words}))?)?"
    people = r"(?:\s+(?:people|men|women|children|civilians|soldiers|troops|of\s+them))?"
    return re.compile(
        rf"{people}{effect}\s+(?:of|from\s+among)\s+{_DETERMINERS}|[^,.;:]{{0,60}}\s+out\s+of\s+{_DETERMINERS}",
        re.IGNORECASE,
    )
