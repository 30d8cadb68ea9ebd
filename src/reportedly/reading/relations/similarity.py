"""Similarity of statements: the content words and names that they share, to tell whether they are about one matter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.lexicon.actors import key, party_of
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.spans import token_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Anchor, Statement
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Syntax

_CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAME_LABELS = frozenset({"NORP", "GPE", "LOC", "FAC"})
_NO_PLACE_LABELS = frozenset({"PERSON", "DATE", "TIME", "EVENT"})
"""Entity labels that no place bears; small pipelines take places for products and laws, so those are let pass."""
_OF_VERBS = frozenset({"attr", "acomp", "ccomp", "conj", "oprd", "pcomp", "xcomp"})
_OF_NOUNS = frozenset({"acl", "ccomp", "conj", "pcomp", "pobj", "prep", "relcl"})
"""Relations over which what is so is said further down: of verbs, and of nouns ("a role in")."""
_ANTECEDENT_FAR = 60
"""Tokens back that "the region" may take its name from."""


@dataclass(frozen=True, slots=True)
class ContentWords:
    """The content words of a statement, and the names among them."""

    words: frozenset[str]
    """Lemmas, or the predicate class of those that have one: "shell" and "bombardment" are one word here."""
    names: frozenset[str]
    predicates: frozenset[str] = frozenset()
    """Those that say what is so: the predicate and its complements; of what is no clause the nouns at its head."""

    def overlap(self, other: ContentWords) -> float:
        """The share of the fewer words that both have; 0 where that is one word only."""
        shared = self.words & other.words
        fewer = min(len(self.words), len(other.words))
        return len(shared) / fewer if len(shared) > 1 else 0.0


class Similarity:
    """Compares the statements of one report; the content words of each are collected once."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._known: dict[str, ContentWords] = {}

    def content_words(self, statement: Statement) -> ContentWords:
        """The content words of a statement; "the region" counts as the place last named."""
        known = self._known.get(statement.id)
        if known is None:
            tokens = [i for a in statement.content for i in tokens_of(self._parsed, a)]
            known = self._known[statement.id] = _content_words(self._parsed, tokens)
        return known

    def share_predicate(self, first: Statement, second: Statement) -> bool:
        """True if what one statement says is so, done or denied is spoken of in the other."""
        a, b = self.content_words(first), self.content_words(second)
        return bool(a.predicates & b.words or b.predicates & a.words)

    def share_words(self, first: Statement, second: Statement, besides: str) -> bool:
        """True if two statements share a name or two other content words, not counting one given word."""
        a, b = self.content_words(first), self.content_words(second)
        shared = (a.words & b.words) - {besides}
        return len(shared) > 1 or bool(shared & a.names)

    def share_name(self, first: Statement, second: Statement) -> bool:
        """True if two statements have a place or party in common."""
        return bool(self.content_words(first).names & self.content_words(second).names)

    def may_count_the_same(self, first: Statement, second: Statement, counted: str) -> bool:
        """True if two counts may be of the same: a name in common or, where one of them names nobody, other words."""
        if self.content_words(first).names and self.content_words(second).names:
            return self.share_name(first, second)
        return self.share_words(first, second, besides=counted)

    def predicate_class(self, trigger: Anchor) -> str:
        """The predicate class of an event word, or its lemma where it has none."""
        tokens = tokens_of(self._parsed, trigger)
        return _class_or_lemma(self._parsed, tokens[0]) if tokens else trigger.exact

    def names_of_source(self, statement: Statement) -> frozenset[str]:
        """The names by which a statement's source may be referred to elsewhere."""
        syntax = self._parsed.syntax
        found = {syntax.low[i] for i in tokens_of(self._parsed, statement.source) if syntax.pos[i] in ("PROPN", "ADJ")}
        if statement.actor is not None:
            found.update(statement.actor.name.lower().split())
            found.update(party_of(statement.actor).lower().split())
        return frozenset(found)


def tokens_of(parsed: Parsed, anchor: Anchor | None) -> range:
    """The tokens of the words at a place; none where there is no place."""
    found = token_range(parsed.doc, anchor) if anchor is not None else None
    return range(*found) if found is not None else range(0)


def same_party(first: Statement, second: Statement) -> bool:
    """True if one party says both; two statements without a source are both the outlet's."""
    if first.source is None or second.source is None:
        return first.source is None and second.source is None
    if first.actor is not None and second.actor is not None:
        return key(party_of(first.actor)) == key(party_of(second.actor))
    return first.source == second.source or key(first.source.exact) == key(second.source.exact)


def _content_words(parsed: Parsed, tokens: Sequence[int]) -> ContentWords:
    syntax = parsed.syntax
    words, names = set(), set()
    generic: int | None = None
    for i in tokens:
        if syntax.low[i] in word_set("generic places"):
            generic = i if _stands_alone(parsed, i) else generic
            continue
        if syntax.pos[i] not in _CONTENT_POS or parsed.doc[i].is_stop or syntax.lemma[i] in word_set("empty"):
            continue
        words.add(_class_or_lemma(parsed, i))
        if syntax.pos[i] == "PROPN" or syntax.label[i] in _NAME_LABELS:
            names.add(syntax.low[i])
    place = _place_before(parsed, generic) if generic is not None else None
    if place is not None:
        words.add(place)
        names.add(place)
    predicates = {_class_or_lemma(parsed, i) for i in _predicates(syntax, tokens)}
    return ContentWords(frozenset(words), frozenset(names), frozenset(words & predicates))


def _predicates(syntax: Syntax, tokens: Sequence[int]) -> set[int]:
    """The words of a content that say what is so, from the heads of its clauses down."""
    held = frozenset(tokens)
    waiting = [i for i in tokens if syntax.head[i] not in held or syntax.head[i] == i]
    found: set[int] = set()
    while waiting:
        i = waiting.pop()
        found.add(i)
        below = _OF_NOUNS if syntax.pos[i] in ("NOUN", "PROPN", "ADP") else _OF_VERBS
        waiting += [c for c in syntax.children[i] if c in held and syntax.dep[c] in below]
    return {i for i in found if syntax.pos[i] != "PROPN"}


def _class_or_lemma(parsed: Parsed, i: int) -> str:
    classes, syntax = _predicate_classes(), parsed.syntax
    return classes.get(syntax.lemma[i]) or classes.get(syntax.low[i]) or syntax.lemma[i]


def _stands_alone(parsed: Parsed, i: int) -> bool:
    """True if "the region" has no name of its own: not "the Lake region", "the region of ...", "a region"."""
    syntax = parsed.syntax
    children = syntax.children[i]
    if any(syntax.dep[c] in ("compound", "amod", "poss") or syntax.low[c] == "of" for c in children):
        return False
    return syntax.low[i] == "there" or any(syntax.low[c] in ("the", "this", "that") for c in children)


def _place_before(parsed: Parsed, generic: int) -> str | None:
    """The place named last before "the region", after a preposition of place."""
    syntax = parsed.syntax
    for i in range(generic - 1, max(-1, generic - _ANTECEDENT_FAR), -1):
        named = syntax.pos[i] == "PROPN" and syntax.label[i] not in _NO_PLACE_LABELS
        if named and syntax.dep[i] == "pobj" and syntax.low[syntax.head[i]] in word_set("locating"):
            return syntax.low[i]
    return None


@cache
def _predicate_classes() -> dict[str, str]:
    return {row["word"]: f"{row['family']}~" for row in table("predicates.tsv")}
