"""Certainty: how sure the hedges beside a cue and in a content make a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.cues import verbs
from reportedly.lexicon.hedges import ORDER, hedges
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Certainty, Manner
from reportedly.reading.speech_act.content import root_of
from reportedly.reading.text.syntax import AUXILIARIES, NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Anchor
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.text.syntax import Syntax

_LONGEST = 60
"""Tokens of a content that are looked through for hedges."""
_FARTHEST = 4
"""Steps from a hedge up to the head of its clause."""
_WITHIN_CLAUSE = (
    *NOMINAL_SUBJECTS, *AUXILIARIES, "acomp", "advmod", "amod", "attr", "compound", "conj", "det", "dobj", "neg",
    "nummod", "oprd", "pobj", "prep", "quantmod", "xcomp",
)  # fmt: skip
"""Relations over which a hedge still hedges the whole clause: it is not within a clause of its own."""


def certainty_of_content(g: Syntax, content: Sequence[Anchor]) -> Certainty | None:
    """How sure the hedges in the content's main clause make it; None where there is none."""
    known = hedges(beside_cue=False)
    first, last, root = root_of(g, content[0])
    if root < g.n and is_beyond_doubt(g, root):
        return Certainty.CERTAIN
    found = []
    for i in range(first, min(last, first + _LONGEST) + 1):
        if g.tag[i] in {"NNP", "NNPS"}:
            continue  # the month of May, or somebody of that name
        sure = known.get(g.low[i])
        if sure is None and g.is_verb(i):
            sure = known.get(g.lemma[i])
        if sure is not None and _hedges_clause(g, i, root):
            found.append(sure)
    return min(found, key=ORDER.index, default=None)


def certainty_beside_cue(g: Syntax, cue: int) -> Certainty | None:
    """How sure the cue's own adverbs and auxiliaries make it: "may have said"; None where there is none."""
    known = hedges(beside_cue=True)
    found = [known[g.low[c]] for c in g.children[cue] if g.low[c] in known and g.dep[c] in ("aux", "advmod", "amod")]
    if g.low[cue] in word_set("hearsay"):
        found.append(known[g.low[cue]])
    return min(found, key=ORDER.index, default=None)


def is_beyond_doubt(g: Syntax, root: int) -> bool:
    """True for "there is no doubt that", "it is not in doubt that": the negation leaves what follows standing."""
    nouns = [c for c in g.children[root] if g.dep[c] in ("attr", "dobj")]
    after = [k for c in g.children[root] if g.dep[c] == "prep" for k in g.children[c] if g.dep[k] == "pobj"]
    doubts = [i for i in (*nouns, *after) if g.lemma[i] in word_set("doubts")]
    return any(g.is_negated(root) or g.is_negated(i) or g.low[g.head[i]] in word_set("past doubt") for i in doubts)


def certainty_of_hearsay(g: Syntax, said: Attribution, cue: int) -> Certainty | None:
    """How sure words are that nobody answers for: "is said to", "it is claimed that", "rumours that", "reportedly"."""
    if said.source is not None:
        return None
    if g.low[cue] in word_set("hearsay") or g.lemma[cue] in word_set("nouns of hearsay"):
        return Certainty.POSSIBLE
    if not g.is_verb(cue) or g.lemma[cue] not in word_set("verbs of hearsay"):
        rumours = [c for c in g.children[cue] if g.lemma[c] in word_set("nouns of hearsay")]
        return Certainty.POSSIBLE if rumours else None
    if g.tag[cue] not in ("VBN", "VBD") or not (g.passive(cue) or said.frame == "pass-inf"):
        return None
    entry = verbs().get(g.lemma[cue])
    return Certainty.PROBABLE if entry is not None and entry.manner is Manner.THOUGHT else Certainty.POSSIBLE


def _hedges_clause(g: Syntax, i: int, root: int) -> bool:
    """True if token `i` belongs to the clause that has `root` for its head."""
    for _ in range(_FARTHEST):
        if i == root:
            return True
        if g.dep[i] not in _WITHIN_CLAUSE:
            return False
        i = g.head[i]
    return False
