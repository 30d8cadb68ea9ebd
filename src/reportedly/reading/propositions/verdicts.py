"""Verdicts: whether words that call something untrue, or leave it open, are said of the matter of a content.

"The photographs are a hoax" calls the matter untrue. "Bodies lying beside a bus", "a fake passport was found" do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.model import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Anchor
    from reportedly.reading.propositions.clause import Clause

_SAID_OF_SUBJECT = frozenset({"attr", "acomp", "oprd"})
_CLAUSES = frozenset({"ccomp", "conj", "parataxis"})
_OF_NOUNS = frozenset({"amod", "appos", "compound", "conj", "det", "nmod", "pobj", "prep"})
_DEEPEST = 8
"""Steps up from a word to the head of the content."""


def verdict_of(clause: Clause | None, content: Sequence[Anchor], said: str) -> Stance | None:
    """What a content says of its own matter: that it is not so, that it is open, or nothing of the kind."""
    found = predicates.verdict(said)
    if found is not Stance.DENY or clause is None:
        return found
    s = clause.syntax
    words = (
        s.tokens_within(part.start + a, part.start + b)
        for part in content
        for a, b in predicates.rejections(part.exact)
    )
    return found if any(_is_said_of_matter(clause, inside) for inside in words) else None


def _is_said_of_matter(clause: Clause, words: range) -> bool:
    """True if the words are the head of the content, or say of its subject what it is."""
    s = clause.syntax
    i = next((w for w in words if s.head[w] not in words or s.head[w] == w), words.start)
    for _ in range(_DEEPEST):
        above = s.head[i]
        if above == i or not clause.holds(above):
            return s.dep[i] != "prep" or s.low[i] == "as"
        if not _leads_up(clause, i, above):
            return False
        i = above
    return False


def _leads_up(clause: Clause, i: int, above: int) -> bool:
    s = clause.syntax
    if not s.is_verb(above) and s.pos[above] != "AUX":
        return s.dep[i] in _OF_NOUNS
    if s.dep[i] == "prep":
        return s.low[i] == "as" or s.lemma[above] == "be"
    return s.dep[i] in _SAID_OF_SUBJECT or s.dep[i] in _CLAUSES
