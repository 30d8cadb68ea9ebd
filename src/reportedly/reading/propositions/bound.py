"""Bound pronouns: those whose antecedent stands in the same wording, and those that stand for nothing.

"Norway said that it had closed its harbours", "it is unlikely that ...".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.persons import persons
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from reportedly.reading.propositions.clause import Clause
    from reportedly.reading.text.syntax import Syntax

    Agreement = Callable[[int, str], bool]

_EXTRAPOSED = ("ccomp", "xcomp", "csubj", "csubjpass", "advcl", "relcl", "acl")
_NOUNS = frozenset({"NN", "NNP", "NNS", "NNPS"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def bound_pronouns(clause: Clause, words: Sequence[int], agree: Agreement) -> set[int]:
    """The pronouns among the tokens of a wording that need nothing outside it.

    `agree` tells whether the noun phrase of a head agrees with a pronoun.
    """
    s = clause.syntax
    held = frozenset(words)
    third = word_set("third person") | word_set("possessive")
    pronouns = (i for i in words if s.low[i] in third and s.low[i] not in ("my", "our"))
    return {i for i in pronouns if is_expletive(s, i) or _has_antecedent(clause, held, i, agree)}


def is_expletive(s: Syntax, i: int) -> bool:
    """True for an "it" that stands for nothing, or for a clause that follows it: "it rained", "it is clear that"."""
    if s.low[i] != "it" or s.dep[i] not in NOMINAL_SUBJECTS:
        return False
    v = s.head[i]
    if s.lemma[v] in word_set("weather"):
        return True
    if s.lemma[v] == "be" or s.passive(v) or s.lemma[v] in word_set("impersonal"):
        said = [v, *(c for c in s.children[v] if s.dep[c] in ("acomp", "attr", "oprd", "dobj"))]
        return any(c > v and s.dep[c] in _EXTRAPOSED and _is_clause(s, c) for a in said for c in s.children[a])
    return False


def _is_clause(s: Syntax, v: int) -> bool:
    """True for a clause that may be what "it" stands for: with "that", "to" or a question word."""
    if s.dep[v] == "ccomp":
        return True
    return any(s.low[c] in ("that", "to", "whether", "if", "for") or s.tag[c].startswith("W") for c in s.children[v])


def _has_antecedent(clause: Clause, held: Collection[int], i: int, agree: Agreement) -> bool:
    """True if a noun phrase of the wording agrees with the pronoun and may stand for it."""
    s = clause.syntax
    owner = s.dep[i] == "poss"
    if s.dep[i] in NOMINAL_SUBJECTS and s.head[i] in (clause.root, clause.predicate):
        # The pronoun is what the wording is about; a phrase before it only says when or where, but a clause
        # may name it: "Although the strike is over, it has cost much".
        before = (c for c in s.children[s.head[i]] if s.dep[c] == "advcl" and c < i)
        subjects = [h for c in before if (h := s.subject(c)) is not None and h in held]
        return any(s.tag[h] in _NOUNS and agree(h, s.low[i]) for h in subjects)
    above = set(_nouns_above(s, i))
    for h in held:
        if h < i and s.tag[h] in _NOUNS and s.dep[h] != "compound" and agree(h, s.low[i]):
            same_clause = s.head[h] == s.head[i] and s.dep[h] in NOMINAL_SUBJECTS
            if h not in above and (owner or not same_clause):
                return True
    subject = s.subject(clause.root)
    if not owner or subject is None or subject not in held or subject in above:
        return False
    return i < subject and agree(subject, s.low[i])


def _nouns_above(s: Syntax, i: int) -> Iterator[int]:
    """The nouns that a pronoun depends on within its own noun phrase."""
    while s.head[i] != i and s.tag[s.head[i]] in _NOUNS:
        i = s.head[i]
        yield i
        if s.dep[i] in NOMINAL_SUBJECTS:
            return


def agrees(s: Syntax, noun: int, pronoun: str) -> bool:
    """True if the noun phrase of a head agrees with a pronoun in number, and as a person or thing."""
    plural = is_plural(s, noun)
    if pronoun in word_set("masculine pronoun") | word_set("feminine pronoun"):
        return not plural and is_person(s, noun)
    if pronoun in word_set("neuter pronoun"):
        return not plural and not is_person(s, noun)
    return plural


def is_plural(s: Syntax, noun: int) -> bool:
    """True for a plural, for nouns side by side, and for bodies of people: "the police"."""
    return (
        s.tag[noun] in _PLURAL_TAGS
        or any(s.dep[c] == "conj" and s.tag[c] in _NOUNS for c in s.children[noun])
        or s.low[noun] in word_set("plural bodies")
    )


def is_person(s: Syntax, noun: int) -> bool:
    """True for the name of a person and for a noun that is a role: "the mayor"."""
    if s.low[noun] in roles.body_heads():
        return False
    if s.tag[noun] in ("NNP", "NNPS") and s.label[noun]:
        return s.label[noun] == "PERSON"
    return any(word in roles.role_heads() or word in persons() for word in (s.low[noun], s.lemma[noun]))
