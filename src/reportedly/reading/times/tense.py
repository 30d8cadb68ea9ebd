"""On which side of the day of publication a clause speaks: what happened, or what is to come."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "shall", "would"})
_PAST = frozenset({"was", "were", "had", "has", "have"})
_PRESENT = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am"})
_UNTIL = frozenset({"until", "till"})
_BY = frozenset({"by", "before", *_UNTIL})
_FAR = 12
"""Steps up the tree before a clause is given up on."""


class Sides:
    """Answers by character offset; the starts of the tokens are laid out once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts = [t.idx for t in doc]

    def at(self, offset: int) -> str:
        """past, future, or "" for the clause at this place."""
        i = bisect_right(self.starts, offset) - 1
        return side_of(self.doc[i]) if i >= 0 else ""


def side_of(token: Token) -> str:
    """past, future, or "" for the clause that the token stands in."""
    if token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "POS":
        return ""  # "Wednesday's ruling": the clause is not about that day
    before = token.nbor(-1).lower_ if token.i else ""
    if before == "since":
        return "past"
    if before == "as" and token.i > 1 and token.nbor(-2).lower_ == "soon":
        return "future"
    at = token
    for _ in range(_FAR):
        if at.pos_ in {"VERB", "AUX"}:
            if before in _UNTIL:
                return "past" if any(c.lower_ == "had" for c in at.children) else "future"
            side = _of_verb(at)
            if side or at.tag_ not in {"VBG", "VBN", "VB"}:
                return side or ("future" if before in _BY else "")
        elif at.lemma_ in _verbs("planned"):
            return _planned(at)
        if at.head.i == at.i:
            break
        at = at.head
    return "future" if before in _BY else ""


def _of_verb(verb: Token) -> str:
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if helpers & _FUTURE:
        return "" if "have" in helpers else "future"
    if verb.lemma_ in _verbs("planned") and (verb.tag_ == "VBN" or verb.lemma_ in {"plan", "expect", "intend", "hope"}):
        return _planned(verb)
    if verb.lemma_ == "be" and any(c.lemma_ in _verbs("planned") for c in verb.children if c.dep_ == "acomp"):
        return "future"
    if verb.tag_ in {"VBZ", "VBP"}:
        return "future" if verb.lemma_ in _verbs("timetable") else ""
    if verb.tag_ == "VB" and "to" in helpers:
        head = verb.head
        ahead = head.lemma_ in _verbs("planned") | _verbs("bound") or head.lemma_ == "be"
        ahead = ahead or (head.lemma_ == "go" and head.tag_ == "VBG")
        return _planned(head) if ahead and "have" not in helpers else ""
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and (not helpers or helpers & _PAST)):
        return "past"
    return "future" if verb.tag_ == "VBG" and helpers & _PRESENT and verb.lemma_ != "go" else ""


def _planned(at: Token) -> str:
    """future; past for "had been due to expire on Friday", which did not happen or is over."""
    return "past" if any(c.lower_ == "had" for c in (*at.children, *at.head.children)) else "future"


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("tense.tsv") if row["kind"] == kind)
