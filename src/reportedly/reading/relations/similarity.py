"""What a statement is about, as a set of content words: enough to tell whether two are about the same happening."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.lexicon.actors import key, party_of
from reportedly.reading.text.spans import token_range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from reportedly.model import Anchor, Statement

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
EMPTY = frozenset({
    "be", "have", "do", "say", "make", "take", "such", "other", "own", "new", "last", "first", "year", "day", "week",
    "month", "time", "people", "that", "which", "any", "more", "many", "several", "country", "use", "go",
})  # fmt: skip
GENERIC = frozenset(
    {"region", "city", "town", "area", "village", "province", "territory", "district", "enclave", "there"}
)
PLACES = frozenset({"GPE", "LOC", "FAC"})
ELSE = frozenset({"PERSON", "DATE", "TIME", "EVENT"})
"""Entity labels that no place bears; small pipelines take places for products and laws, so those are let pass."""
LOCATING = frozenset({"in", "near", "at", "into", "across", "around", "of", "outside", "inside", "throughout"})
BACK = 60
"""Tokens back that "the region" may take its name from."""


@dataclass(frozen=True, slots=True)
class Gist:
    """The content words of a statement, and the names among them."""

    words: frozenset[str]
    """Lemmas, or the family of happenings that a lemma belongs to."""
    names: frozenset[str]

    def likeness(self, other: Gist) -> float:
        """The share of the fewer words that both have; 0 where that is one word only."""
        shared = self.words & other.words
        fewer = min(len(self.words), len(other.words))
        return len(shared) / fewer if len(shared) > 1 else 0.0


class Gists:
    """The gists of one report's statements, each made once."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._known: dict[str, Gist] = {}

    def of(self, statement: Statement) -> Gist:
        """What the content of a statement is about; "the region" counts as the place last named."""
        known = self._known.get(statement.id)
        if known is None:
            tokens = [t for a in statement.content for t in tokens_of(self._doc, a)]
            known = self._known[statement.id] = _gist(tokens)
        return known

    def alike(self, first: Statement, second: Statement, besides: str) -> bool:
        """Whether two statements share more than one word: a name, or two other content words."""
        shared = (self.of(first).words & self.of(second).words) - {besides}
        return len(shared) > 1 or bool(shared & self.of(first).names)

    def share_name(self, first: Statement, second: Statement) -> bool:
        """Whether two statements are about a place or party in common."""
        return bool(self.of(first).names & self.of(second).names)

    def one_matter(self, first: Statement, second: Statement, counted: str) -> bool:
        """Whether two counts may be of the same: a name in common or, where one of them names nobody, other words."""
        if self.of(first).names and self.of(second).names:
            return self.share_name(first, second)
        return self.alike(first, second, besides=counted)

    def happening(self, trigger: Anchor) -> str:
        """What an event word counts as here: its family of happenings, or its lemma."""
        tokens = tokens_of(self._doc, trigger)
        return _concept(tokens[0]) if tokens else trigger.exact

    def names_of_source(self, statement: Statement) -> frozenset[str]:
        """The names by which a statement's source may be meant elsewhere."""
        found = {t.lower_ for t in tokens_of(self._doc, statement.source) if t.pos_ in ("PROPN", "ADJ")}
        if statement.actor is not None:
            found.update(statement.actor.name.lower().split())
            found.update(party_of(statement.actor).lower().split())
        return frozenset(found)


def tokens_of(doc: Doc, anchor: Anchor | None) -> list[Token]:
    """The tokens of the words at a place; none where there is no place."""
    if anchor is None:
        return []
    found = token_range(doc, anchor)
    return [] if found is None else list(doc[found[0] : found[1]])


def same_voice(first: Statement, second: Statement) -> bool:
    """Whether one party says both; two statements without a source are both the outlet's."""
    if first.source is None or second.source is None:
        return first.source is None and second.source is None
    if first.actor is not None and second.actor is not None:
        return key(party_of(first.actor)) == key(party_of(second.actor))
    return first.source == second.source or key(first.source.exact) == key(second.source.exact)


def _gist(tokens: list[Token]) -> Gist:
    words, names = set(), set()
    generic: Token | None = None
    for token in tokens:
        lower = token.lower_
        if lower in GENERIC:
            generic = token if _stands_alone(token) else generic
            continue
        if token.pos_ not in CONTENT or token.is_stop:
            continue
        lemma = token.lemma_.lower()
        if lemma in EMPTY:
            continue
        words.add(_concept(token))
        if token.pos_ == "PROPN" or token.ent_type_ in ("NORP", *PLACES):
            names.add(lower)
    if generic is not None:
        name = _place_before(generic)
        words.update(name)
        names.update(name)
    return Gist(frozenset(words), frozenset(names))


def _concept(token: Token) -> str:
    families = _families()
    lemma = token.lemma_.lower()
    return families.get(lemma) or families.get(token.lower_) or lemma


def _stands_alone(generic: Token) -> bool:
    """Whether "the region" has no name of its own: not "the Lake region", "the region of ...", "a region"."""
    children = [(c.dep_, c.lower_, c.pos_) for c in generic.children]
    if any(dep in ("compound", "amod", "poss") or lower == "of" for dep, lower, _ in children):
        return False
    return generic.lower_ == "there" or any(lower in ("the", "this", "that") for _, lower, _ in children)


def _place_before(generic: Token) -> frozenset[str]:
    doc = generic.doc
    for i in range(generic.i - 1, max(-1, generic.i - BACK), -1):
        name = doc[i]
        if name.pos_ != "PROPN" or name.ent_type_ in ELSE or name.dep_ != "pobj":
            continue
        if name.head.lower_ in LOCATING:
            return frozenset({name.lower_})
    return frozenset()


@cache
def _families() -> dict[str, str]:
    return {row["word"]: f"{row['family']}~" for row in table("predicates.tsv")}
