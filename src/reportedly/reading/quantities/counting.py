"""Whether a number is all that its source counts now, or comes on top of another, or is a part or an earlier count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import Counting
from reportedly.reading.quantities.counted import object_of
from reportedly.reading.quantities.effects import effect_words
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_HIGHEST = 12
"""Steps up the tree from a number to the verb above it."""


def counting_of(first: Token, last: Token) -> Counting | None:
    """How the number from the `first` to the `last` token counts; None if it is all that its source counts now."""
    whole = object_of(last, "of")
    if whole is not None and whole.lower_ in effect_words() and any(c.tag_ == "DT" for c in whole.children):
        return Counting.PART  # "40 of the dead", which is no toll of its own
    if _is_added(first, last):
        return Counting.ADDED
    return Counting.EARLIER if any(_is_replaced(noun) for noun in _sums_over(last)) else None


def _is_added(first: Token, last: Token) -> bool:
    """True for "another nine", "a further 20", "three more people", "three people more"."""
    words = word_set("adding to a number")
    if first.i and first.nbor(-1).lower_ in words:
        return True
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if after is None or after.lower_ not in words:
        return False
    return after.i + 1 == len(after.doc) or after.nbor(1).lower_ != "than"


def _sums_over(number: Token) -> Iterator[Token]:
    """The nouns above a number, and the subjects of the clauses that it stands in: "toll" in "the toll was 20"."""
    token = number
    for _ in range(_HIGHEST):
        if token.head is token or token.head.i == token.i:
            return
        token = token.head
        if token.pos_ == "NOUN":
            yield token
        elif token.pos_ in ("VERB", "AUX"):
            yield from (c for c in token.children if c.dep_ in NOMINAL_SUBJECTS)
            if token.dep_ != "ccomp":
                return


def _is_replaced(noun: Token) -> bool:
    return noun.lemma_ in word_set("sums") and any(
        c.lower_ in word_set("replaced by a later number") for c in noun.children if c.dep_ == "amod"
    )
