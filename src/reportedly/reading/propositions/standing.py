"""Standing: whether a wording stands alone, as a whole clause that needs nothing of the report around it.

Syntax decides what is a whole clause. Whether "the dam" or "they" is clear by itself, and whether words of somebody
else ran into the wording, a trained model tells, which learned from wordings that were judged by reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly import encoder
from reportedly.lexicon.cues import verbs
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act, Manner
from reportedly.reading.text.syntax import OBJECTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reportedly.reading.propositions.clause import Clause
    from reportedly.reading.text.syntax import Syntax

_NO_WORDS = frozenset({"PUNCT", "SPACE"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_COMPLEMENTS = ("ccomp", "xcomp", "attr", *OBJECTS)
_NO_COMPLEMENTS = ("punct", "cc", "aux", "auxpass", "neg", "mark", "intj")
SURE = 0.85
"""The least chance with which a wording counts as one that stands alone; chosen on wordings the model had not seen."""


def stands_alone(clause: Clause, tokens: Sequence[int], wording: str, act: Act, *, whole: bool) -> bool:
    """True if a wording with these tokens is a whole clause, true to the text, and clear without it.

    `whole` if brackets make it a whole clause.
    """
    if act is Act.DECLINE or not _is_clause(clause, tokens, whole=whole):
        return False
    return encoder.standing(wording) >= SURE


def _is_clause(clause: Clause, tokens: Sequence[int], *, whole: bool) -> bool:
    """True for a whole clause that tells, and is not cut off."""
    s = clause.syntax
    told = [i for i in tokens if s.pos[i] not in _NO_WORDS]
    if not told or _asks(clause, tokens[-1]):
        return False
    if not whole and (not _is_whole(clause, told) or _depends(clause, told[0])):
        return False
    split = _is_split(s, told[0]) or _is_split(s, told[-1] + 2)
    return not split and not _is_cut_off(clause, told, frozenset(told))


def _is_whole(clause: Clause, told: Sequence[int]) -> bool:
    """True if the content has a finite verb with its subject that is not one of saying without what is said."""
    s, held = clause.syntax, set(told)
    # "the claim that it sank" tells of a claim.
    main = (clause.root,) if s.tag[clause.root].startswith("NN") else (clause.root, clause.predicate)
    for v in dict.fromkeys(main):
        subject = next((c for c in s.children[v] if s.dep[c] in _SUBJECTS), None)
        if v in held and _is_finite(s, v) and subject in held:
            return not _only_says(clause, v) and not _is_elliptic(s, v, held) and not _only_exists(s, v, held)
    return False


def _is_split(s: Syntax, first: int) -> bool:
    """True if the full stop before a token ends no sentence but an abbreviated rank, or stands in a figure."""
    if not 2 <= first < s.n or s.low[first - 1] != ".":
        rank = s.low[first - 1].removesuffix(".") if 0 < first < s.n else ""
        return rank in word_set("abbreviated rank") and s.low[first - 1].endswith(".")
    before = s.words[first - 2]
    number = before[-1:].isdigit() and s.words[first][:1].isdigit()
    return number or (before.lower() in word_set("abbreviated rank") and before[0].isupper())


def _is_cut_off(clause: Clause, told: Sequence[int], held: Collection[int]) -> bool:
    """True if the words begin within their subject, end within a noun phrase, or open with half a sentence."""
    s, first, last = clause.syntax, told[0], told[-1]
    if last < s.head[last] <= last + 3 and s.dep[last] in ("amod", "compound", "nmod", "det", "nummod"):
        return True
    subject = s.subject(clause.root)
    begins = s.tag[first] == "DT" and s.words[first][0].isupper()
    if subject is not None and subject in held and not begins and s.left[subject] < first <= subject:
        missing = (k for k in range(s.left[subject], first) if s.pos[k] not in (*_NO_WORDS, "CCONJ", "SCONJ"))
        if next(missing, None) is not None:
            return True
    opening = [i for i in told if s.sent[i] == s.sent[first]]
    return s.sent[first] != s.sent[clause.root] and not any(_is_finite(s, i) for i in opening)


def _is_finite(s: Syntax, v: int) -> bool:
    """True for a finite verb, also where the parser takes a past tense with its subject for a participle."""
    past = s.tag[v] == "VBN" and s.dep[v] in ("ROOT", "conj", "ccomp") and not s.auxiliaries(v)
    return s.is_finite(v) or (
        past and s.child(v, "nsubj") is not None and s.child(v, "xcomp", "ccomp", "prt", *OBJECTS) is not None
    )


def _is_elliptic(s: Syntax, v: int, held: Collection[int]) -> bool:
    """True if the verb is an auxiliary that leaves out what it helps to say: "the mayor will be"."""
    if s.tag[v] != "MD" and s.lemma[v] not in ("be", "do"):
        return False
    others = (c for c in s.children[v] if c in held and s.dep[c] not in (*_SUBJECTS, *_NO_COMPLEMENTS))
    return next(others, None) is None


def _only_exists(s: Syntax, v: int, held: Collection[int]) -> bool:
    """True for "there was little choice", which does not say where or for what."""
    if s.child(v, "expl") is None:
        return False
    below = [i for i in range(s.left[v], s.right[v] + 1) if i in held]
    return not any(s.dep[i] in ("prep", "relcl", "acl", "advcl", "xcomp", "ccomp") or s.tag[i] == "NNP" for i in below)


def _only_says(clause: Clause, v: int) -> bool:
    """True for "the director said" alone."""
    s = clause.syntax
    entry = verbs().get(s.lemma[v])
    if entry is None or entry.manner is not Manner.SPEECH or s.passive(v):
        return False
    return not any(
        clause.holds(c) and (s.dep[c] in _COMPLEMENTS or (s.dep[c] == "prep" and c > v)) for c in s.children[v]
    )


def _depends(clause: Clause, opening: int) -> bool:
    """True if the wording opens as a part of another clause: "who had helped", "because it fell"."""
    s = clause.syntax
    head = s.head[opening]
    if s.tag[opening].startswith("W"):
        whole = ("advcl",) if s.tag[opening] == "WRB" else ("csubj", "csubjpass") if s.tag[opening] == "WP" else ()
        return s.dep[head] not in whole or not clause.holds(s.head[head])
    if s.dep[opening] == "mark":
        return head in (clause.root, clause.predicate) or not clause.holds(s.head[head])
    return s.dep[opening] in ("prep", "agent", "pcomp", "cc") and not clause.holds(head)


def _asks(clause: Clause, last: int) -> bool:
    """True if a question mark follows."""
    s = clause.syntax
    return any(s.low[i].startswith("?") for i in range(last, min(last + 3, s.n)) if s.sent[i] == s.sent[last])
