"""Short references: "the dam" for "the Kakhovka dam", "the company" for the one company that the report names."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from reportedly.lexicon import actors
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.propositions.noun_phrases import (
    determiner,
    extent_of,
    is_bare,
    is_noun,
    names_in,
    referent_of,
)
from reportedly.reading.propositions.referent import Referent

if TYPE_CHECKING:
    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.text.syntax import Syntax

_DEFINITE = frozenset({"the", "this"})
"""Not "that": it points to what was mentioned last, which may be another one."""
_NEW = frozenset({"a", "an", "another", "some", "several", ""})


class ShortReferences:
    """The noun phrases of one report by the base form of their head."""

    __slots__ = ("_discourse", "_found", "_heads", "_named", "_syntax", "_with_article")

    def __init__(self, syntax: Syntax, discourse: Discourse | None) -> None:
        self._syntax = syntax
        self._discourse = discourse
        self._heads: dict[tuple[str, str], list[int]] = {}
        for i in range(syntax.n):
            if is_noun(syntax, i):
                self._heads.setdefault(_key(syntax, i), []).append(i)
        self._with_article = frozenset(
            m.entity.name
            for m in (discourse.mentions.in_order if discourse is not None else ())
            if not m.adjective
            and m.start
            and syntax.low[m.start - 1] == "the"
            and syntax.head[m.start - 1] == m.end - 1
        )
        """Names with "the" right before them in this report."""
        mentions = discourse.mentions.in_order if discourse is not None else ()
        self._named = frozenset(m.end - 1 for m in mentions if not m.adjective)
        """The last tokens of names of people and bodies."""
        self._found: dict[int, Referent | None] = {}

    def is_short(self, head: int) -> bool:
        """True for a definite noun that says nothing of which one is meant."""
        s = self._syntax
        after = s.low[head + 1] if head + 1 < s.n else ""
        return (
            s.tag[head] in ("NN", "NNS")
            and is_noun(s, head)
            and is_bare(s, head)
            and determiner(s, head) in _DEFINITE
            and s.dep[head] != "attr"
            and after not in word_set("telling which one")
            and not (head + 1 < s.n and s.tag[head + 1] in ("VBN", "VBG", "TO"))
        )

    def of(self, head: int) -> Referent | None:
        """What a short reference stands for, from what the report says before it; None where that is not sure."""
        if head not in self._found:
            found = None if self._is_ambiguous(head) else self._body(head) or self._named_before(head)
            same = (
                found is not None
                and found.words.lower() == f"{determiner(self._syntax, head)} {self._syntax.low[head]}"
            )
            self._found[head] = None if same else found
        return self._found[head]

    def _is_ambiguous(self, head: int) -> bool:
        """True if the report tells of two before it: "the office building" and "the apartment building"."""
        s = self._syntax
        told = (h for h in self._heads.get(_key(s, head), ()) if h < s.left[head] and h not in self._named)
        beside = [
            frozenset(s.low[c] for c in s.children[h] if s.dep[c] in ("amod", "compound")) - word_set("telling little")
            for h in told
        ]
        return any(one and other and one.isdisjoint(other) for one, other in combinations(beside, 2))

    def _named_before(self, head: int) -> Referent | None:
        """The one noun phrase before it with the same head that tells which one is meant."""
        s = self._syntax
        full = [h for h in self._heads.get(_key(s, head), ()) if h < s.left[head] and self._tells(h)]
        named = {h: names for h in full if (names := names_in(s, *extent_of(s, h)))}
        if named:
            first = next(iter(named))
            other = any(names != named[first] for names in named.values())
            newer = any(h > first and h not in named and determiner(s, h) in _NEW for h in full)
            return None if other or newer else referent_of(s, first, definite=True)
        if s.low[head] in word_set("only ones") | word_set("people in general"):
            return None  # "the world" is not "the civilised world"
        return referent_of(s, full[0], definite=True) if len(full) == 1 else None

    def _tells(self, head: int) -> bool:
        """True if a noun phrase tells which one is meant; words in capitals in a headline do not."""
        s = self._syntax
        if s.tag[head] in ("NNP", "NNPS") and determiner(s, head) != "the" and head not in self._named:
            return False
        counted = s.child(head, "poss", "nummod") is not None
        if s.tag[head] == "NNS" and (counted or s.child(head, "amod", "compound") is None):
            return False
        if s.tag[head] == "NNS" and any(s.dep[c] == "compound" and s.tag[c] == "NNP" for c in s.children[head]):
            return False  # words of a headline
        beside = [c for c in s.children[head] if s.dep[c] in ("amod", "compound")]
        if any(s.low[c] in word_set("telling little") or s.tag[c] in ("JJR", "JJS", "RBR") for c in beside):
            return False
        described = beside or s.child(head, "poss", "nmod", "relcl", "acl") is not None
        if determiner(s, head) == "the" and not described and not names_in(s, *extent_of(s, head)):
            return False  # "the roof of the building"
        return not is_bare(s, head)

    def _body(self, head: int) -> Referent | None:
        """The one body named before it that the noun describes: "the company"."""
        s, discourse = self._syntax, self._discourse
        if discourse is None or s.tag[head] != "NN":
            return None
        fitting = {
            m.entity.name: m.entity
            for m in discourse.mentions.backwards_from(s.left[head])
            if s.low[head] in m.entity.nouns and not m.adjective
        }
        if len(fitting) != 1:
            return None
        (entity,) = fitting.values()
        if entity.kind in {ActorKind.UNNAMED, ActorKind.GROUP} or entity.plural:
            return None
        if entity.is_person and s.low[head] in word_set("standing"):
            return None  # "the frontrunner" may soon be another one
        name = self.with_article(entity.name)
        return Referent(f"the {name}" if name.split()[-1].islower() and not name.startswith("the ") else name)

    def with_article(self, name: str) -> str:
        """A name with "the" if the report puts it before the name: "the United States"."""
        known = name.lower() in word_set("names with an article")
        entry = actors.canonical(name)
        is_state = entry is not None and entry.actor().kind is ActorKind.STATE  # "the Greece debt talks"
        return f"the {name}" if known or (name in self._with_article and not is_state) else name


def _key(s: Syntax, i: int) -> tuple[str, str]:
    return s.lemma[i], s.tag[i].replace("NNP", "NN")
