"""Numbers that count nothing: labels, ages, scores, telephone numbers; and the second number of a range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon.measures import is_measure
from reportedly.lexicon.persons import persons
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.quantities.money import code_at, currency
from reportedly.reading.quantities.units import count_classes, scale_of, sign_before
from reportedly.reading.text.capitals import names_by_capital
from reportedly.reading.text.punctuation import DASHES, HYPHENS

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens

_SIGNS = frozenset("$€£¥")
_OLDEST = 110
_LONGEST = 15
"""Digits of a number that counts something; longer ones are telephone numbers and the like."""


def range_end(tokens: Tokens, i: int, taken: bytearray) -> int | None:
    """The second number of the range that begins at number `i`; None where it begins none.

    `taken` has a byte for each token, 1 where it belongs to a time expression.
    """
    to = _second_number(tokens, i, taken)
    if to is None:
        return None
    low, high = tokens.values[i], tokens.values[to]
    if not isinstance(low, float) or not isinstance(high, float):
        return None
    rising = low < high
    first = sign_before(tokens, i)[0]
    joint, before = tokens.lower(i + 1), tokens.lower(first - 1) if first else ""
    if before == "between":
        ends = joint == "and" and (rising or scale_of(tokens, to) is not None)
    elif joint in DASHES:
        ends = rising and _is_dash_range(tokens, i, to)
    elif joint == "to":
        ranging = before != "from" or opens_range(tokens, first - 1)
        ends = rising and ranging
    else:
        ends = joint == "or" and rising and high <= low * 2
    return to if ends else None


def opens_range(tokens: Tokens, i: int) -> bool:
    """Whether "from" at token `i` depends on no verb of change: it opens a clause or follows "ranging"."""
    if not i:
        return True
    previous = tokens.lower(i - 1)
    return not previous[0].isalnum() or previous in word_set("ranging")


def _second_number(tokens: Tokens, i: int, taken: bytearray) -> int | None:
    """The number two tokens on, a currency sign before it passed over."""
    count, to = len(tokens.classes), i + 2
    if to < count and not taken[to] and tokens.classes[to] in count_classes():
        return to
    signed = to + 1 < count and tokens.lower(to) in _SIGNS and tokens.classes[to + 1] in count_classes()
    return to + 1 if signed else None


def _is_dash_range(tokens: Tokens, i: int, to: int) -> bool:
    """Whether two numbers with a dash between them are a range: not in "555-01-34" or "won 3-2"."""
    chained = i > 1 and tokens.lower(i - 1) in DASHES and tokens.classes[i - 2] in count_classes()
    if chained and tokens.starts[i] == tokens.ends[i - 1]:
        return False
    close = tokens.starts[i + 1] == tokens.ends[i] and tokens.starts[to] == tokens.ends[i + 1]
    return close and noun_follows(tokens, to)


def is_label(tokens: Tokens, i: int) -> bool:
    """Whether the number names something: "Article 5", "No. 7", "F-16", "555-1234", "1." at the start of a line."""
    if _is_inside_code(tokens, i) or _follows_label(tokens, i) or _is_word_of_name(tokens, i):
        return True
    if _bracketed_name_before(tokens, i):
        return not noun_follows(tokens, i)  # "Task Force (CTF) 50 sailed"
    if _ends_name(tokens, i):
        return not _is_capitalised(tokens, i + 1)  # in a headline, where all words are capitalised, it may count
    return _is_too_long(tokens, i) or _opens_list_item(tokens, i) or _is_age(tokens, i)


def _is_inside_code(tokens: Tokens, i: int) -> bool:
    """Whether the characters around the number belong to an address, a time of day, a type or the like."""
    text, start, end = tokens.text, tokens.starts[i], tokens.ends[i]
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    further = text[start - 2 : start - 1] if start > 1 else ""
    if (before and before in "/@_=&?#+\\") or (after and after in "/_@=\\"):
        return True
    if (before in {":", ".", "'", "’"} and further.isalnum()) or (before in {'"', "'"} and further == "="):
        return True
    return (after in {"'", "’"} and text[end + 1 : end + 2].isdigit()) or (before in HYPHENS and further.isalpha())


def _is_word_of_name(tokens: Tokens, i: int) -> bool:
    """ "Nova Ten Ltd", "the Twelve Tribes", and the exchange or the share in "(SIX: HLVR)", "(TSE: 7203)"."""
    start = tokens.starts[i]
    bracket = tokens.text.rfind("(", max(0, start - _TICKER_LENGTH), start)
    if bracket >= 0 and (ticker := _TICKER.match(tokens.text, bracket)) is not None and ticker.end() > start:
        return True
    return _is_capitalised(tokens, i) and names_by_capital(tokens.text, start)


_TICKER = re.compile(r"\([A-Z][A-Z&. ]{1,12}:[ ]?[A-Z0-9.]{1,8}[,;)]")
_TICKER_LENGTH = 24
"""Characters."""


def _is_too_long(tokens: Tokens, i: int) -> bool:
    written = tokens.text[tokens.starts[i] : tokens.ends[i]]
    return written.isdigit() and len(written) > _LONGEST


def _follows_label(tokens: Tokens, i: int) -> bool:
    """Whether a word for numbered things, or for ages, stands before the number."""
    previous = tokens.lower(i - 1) if i else ""
    earlier = tokens.lower(i - 2) if i > 1 else ""
    if previous in word_set("before a label") or (
        previous == "." and earlier in word_set("abbreviated before a label")
    ):
        return True
    return previous in {"aged", "age", "ages"} or (previous == "as" and earlier in {"young", "old"})


def _bracketed_name_before(tokens: Tokens, i: int) -> bool:
    if i < 3 or tokens.lower(i - 1) != ")" or tokens.lower(i - 3) != "(":
        return False
    return tokens.text[tokens.starts[i - 2] : tokens.ends[i - 2]].isupper()


def _ends_name(tokens: Tokens, i: int) -> bool:
    """ "Ground Zero"."""
    capitalised = i > 0 and _is_capitalised(tokens, i) and _is_capitalised(tokens, i - 1)
    return capitalised and tokens.starts[i] - tokens.ends[i - 1] == 1


def _is_capitalised(tokens: Tokens, i: int) -> bool:
    return i < len(tokens.starts) and tokens.text[tokens.starts[i]].isupper()


def _opens_list_item(tokens: Tokens, i: int) -> bool:
    """ "1." or "1)" at the start of a line, indented by three characters at most."""
    text, start, end = tokens.text, tokens.starts[i], tokens.ends[i]
    if text[end : end + 1] not in {".", ")"} or not (start < 4 or "\n" in text[start - 4 : start]):
        return False
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _is_age(tokens: Tokens, i: int) -> bool:
    """ "Jane Smith, 45, said"."""
    value, count = tokens.values[i], len(tokens.classes)
    if not isinstance(value, float) or not 1 <= value <= _OLDEST or i < 2 or i + 1 >= count:
        return False
    if tokens.lower(i - 1) != "," or tokens.lower(i + 1) not in {",", ".", ";", ")", "–", "—", "―"}:
        return False
    return tokens.text[tokens.starts[i - 2]].isupper()


def is_score(tokens: Tokens, i: int) -> bool:
    """ "won 3-2", "a 5-4 ruling", "555-1234"."""
    count = len(tokens.classes)
    for joint, other in ((i + 1, i + 2), (i - 1, i - 2)):
        if 0 <= other < count and tokens.lower(joint) in DASHES and tokens.classes[other] in count_classes():
            close = tokens.starts[max(joint, other)] == tokens.ends[min(joint, other)]
            if close and (joint < i or tokens.starts[joint] == tokens.ends[i]):
                return True
    return False


def noun_follows(tokens: Tokens, i: int) -> bool:
    """Whether the word after number `i` can be what is counted: not in "won 3-2." or "a 5-4 ruling"."""
    if i + 1 >= len(tokens.classes):
        return False
    word, value = tokens.lower(i + 1), tokens.values[i]
    if isinstance(value, float) and value >= 100:
        return word not in HYPHENS
    if word.endswith("s") or is_measure(word) or word in persons():
        return True
    if currency("after", word) or code_at(tokens, i + 1):
        return True
    return word in {"%", "percent", "per", "men", "women"}
