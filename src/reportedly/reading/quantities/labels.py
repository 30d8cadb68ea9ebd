"""Numbers that count nothing: labels, ages, scores, telephone numbers; and where a range of two ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.measures import is_measure
from reportedly.reading.quantities.units import DASHES, HYPHENS, count_classes, persons, scale_of

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


def range_end(words: Tokens, i: int, taken: bytearray) -> int | None:
    """The number that the range beginning at number `i` ends with."""
    to = i + 2
    if to >= len(words.classes) or taken[to] or words.classes[to] not in count_classes():
        if to + 1 < len(words.classes) and words.lower(to) in _SIGNS and words.classes[to + 1] in count_classes():
            to += 1
        else:
            return None
    joint = words.lower(i + 1)
    before = words.lower(i - 1) if i else ""
    low, high = words.values[i], words.values[to]
    if not isinstance(low, float) or not isinstance(high, float):
        return None
    scale = scale_of(words, to)
    rising = low < high
    if before == "between":
        return to if joint == "and" and (rising or scale) else None
    if joint in DASHES:
        if (
            i > 1
            and before in DASHES
            and words.classes[i - 2] in count_classes()
            and words.starts[i] == words.ends[i - 1]
        ):
            return None
        close = words.starts[i + 1] == words.ends[i] and words.starts[to] == words.ends[i + 1]
        return to if close and rising and noun_follows(words, to) else None
    if joint == "to" and rising:
        if before != "from":
            return to
        verb = words.lower(i - 2) if i > 1 else ""
        return to if verb in _RANGING else None
    return to if joint == "or" and rising and high <= low * 2 else None


_RANGING = frozenset(
    ["range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying", "run", "runs", "anywhere"]
)
_SIGNS = frozenset("$€£¥")


def is_label(words: Tokens, i: int) -> bool:
    """Whether the number names something: "Article 5", "No. 7", "F-16", "555-1234", "1." at the start of a line."""
    text, start, end = words.text, words.starts[i], words.ends[i]
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    further = text[start - 2 : start - 1] if start > 1 else ""
    if (before and before in "/@_=&?#+\\") or (after and after in "/_@=\\"):
        return True
    if (before in {":", ".", "'", "’"} and further.isalnum()) or (
        after in {"'", "’"} and text[end + 1 : end + 2].isdigit()
    ):
        return True
    previous = words.lower(i - 1) if i else ""
    if before in HYPHENS and start > 1 and text[start - 2].isalpha():
        return True
    if previous in _LABELS or (previous == "." and i > 1 and words.lower(i - 2) in {"no", "nos", "art", "sec", "vol"}):
        return True
    if previous == "as" and i > 1 and words.lower(i - 2) in {"young", "old"}:
        return True
    if previous == ")" and i > 2 and words.lower(i - 3) == "(" and _word(words, i - 2).isupper():
        return not noun_follows(words, i)  # "Task Force (CTF) 50 sailed"
    if previous in {"aged", "age", "ages"} or (text[start:end].isdigit() and end - start > 15):
        return True
    if before in {'"', "'"} and start > 1 and text[start - 2] == "=":
        return True
    if i and text[start].isupper() and text[words.starts[i - 1]].isupper() and start - words.ends[i - 1] == 1:
        # "Ground Zero", but not in a headline, where everything is written so
        return not (i + 1 < len(words.starts) and text[words.starts[i + 1]].isupper())
    opens_line = (
        not text[text.rfind("\n", 0, start) + 1 : start].strip()
        if start < 4 or "\n" in text[start - 4 : start]
        else False
    )
    if opens_line and after in {".", ")"}:
        return True
    return _is_age(words, i)


def _word(words: Tokens, i: int) -> str:
    return words.text[words.starts[i] : words.ends[i]]


_LABELS = frozenset(
    [
        "article",
        "articles",
        "chapter",
        "section",
        "page",
        "pages",
        "paragraph",
        "resolution",
        "resolutions",
        "number",
        "no",
        "phase",
        "flight",
        "highway",
        "route",
        "interstate",
        "room",
        "channel",
        "grade",
        "level",
        "lesson",
        "act",
        "verse",
        "volume",
        "version",
        "model",
        "unit",
        "apollo",
        "line",
        "step",
    ]
)


def _is_age(words: Tokens, i: int) -> bool:
    """ "Jane Smith, 45, said"."""
    value, count = words.values[i], len(words.classes)
    if not isinstance(value, float) or not 1 <= value <= 110 or i < 2 or i + 1 >= count:
        return False
    if words.lower(i - 1) != "," or words.lower(i + 1) not in {",", ".", ";", ")", "–", "—", "―"}:
        return False
    return words.text[words.starts[i - 2]].isupper()


def is_score(words: Tokens, i: int) -> bool:
    """ "won 3-2", "a 5-4 ruling", "555-1234"."""
    count = len(words.classes)
    for joint, other in ((i + 1, i + 2), (i - 1, i - 2)):
        if 0 <= other < count and words.lower(joint) in DASHES and words.classes[other] in count_classes():
            close = words.starts[max(joint, other)] == words.ends[min(joint, other)]
            if close and (joint < i or words.starts[joint] == words.ends[i]):
                return True
    return False


def noun_follows(words: Tokens, i: int) -> bool:
    """Whether the word after number `i` can be what is counted: not in "won 3-2." or "a 5-4 ruling"."""
    if i + 1 >= len(words.classes):
        return False
    value = words.values[i]
    if isinstance(value, float) and value >= 100:
        return words.lower(i + 1) not in HYPHENS
    word = words.lower(i + 1)
    return (
        word.endswith("s") or is_measure(word) or word in persons() or word in {"%", "percent", "per", "men", "women"}
    )
