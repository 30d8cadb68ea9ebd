"""Capital letters: those that make a name of a word, and those that only open a sentence or belong to a title."""

from __future__ import annotations

import re

from reportedly.lexicon.word_sets import word_set

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s|\n")
_OPENING = "\"'`“‘«([-–—•*: \t"
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
    return not _OPENING_BEFORE.search(text, first, start) and not in_title_case(text, start, (first, last))


_OPENING_BEFORE = re.compile(r"(?:[:\"“«•]|``|^'|\s['‘])[\s'‘(]*$")


def in_title_case(text: str, start: int, sentence: tuple[int, int] | None = None) -> bool:
    """True if all words of the sentence or line around `start` begin with a capital but the small ones of titles."""
    first, last = sentence or _sentence(text, start)
    return all(w[0].isupper() or w in word_set("small in titles") for w in _WORD.findall(text, first, last))


def _sentence(text: str, start: int) -> tuple[int, int]:
    """The characters of the sentence around `start`, by full stops and line breaks; abbreviations may cut it short."""
    begin = max(0, start - 300)
    first = begin
    for end in _SENTENCE_END.finditer(text, begin, start):
        first = end.end()
    closing = _SENTENCE_END.search(text, start)
    return first, closing.start() if closing else len(text)
