"""Numbered labels: "No 10", "reactor No 4", whose first word is short for number and denies nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_AS_LABEL = "nmod"
"""The relation to a number that this "No" is given: the parser takes it for the determiner of negation."""


def attach_number_labels(doc: Doc) -> None:
    """Attach the "No" of "No 10" to its number as a label."""
    for word, number in pairwise(doc):
        if word.text == "No" and word.dep_ in ("det", "neg") and number.text[0].isdigit():
            word.dep_ = _AS_LABEL
