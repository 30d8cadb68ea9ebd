"""What happened to those counted: "killed", "to be sent", from the clause around the noun."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.lexicon.word_sets import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = frozenset({"nsubjpass", "dobj"})
_ARGUMENTS = frozenset({"nsubjpass", "dobj", "nsubj"})


@cache
def effects() -> dict[str, str]:
    """The word for the effect of a verb: "kill" has "killed"."""
    return {row["verb"]: row["effect"] for row in lexicon.table("effects.tsv")}


@cache
def effect_words() -> frozenset[str]:
    """Words that stand for those to whom it happened: "600 wounded"."""
    return frozenset(effects().values()) | word_set("victims")


def effect_of(noun: Token) -> str | None:
    """What happened to those that a noun counts: "killed" for "miners" in "ten miners were killed"."""
    if noun.lower_ in effect_words():
        return None
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN":
            return participle(child)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        action = _of_action(noun.head.head)
        if action is not None or noun.head.head.dep_ in _ARGUMENTS | {"conj"}:
            return action or _of_verb(noun.head.head)
    return _of_verb(noun)


def _of_verb(noun: Token) -> str | None:
    """The participle that the verb adds to its subject or object, or to what is listed with it."""
    argument = _first_of_list(noun)
    if argument is None:
        return None
    verb = argument.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if argument.dep_ == "nsubjpass" and verb.tag_ == "VBN":
        done = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VBN"), verb)
        return participle(done)
    if argument.dep_ == "dobj" and not any(c.dep_ == "nsubjpass" for c in verb.children):
        return participle(verb)
    return _of_subject(argument, verb) if argument.dep_ == "nsubj" else None


def _first_of_list(noun: Token) -> Token | None:
    """The member of a list that the verb governs; None where the effect on it is none on `noun`."""
    member = noun
    while member.dep_ in {"conj", "appos"} and member.head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"}:
        member = member.head
        if any(c.dep_ in {"acl", "relcl"} and c.i < noun.i for c in member.children):
            return None  # "the men killed, and 40 cars": the first has a clause of its own
    return member if member is noun or member.dep_ in _OBJECTS else None


def _of_subject(subject: Token, verb: Token) -> str | None:
    bare = verb.tag_ == "VBN" and verb.i == subject.i + 1 and not any(c.dep_ == "aux" for c in verb.children)
    if bare or verb.lemma_ in word_set("verbs that befall their subject"):  # "with ten people killed"
        return participle(verb)
    return next((c.lower_ for c in verb.children if c.dep_ == "acomp" and c.lower_ in effect_words()), None)


def _of_action(noun: Token) -> str | None:
    """The effect that a noun of action names: "the murder of 30", "the arrest of dozens of men"."""
    while noun.lemma_ in word_set("numerals") and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return effects().get(noun.lemma_) if noun.pos_ == "NOUN" else None


def participle(verb: Token) -> str | None:
    """The effect of a verb, with that of a second verb joined to it, and "to be" where it is yet to happen."""
    effect = effects().get(verb.lemma_.lower())
    if effect is None:
        return None
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and not any(c.dep_ in _ARGUMENTS for c in child.children):
            second = effects().get(child.lemma_.lower())
            joint = next((c.lower_ for c in verb.children if c.dep_ == "cc"), "or")
            if second and second != effect:
                effect = f"{effect} {joint} {second}"
                break
    ahead = bool(auxiliaries & word_set("future modal")) or not auxiliaries.isdisjoint({"would", "to"})
    return f"to be {effect}" if ahead and "have" not in auxiliaries else effect
