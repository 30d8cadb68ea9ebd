"""The tense side of a clause: it speaks of what lies before its own time, or of what lies after it."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.syntax import AUXILIARIES, SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reportedly.reading.parsed import Parsed

_FARTHEST = 12
"""Steps up the tree before the search for a verb ends."""


class TenseSide(StrEnum):
    """The side of the day of publication that a clause speaks of."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = ""


def side_at(parsed: Parsed, offset: int) -> TenseSide:
    """The side of the clause at a character of the text."""
    i = bisect_right(parsed.syntax.char, offset) - 1
    return side_of(parsed.doc[i]) if i >= 0 else TenseSide.UNKNOWN


def side_of(token: Token) -> TenseSide:
    """The side of the clause that the token stands in."""
    if token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "POS":
        return TenseSide.UNKNOWN  # "Wednesday's ruling": the clause is not about that day
    before = token.nbor(-1).lower_ if token.i else ""
    if before == "since":
        return TenseSide.PAST
    if before == "as" and token.i > 1 and token.nbor(-2).lower_ == "soon":
        return TenseSide.FUTURE
    by = TenseSide.FUTURE if before in word_set("by a time") else TenseSide.UNKNOWN
    at = token
    for _ in range(_FARTHEST):
        if at.pos_ in {"VERB", "AUX"}:
            if before in {"until", "till"}:
                had = any(c.lower_ == "had" for c in at.children)
                over = had or (_is_negated(at) and _of_verb(at) is TenseSide.PAST)  # "did not return until Friday"
                return TenseSide.PAST if over else TenseSide.FUTURE
            side = _of_possible(at, token) or _of_verb(at)
            if side or at.tag_ not in {"VBG", "VBN", "VB"}:
                return side or by
        elif at.lemma_ in _verbs("planned"):
            return _of_plan(at)
        if at.head.i == at.i:
            break
        at = at.head
    return by


def _of_verb(verb: Token) -> TenseSide:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in AUXILIARIES}
    if auxiliaries & word_set("future modal") or "would" in auxiliaries:
        return TenseSide.UNKNOWN if "have" in auxiliaries else TenseSide.FUTURE
    plans = verb.lemma_ in _verbs("planned")
    if plans and (verb.tag_ == "VBN" or verb.lemma_ in word_set("plans in every tense")):
        return _of_plan(verb)
    if verb.lemma_ == "be" and any(c.lemma_ in _verbs("planned") for c in verb.children if c.dep_ == "acomp"):
        return TenseSide.FUTURE
    if verb.tag_ in {"VBZ", "VBP"}:
        return TenseSide.FUTURE if verb.lemma_ in _verbs("timetable") else TenseSide.UNKNOWN
    if "to" in auxiliaries and (verb.tag_ == "VB" or "be" in auxiliaries):
        return _of_plan(verb.head) if _governs_future(verb.head) and "have" not in auxiliaries else TenseSide.UNKNOWN
    return _of_form(verb, auxiliaries)


def _of_possible(verb: Token, time: Token) -> TenseSide:
    """Future for "could rule in April", where the time follows; none for "could not be found on Friday"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in AUXILIARIES}
    if not auxiliaries & word_set("modal of what may come") or "have" in auxiliaries or time.i < verb.i:
        return TenseSide.UNKNOWN
    return TenseSide.UNKNOWN if _is_negated(verb) else TenseSide.FUTURE


def _is_negated(verb: Token) -> bool:
    """Whether the verb or its subject is negated."""
    subjects = (c for c in verb.children if c.dep_ in SUBJECTS)
    return any(c.dep_ == "neg" for c in verb.children) or any(
        t.lower_ in word_set("denying a subject") for s in subjects for t in (s, *s.children)
    )


def _of_form(verb: Token, auxiliaries: set[str]) -> TenseSide:
    """What the form of the verb and its auxiliaries say: "met", "was met", "is meeting"."""
    if verb.tag_ == "VBD" or "did" in auxiliaries:
        return TenseSide.PAST
    if verb.tag_ == "VBN" and (not auxiliaries or auxiliaries & word_set("auxiliaries of the past")):
        return TenseSide.PAST
    if verb.tag_ == "VBN" and auxiliaries and auxiliaries <= word_set("auxiliaries of the present passive"):
        return TenseSide.FUTURE  # "the case is heard in May"
    progressive = verb.tag_ == "VBG" and auxiliaries & word_set("auxiliaries of the present")
    return TenseSide.FUTURE if progressive and verb.lemma_ != "go" else TenseSide.UNKNOWN


def _governs_future(head: Token) -> bool:
    """Whether an infinitive under this word lies ahead: "plans to", "agreed to", "is to", "is going to"."""
    if head.lemma_ in _verbs("planned") | _verbs("bound") or head.lemma_ == "be":
        return True
    if head.lemma_ in _verbs("wished"):
        return head.tag_ in {"VBZ", "VBP", "MD"}
    return head.lemma_ == "go" and head.tag_ == "VBG"


def _of_plan(at: Token) -> TenseSide:
    """Future, or past for "had been due to expire on Friday", which did not happen or is over."""
    had = any(c.lower_ == "had" for c in (*at.children, *at.head.children))
    return TenseSide.PAST if had else TenseSide.FUTURE


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("tense.tsv") if row["kind"] == kind)
