"""The main clause of what a statement says: its predicate, and whether it is negated, still to come or left open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.lexicon.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Anchor
    from reportedly.reading.text.syntax import Syntax

_NO_PREDICATE = frozenset({"PUNCT", "SPACE", "CCONJ", "SCONJ", "INTJ"})
_PREDICATIVE = ("attr", "acomp", "oprd")
"""What a copula says of its subject: "is certain", "was no accident"."""
_PARTICIPANTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})
_WITHIN = frozenset(
    {"conj", "xcomp", "dobj", "attr", "acomp", "oprd", "prep", "pobj", "pcomp", "agent", "compound", "nsubj"}
)
"""Relations that do not leave a clause."""
_CLAUSES = frozenset({"ROOT", "ccomp", "parataxis"})
"""Relations of a verb that says what somebody says, not when or why ("as he presided over the mass")."""
_DEEPEST = 6
"""Steps down a chain of complements: "said it believed that they would ...". A longer one is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The main clause of a content."""

    syntax: Syntax
    content: Sequence[Anchor]
    root: int
    """The token that everything in the content's longest part depends on."""
    predicate: int
    """The token that says what is so: "touched" in "Peru is certain that no ship touched the pillar"."""

    @classmethod
    def of(cls, syntax: Syntax, content: Sequence[Anchor]) -> Clause | None:
        """The main clause of a content; None where it has no words."""
        part = max(content, key=lambda a: a.end - a.start)
        tops = []
        for i in syntax.tokens_within(part.start, part.end):
            above = syntax.head[i]
            outside = above == i or not part.start <= syntax.char[above] < part.end
            if outside and syntax.pos[i] not in _NO_PREDICATE:
                tops.append(i)
        if not tops:
            return None
        root = next((i for i in tops if syntax.dep[i] in _CLAUSES and syntax.is_finite(i)), tops[0])
        return cls(syntax=syntax, content=content, root=root, predicate=_vouched(syntax, root))

    def tokens(self) -> Iterator[int]:
        """The tokens of the content."""
        for part in self.content:
            yield from self.syntax.tokens_within(part.start, part.end)

    def holds(self, i: int) -> bool:
        """True if token `i` stands in the content."""
        return any(part.start <= self.syntax.char[i] < part.end for part in self.content)

    def in_main(self, i: int) -> bool:
        """True if token `i` belongs to the main clause, and not to a relative or subordinate one."""
        for _ in range(_DEEPEST):
            above = self.syntax.head[i]
            if i in (self.root, self.predicate) or not self.holds(above):
                return True
            if self.syntax.dep[i] not in _WITHIN:
                return False
            i = above
        return False

    def predicate_word(self) -> str:
        """The base form of the word that says what is so; of a copula that of what it says of its subject."""
        s, v = self.syntax, self.predicate
        said = s.child(v, *_PREDICATIVE) if s.lemma[v] == "be" else None
        return s.lemma[v if said is None else said]

    def is_negated(self) -> bool:
        """True if the predicate, or somebody or something that takes part in it, is negated: "no ship touched it"."""
        return self._is_negated_at(self.predicate)

    def is_mixed(self) -> bool:
        """True if a clause that is joined to the main one has the other polarity: "it held and no pillar was hit"."""
        s, waiting, seen = self.syntax, [self.root, self.predicate], set[int]()
        while waiting:
            v = waiting.pop()
            seen.add(v)
            waiting += [c for c in s.children[v] if c not in seen and s.dep[c] == "conj" and self._says_so(c)]
        joined = seen - {self.root, self.predicate}
        return any(self._is_negated_at(v) is not self.is_negated() for v in joined)

    def _says_so(self, v: int) -> bool:
        """True if a verb of the content has a tense, its own or that of the verb that it is joined to."""
        s = self.syntax
        return self.holds(v) and s.pos[v] in ("VERB", "AUX") and (s.is_finite(v) or s.tag[v] == s.tag[s.head[v]])

    def _is_negated_at(self, v: int) -> bool:
        s = self.syntax
        if s.lemma[v] in word_set("denying nothing"):
            return False
        predicative = [c for c in s.children[v] if s.dep[c] in _PREDICATIVE]
        return (
            _denies(s, v)
            or any(_denies(s, c) for c in predicative)
            or any(s.dep[c] in _PARTICIPANTS and _is_none(s, c) for c in s.children[v])
        )

    def is_ahead(self) -> bool:
        """True if it is about what is still to come, or only possible: a modal, or an infinitive that is planned."""
        return any(self._lies_ahead(v) for v in self._complements())

    def is_conditional(self) -> bool:
        """True if "if" or "whether" leaves it open, and the main clause takes no side ("..., it was lawful")."""
        s = self.syntax
        opening = next((i for i in self.tokens() if s.pos[i] not in ("PUNCT", "SPACE", "CCONJ")), None)
        if opening is None:
            return False
        unreal = s.low[opening] in word_set("unreal") or (s.low[opening] == "should" and s.dep[opening] == "aux")
        provided = s.low[opening] == "provided" and s.tag[opening] == "VBN"
        if not unreal and not provided:
            return False
        condition = opening if provided else s.head[opening]
        outside = (i for i in self.tokens() if not s.left[condition] <= i <= s.right[condition])
        return not any(predicates.classes(" ".join(s.words[i] for i in outside)).values())

    def _complements(self) -> Iterator[int]:
        """The predicate, the verbs beside it, and the clauses that they are about: "said it believed that ..."."""
        s, waiting, seen = self.syntax, [self.root, self.predicate], set[int]()
        while waiting:
            v = waiting.pop()
            if v in seen or not self.holds(v):
                continue
            seen.add(v)
            yield v
            waiting += [c for c in s.children[v] if s.dep[c] in ("conj", "ccomp", "xcomp", "acomp", "attr", "oprd")]

    def _lies_ahead(self, v: int) -> bool:
        s = self.syntax
        auxiliaries = s.auxiliaries(v)
        if auxiliaries & word_set("prospective modal") and "have" not in auxiliaries:
            return True
        return s.lemma[v] in word_set("prospective") and any(
            s.dep[c] in ("xcomp", "acl", "relcl", "ccomp", "advcl") and "to" in s.auxiliaries(c) for c in s.children[v]
        )


