"""Standing: whether a wording stands alone, as a whole clause that needs nothing of the report around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.cues import verbs
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Manner
from reportedly.reading.propositions.noun_phrases import determiner, is_bare, is_noun
from reportedly.reading.text.syntax import OBJECTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reportedly.reading.propositions.clause import Clause

_NO_WORDS = frozenset({"PUNCT", "SPACE"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_COMPLEMENTS = ("ccomp", "xcomp", "prep", "attr", "advcl", *OBJECTS)


def stands_alone(
    clause: Clause, words: Sequence[int], settled: Collection[int], *, whole: bool = False, sourced: bool = True
) -> bool:
    """True if the tokens of a wording are a whole clause, and nobody and nothing in it is only pointed at.

    `settled` are tokens that point at somebody or something that the wording names; `whole` if brackets make it whole.
    What an outlet tells of "the victims" in its own voice goes on from what it has told before; a source that speaks of
    "the attack" means the one that the report is about.
    """
    s = clause.syntax
    told = [i for i in words if s.pos[i] not in _NO_WORDS]
    if not told or _asks(clause, words[-1]):
        return False
    if not whole and (not _is_whole(clause, told) or _depends(clause, told[0])):
        return False
    if any(_goes_on(clause, i, sourced=sourced) for i in told if i not in settled):
        return False
    return not any(_points_outside(clause, i) for i in told if i not in settled)


def _is_whole(clause: Clause, told: Sequence[int]) -> bool:
    """True if the content has a finite verb with its subject that is not one of saying without what is said."""
    s, held = clause.syntax, set(told)
    for v in dict.fromkeys((clause.root, clause.predicate)):
        subject = next((c for c in s.children[v] if s.dep[c] in _SUBJECTS), None)
        if v in held and s.is_finite(v) and subject in held:
            return not _only_says(clause, v)
    return False


def _only_says(clause: Clause, v: int) -> bool:
    """True for "the director said" alone."""
    s = clause.syntax
    entry = verbs().get(s.lemma[v])
    if entry is None or entry.manner is not Manner.SPEECH or s.passive(v):
        return False
    return not any(s.dep[c] in _COMPLEMENTS and clause.holds(c) for c in s.children[v])


def _depends(clause: Clause, opening: int) -> bool:
    """True if the wording opens as a part of another clause: "who had helped", "because it fell"."""
    s = clause.syntax
    head = s.head[opening]
    if s.tag[opening].startswith("W"):
        return not (s.tag[opening] == "WRB" and s.dep[head] == "advcl" and clause.holds(s.head[head]))
    if s.dep[opening] == "mark":
        return head in (clause.root, clause.predicate) or not clause.holds(s.head[head])
    return s.dep[opening] in ("prep", "agent", "pcomp", "cc") and not clause.holds(head)


def _asks(clause: Clause, last: int) -> bool:
    """True if a question mark follows."""
    s = clause.syntax
    return any(s.low[i].startswith("?") for i in range(last, min(last + 3, s.n)) if s.sent[i] == s.sent[last])


def _goes_on(clause: Clause, i: int, *, sourced: bool) -> bool:
    """True for a subject that says nothing of which one is meant: "this crime", in the outlet's own voice "the dam"."""
    s = clause.syntax
    subject = s.head[i] if s.dep[i] == "poss" else i
    if s.dep[subject] not in ("nsubj", "nsubjpass") or not is_noun(s, i) or not is_bare(s, i):
        return False
    opening = determiner(s, i)
    if opening in ("this", "that", "these", "those"):
        return True
    is_body = any(w in roles.body_heads() or w in word_set("only ones") for w in (s.low[i], s.lemma[i]))
    return opening == "the" and not sourced and not is_body and s.head[subject] in (clause.root, clause.predicate)


def _points_outside(clause: Clause, i: int) -> bool:
    """True for a pronoun that is subject, agent or object of the main verb, for "you", and for "there"."""
    s = clause.syntax
    if s.low[i] in word_set("second person"):
        return True
    if s.low[i] in ("there", "here") and s.dep[i] == "advmod":
        return not any(s.tag[k] == "NNP" and clause.holds(k) for k in range(s.left[clause.root], i))
    if s.low[i] in word_set("third person") and s.dep[i] in OBJECTS and s.head[i] in (clause.root, clause.predicate):
        return True
    if s.dep[i] == "poss" and s.tag[i] == "PRP$":
        return s.dep[s.head[i]] in ("nsubj", "nsubjpass")
    if s.low[i] not in word_set("pointing subject") or s.dep[i] in ("det", "predet") or s.tag[i][0] in "NW":
        return False
    if any(s.low[c] == "of" and s.child(c, "pobj") is not None for c in s.children[i]):
        return False  # "some of the trawlers"
    return s.dep[i] in ("nsubj", "nsubjpass", "ROOT") or (s.dep[i] == "pobj" and s.dep[s.head[i]] == "agent")
