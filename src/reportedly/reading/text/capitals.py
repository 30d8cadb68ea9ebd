"""Capital letters: those that make a name of a word, and those that only open a sentence or belong to a title."""

from __future__ import annotations

import re

from reportedly.lexicon.word_sets import word_set

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s|\n")
_OPENING = "\"'`“‘«([-–—•*: \t"
_NEAR = 30
"""Characters before a word in which the marks that open its sentence are."""
_FAR = 300
"""Characters before and after a word in which the ends of its sentence are looked for."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def names_by_capital(text: str, start: int) -> bool:
    """True if the word at `start` has a capital that only a name has there: not at the start of a sentence or title.

    Weekdays and months have one always, so this tells nothing of them.
    """
    if not text[start : start + 1].isupper():
        return False
    first, last = _sentence(text, start)
    if not text[first:start].strip(_OPENING):
        return False
    return not _OPENING_BEFORE.search(text, max(first, start - _NEAR), start) and not in_title_case(
        text, start, (first, last)
    )


_OPENING_BEFORE = re.compile(r"(?:[:\"“«•]|``|^'|\s['‘]|\s[-–—]{1,2}\s)[\s'‘(]{0,20}$")
"""Marks after which a sentence may begin; a dash with blanks stands behind a dateline."""


def in_title_case(text: str, start: int, sentence: tuple[int, int] | None = None) -> bool:
    """True if all words of the sentence or line around `start` begin with a capital but the small ones of titles."""
    first, last = sentence or _sentence(text, start)
    return all(w[0].isupper() or w in word_set("small in titles") for w in _WORD.findall(text, first, last))


def _sentence(text: str, start: int) -> tuple[int, int]:
    """The characters of the sentence around `start`, by full stops and line breaks; abbreviations may cut it short."""
    begin = max(0, start - _FAR)
    first = begin
    for end in _SENTENCE_END.finditer(text, begin, start):
        first = end.end()
    until = min(len(text), start + _FAR)
    closing = _SENTENCE_END.search(text, start, until)
    return first, closing.start() if closing else until
