"""Noun phrases as an editor would quote them: with what tells which one is meant, without what is only added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.propositions.bound import is_plural
from reportedly.reading.propositions.referent import Referent
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from reportedly.reading.text.syntax import Syntax

_LONGEST = 12
"""Words of a noun phrase that is put in brackets."""
_PREMODIFIERS = frozenset({"amod", "compound", "nummod", "poss", "nmod", "quantmod"})
_NAMES = frozenset({"NNP", "NNPS"})
_NO_THINGS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"})
"""Labels of phrases that no pronoun stands for."""


def is_noun(s: Syntax, i: int) -> bool:
    """True for the head of a noun phrase that names or describes somebody or something."""
    if not s.tag[i].startswith("NN") or s.dep[i] in ("compound", "nmod", "npadvmod") or s.label[i] in _NO_THINGS:
        return False
    return determiner(s, i) not in word_set("counting out")


def extent_of(s: Syntax, head: int) -> tuple[int, int]:
    """The first token of a noun phrase and one past its last, without clauses and appositions after its head."""
    end = head + 1
    while end < s.n and s.sent[end] == s.sent[head]:
        below = next((c for c in s.children[head] if s.dep[c] == "prep" and s.left[c] == end), None)
        if below is None or s.low[below] in word_set("opening an adjunct"):
            break
        last = s.right[below]
        stop = next((i for i in range(below + 1, last + 1) if _breaks(s, i)), last + 1)
        end = stop
        if stop <= last:
            break
    return s.left[head], end


def _breaks(s: Syntax, i: int) -> bool:
    mark = s.dep[i] == "punct" and s.low[i] not in HYPHENS
    return mark or s.dep[i] in ("relcl", "acl", "appos", "advcl") or s.tag[i].startswith(("W", "VB"))


def is_bare(s: Syntax, head: int) -> bool:
    """True for a noun with nothing beside it that tells which one is meant: "the dam", "this attack"."""
    own = [
        c for c in s.children[head] if s.dep[c] in _PREMODIFIERS or (c > head and s.dep[c] in ("prep", "relcl", "acl"))
    ]
    return not own and s.tag[head] not in _NAMES


def determiner(s: Syntax, head: int) -> str:
    """The article or pronoun that opens a noun phrase, in small letters; empty where it has none."""
    return next((s.low[c] for c in s.children[head] if s.dep[c] == "det" and c < head), "")


def names_in(s: Syntax, first: int, end: int) -> frozenset[str]:
    """The proper nouns among these tokens, in small letters."""
    return frozenset(s.low[i] for i in range(first, end) if s.tag[i] in _NAMES)


def referent_of(s: Syntax, head: int, *, definite: bool = False) -> Referent | None:
    """The words of a noun phrase; None if it points elsewhere itself, or is long.

    `definite` puts "the" in place of "a", as for something that has been mentioned.
    """
    first, end = extent_of(s, head)
    while first < head and s.dep[first] in ("preconj", "cc", "predet", "punct"):
        first += 1  # "either the army or ..."
    counted = s.child(head, "nummod")
    if definite and counted is not None and s.tag[head] != "NNS":
        return None
    fused = any(s.words[i] in ("A", "An", "The") for i in range(first + 1, end))  # a headline ran into its text
    if fused or end - first > _LONGEST or any(_points(s, i) for i in range(first, end)):
        return None
    if not s.tag[end - 1].startswith(("NN", "CD", "FW")) or any(_is_scrap(s, i) for i in range(first, end)):
        return None  # "nostalgia for a happier"
    span = s.span(first, end - 1)
    if span is None:
        return None
    if "\n" in s.text[span[0] : span[1]].strip() and any(s.words[i][0].isupper() for i in range(first, head)):
        return None  # a headline ran into its text
    words = " ".join(s.text[span[0] : span[1]].split())
    if s.tag[first] not in _NAMES and s.words[first] != s.words[first].upper() and first == s.starts[s.sent[first]]:
        words = words[0].lower() + words[1:]
    if definite and s.low[first] in ("a", "an", "another"):
        words = f"the {words.partition(' ')[2]}"
    elif definite and not determiner(s, head) and s.tag[head] in ("NN", "NNS") and s.child(head, "poss") is None:
        words = f"the {words}"
    return Referent(words, is_plural(s, head))


def _is_scrap(s: Syntax, i: int) -> bool:
    """True for a single letter that is no word, as a wrong break leaves it, and for "somebody"."""
    return (len(s.low[i]) == 1 and s.low[i].isalpha() and s.low[i] != "a" and s.words[i].islower()) or (
        s.low[i] in word_set("nobody")
    )


def _points(s: Syntax, i: int) -> bool:
    return s.tag[i] in ("PRP", "PRP$", "WP", "WP$", "WDT") or s.low[i] in ("this", "that", "these", "those", "such")
