"""Referent: whom or what a pronoun or a short reference stands for, in words of the report."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.lexicon import roles
from reportedly.lexicon.word_sets import word_set


@dataclass(frozen=True, slots=True)
class Referent:
    """Words that name somebody or something."""

    words: str
    plural: bool = False

    @property
    def genitive(self) -> str:
        """The words as an owner: "Iran’s", "the rebels’"."""
        return f"{self.words}’" if self.words.endswith("s") else f"{self.words}’s"


def is_name(words: str) -> bool:
    """True if words may stand for somebody: no pronoun, no count ("many", "percent"), no half of a bracket."""
    low = words.lower().split()
    pronouns = word_set("third person") | word_set("first person")
    if not pronouns.isdisjoint(low) or words.count("(") != words.count(")"):
        return False
    if len(low) == 1 and (low[0].endswith(".") or low[0] in roles.body_heads()):
        return False  # "Tenn.", and "Team" of a name that is cut
    nobody = word_set("pointing subject") | word_set("naming nobody") | word_set("abbreviated rank")
    return not nobody.issuperset(low)
