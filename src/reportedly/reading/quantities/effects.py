"""What became of those counted: "killed", "to be sent", from the clause around the noun."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _fates() -> dict[str, str]:
    return {row["verb"]: row["fate"] for row in lexicon.table("fates.tsv")}


@cache
def fate_words() -> frozenset[str]:
    """Words that stand for those to whom it happened: "600 wounded"."""
    return frozenset({*_fates().values(), "wounded", "missing", "injured", "homeless"})


def fate_of(noun: Token) -> str | None:
    """The participle that the clause adds to what is counted."""
    if noun.lower_ in fate_words():
        return None
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN":
            return participle(child)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        named = _named(noun.head.head)
        if named is not None or noun.head.head.dep_ in _SIDES:
            return named or fate_of_side(noun.head.head)
    return fate_of_side(noun)


def fate_of_side(noun: Token) -> str | None:
    """The participle that the verb adds to its subject or object, or to what is listed with it."""
    member = noun
    while member.dep_ in {"conj", "appos"} and member.head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"}:
        member = member.head
        if any(c.dep_ in {"acl", "relcl"} and c.i < noun.i for c in member.children):
            return None  # "the men killed, and 40 cars": the first has a clause of its own
    if member is not noun and member.dep_ not in _LISTED:
        return None
    noun, verb = member, member.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if noun.dep_ == "nsubjpass" and verb.tag_ == "VBN":
        for child in verb.children:
            if child.dep_ == "xcomp" and child.tag_ == "VBN":
                return participle(child)
        return participle(verb)
    if noun.dep_ == "dobj" and not any(c.dep_ == "nsubjpass" for c in verb.children):
        return participle(verb)
    if noun.dep_ == "nsubj":
        bare = verb.tag_ == "VBN" and verb.i == noun.i + 1 and not any(c.dep_ == "aux" for c in verb.children)
        if verb.lemma_ in _OF_ITSELF or bare:  # "with ten people killed"
            return participle(verb)
        return next((c.lower_ for c in verb.children if c.dep_ == "acomp" and c.lower_ in fate_words()), None)
    return None


_OF_ITSELF = frozenset({"die", "perish", "return"})
_SIDES = frozenset({"nsubjpass", "dobj", "nsubj", "conj"})
_LISTED = frozenset({"nsubjpass", "dobj"})


def _named(noun: Token) -> str | None:
    """The fate that a noun of action names: "the murder of 30", "the arrest of dozens of men"."""
    while noun.lemma_ in _MANY and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return _fates().get(noun.lemma_) if noun.pos_ == "NOUN" else None


_MANY = frozenset(("ten", "dozen", "score", "hundred", "thousand", "million"))


def participle(verb: Token) -> str | None:
    """The word of the table for a verb, with the second of two verbs, and "to be" where it is yet to come."""
    fate = _fates().get(verb.lemma_.lower())
    if fate is None:
        return None
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and not any(c.dep_ in _OWN for c in child.children):
            second = _fates().get(child.lemma_.lower())
            joint = next((c.lower_ for c in verb.children if c.dep_ == "cc"), "or")
            if second and second != fate:
                fate = f"{fate} {joint} {second}"
                break
    come = helpers & {"will", "would", "'ll", "’ll", "shall"} or ("to" in helpers and "have" not in helpers)
    return f"to be {fate}" if come and "have" not in helpers else fate


_OWN = frozenset({"dobj", "nsubj", "nsubjpass"})