def _vouched(s: Syntax, root: int) -> int:
    """The predicate of the clause that its subject vouches for, else the root: "fell" in "is sure that it fell"."""
    for _ in range(_DEEPEST):
        governors = [root, *(c for c in s.children[root] if s.dep[c] in (*_PREDICATIVE, "nsubj"))]
        vouching = word_set("vouching") | word_set("things said")
        if not any(s.lemma[g] in vouching for g in governors) or _denies(s, root):
            return root
        clause = next(
            (c for g in governors for c in s.children[g] if s.dep[c] in ("ccomp", "acl") and s.is_finite(c)), None
        )
        if clause is None:
            return root
        root = clause
    return root


def _denies(s: Syntax, i: int) -> bool:
    """True if a word of negation depends on a token; "not only", "no doubt" and "never forget" are none."""
    if any(s.low[c] == "longer" and s.is_negated(c) for c in s.children[i]):
        return True
    # The parser takes an "n’t" with a curly apostrophe for punctuation now and then.
    words = [c for c in s.children[i] if s.dep[c] == "neg" or s.low[c] in ("n't", "n’t")]
    if not words and s.is_negated(i):
        words = [c for c in s.children[i] if s.low[c] in word_set("negation")]
    return s.lemma[i] not in word_set("denying nothing") and any(not _goes_beyond(s, c) for c in words)


def _goes_beyond(s: Syntax, i: int) -> bool:
    """True if the word after a negation takes it back: "not only", "nothing but", "nothing short of"."""
    return i + 1 < s.n and s.low[i + 1] in word_set("more than a negation")


def _is_none(s: Syntax, noun: int) -> bool:
    """True if a participant is nobody or nothing: "no ship", "nobody", "none of them"."""
    if s.low[noun] in word_set("nobody"):
        return not _goes_beyond(s, noun)
    before = [c for c in range(s.left[noun], noun) if s.head[c] == noun or s.head[s.head[c]] == noun]
    denying = [c for c in before if s.low[c] in word_set("no") and s.dep[c] in ("det", "preconj")]
    denied = any(not _goes_beyond(s, c) for c in denying)
    return denied and s.lemma[noun] not in word_set("denying nothing")
