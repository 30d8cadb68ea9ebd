"""On which side of the day of publication a clause speaks: what happened, or what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUTURE_AUXILIARIES = frozenset(
    {"will", "wo", "'ll", "’ll", "shall", "would", "may", "might", "could", "should", "can"}
)
_CERTAIN_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "shall", "would"})
_PAST_HELPERS = frozenset({"was", "were", "had", "has", "have"})
_TO_COME = frozenset(
    [
        "schedule",
        "plan",
        "expect",
        "due",
        "slate",
        "set",
        "intend",
        "hope",
        "aim",
        "prepare",
        "ready",
        "propose",
        "vow",
        "promise",
        "pledge",
        "upcoming",
        "likely",
        "forecast",
        "predict",
        "anticipate",
        "project",
    ]
)
_BY = frozenset({"by", "until", "till", "before"})
_FAR = 12
"""Steps up the tree before a clause is given up on."""


def side_of(token: Token) -> str:
    """past, future, or "" for the clause that the token stands in."""
    before = token.nbor(-1).lower_ if token.i else ""
    by = before in _BY
    until = before in {"until", "till"}
    if token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "POS":
        return ""
    at, steps = token, 0
    while steps < _FAR:
        if at.pos_ in {"VERB", "AUX"}:
            verdict = _of_verb(at)
            if until:
                return "past" if any(c.lower_ == "had" for c in at.children) else "future"
            if verdict:
                return verdict
            if at.tag_ != "VBG" and at.tag_ != "VBN" and at.tag_ != "VB":
                break
        elif at.lemma_ in _TO_COME:
            return "future"
        if at.head.i == at.i:
            break
        at, steps = at.head, steps + 1
    return "future" if by else ""


def _of_verb(verb: Token) -> str:
    helpers = [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if _CERTAIN_FUTURE.intersection(helpers):
        return "" if "have" in helpers else "future"
    if verb.lemma_ in _TO_COME and (verb.tag_ == "VBN" or verb.lemma_ in {"plan", "expect", "intend", "hope"}):
        return "future"
    if verb.tag_ == "VB" and "to" in helpers and "have" not in helpers:
        head = verb.head
        if head.lemma_ in _TO_COME or (head.lemma_ == "go" and head.tag_ == "VBG") or head.lemma_ == "be":
            return "future"
        return ""
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and (not helpers or _PAST_HELPERS.intersection(helpers))):
        return "past"
    if verb.tag_ == "VBG" and {"is", "are", "'s", "’s", "'re", "am"}.intersection(helpers):
        return "future" if verb.lemma_ != "go" else ""
    return ""


def sides(doc: Doc) -> _Sides:
    """A way to ask for the side at a place in the text."""
    return _Sides(doc)


class _Sides:
    """Answers by character offset; the starts of the tokens are laid out once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts = [t.idx for t in doc]

    def token_at(self, offset: int) -> Token | None:
        """The token that begins at or before the offset."""
        from bisect import bisect_right

        i = bisect_right(self.starts, offset) - 1
        return self.doc[i] if i >= 0 else None

    def at(self, offset: int) -> str:
        """past, future or ""."""
        token = self.token_at(offset)
        return side_of(token) if token is not None else ""
