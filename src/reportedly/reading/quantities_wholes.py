"""Which number is a part of which: "600 killed of 4,700 casualties", "of the 30 hostages, 12 were freed"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from reportedly.reading.quantities_fates import fate_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from reportedly.model import Anchor, Quantity


def wholes(doc: Doc, quantities: Sequence[Quantity]) -> dict[Anchor, Anchor]:
    """The number that each part is taken from; parts and wholes stand in one sentence and count alike."""
    found: dict[Anchor, Anchor] = {}
    starts = [q.anchor.start for q in quantities]
    for sentence in doc.sents if doc.has_annotation("SENT_START") else ():
        here = quantities[bisect_left(starts, sentence.start_char) : bisect_left(starts, sentence.end_char)]
        if len(here) < 2:
            continue
        for part, whole in _pairs(doc.text, sentence.start_char, here):
            if _fits(part, whole):
                found.setdefault(part.anchor, whole.anchor)
    return found


def _pairs(text: str, start: int, here: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Part and whole as the words between them, or before the whole, say."""
    for n, (first, second) in enumerate(zip(here, here[1:], strict=False)):
        between = text[first.anchor.end : second.anchor.start]
        if _taken_from().fullmatch(between):
            yield first, second
        before = text[here[n - 1].anchor.end if n else start : first.anchor.start]
        if _OF_ALL.search(before):
            yield from ((part, first) for part in here[n + 1 :])
        elif _AMONG.search(between):
            yield from ((part, first) for part in here[n + 1 :])


def _fits(part: Quantity, whole: Quantity) -> bool:
    """Whether the part counts the same as the whole and is no more than it; a share may be of anything."""
    if whole.unit in _SHARES:
        return False
    if part.unit in _SHARES:
        return True
    most = whole.high if whole.high is not None else whole.low
    least = part.low if part.low is not None else part.high
    return part.unit == whole.unit and (most is None or whole.high is None or least is None or least <= most)


_SHARES = frozenset({"percent", "share"})
_DETERMINERS = r"(?:(?:the|its|their|his|her|our|all|those|these|some|an?|estimated|total|roughly|about)\s+)*"
_OF_ALL = re.compile(rf"(?:^|[,;:]\s+|\b(?:and|but|that)\s+)[\"“‘]?(?:out\s+)?of\s+{_DETERMINERS}$", re.IGNORECASE)
_AMONG = re.compile(
    r"\b(?:including|of\s+(?:whom|which|them|these|those)|among\s+(?:whom|which|them))\b[^.;]*$", re.IGNORECASE
)


@cache
def _taken_from() -> re.Pattern[str]:
    """What may stand between a part and its whole: a word for those counted, and "of", "out of", "from among"."""
    fates = "|".join(sorted(map(re.escape, fate_words()), key=len, reverse=True))
    people = r"people|men|women|children|civilians|soldiers|troops|of\s+them"
    return re.compile(
        rf"(?:\s+(?:{people}))?(?:\s+(?:{fates})(?:\s+(?:and|or)\s+(?:{fates}))?)?"
        rf"\s+(?:of|out\s+of|from\s+among|from)\s+{_DETERMINERS}",
        re.IGNORECASE,
    )
