"""Stemming: forms of one word get one stem, so that they can be compared and looked up."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = (("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ments", "ment"), ("ings", ""), ("ing", ""), ("ed", ""))

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d,.]*")


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, lower case, plain apostrophes, no possessive."""
    return [w.replace("’", "'").removesuffix("'s") for w in _WORD.findall(text.lower())]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its inflection: "denied" and "denies" give "deny"; the result need not be a word.

    Derivation stays: the stemmers of Porter, which remove it, would join "security" with "secure".
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
