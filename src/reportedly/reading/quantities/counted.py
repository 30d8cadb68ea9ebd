"""The noun that a number counts, and the unit that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.persons import persons
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.quantities.effects import effect_of, effect_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = frozenset({"nummod", "amod", "compound", "nmod", "det", "advmod", "predet"})
_WITHIN_NUMBER = frozenset({"compound", "quantmod", "nummod", "npadvmod", "advmod"})
_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "npadvmod"})
_OPENING = frozenset({"-", "--", "–", "—", "("})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})
_NO_NOUNS = frozenset({"CD", "PRP", "DT", "WP", "WDT", "WP$"})
_LONGEST = 5
"""Tokens before the noun that its phrase may begin with."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: a noun, and what happened to it ("killed", "to be sent")."""

    noun: Token | None
    effect: str | None
    label: bool = False
    """True where the number is part of a name: "Boeing 737"."""
    group: bool = False
    """True where the noun is a group whose members are counted: "a battalion of 500"."""


def counted(number: Token, before: Token | None, after: Token | None) -> Counted:
    """What the number counts; `before` and `after` are the tokens on either side of the whole expression."""
    top = number
    while top.dep_ in _WITHIN_NUMBER and top.head.tag_ == "CD":
        top = top.head
    group = _group(top, after)
    if group is not None:
        return Counted(group, effect_of(group), group=True)
    noun = _noun(top, after) or _noun_before_dash(before, after)
    effect = effect_of(noun if noun is not None else top)
    if noun is None and effect is None and number.i and _is_name(number.nbor(-1)):
        return Counted(None, None, label=True)
    return Counted(noun, effect)


def _is_name(before: Token) -> bool:
    """ "Boeing 737", "Forever 21"."""
    return before.pos_ == "PROPN" or (before.is_title and before.is_alpha and not before.is_sent_start)


def _noun(top: Token, after: Token | None) -> Token | None:
    """The noun that the number modifies, is a part of ("600 of the men"), stands before or is predicated of."""
    modified = _modified(top) if top.dep_ in _MODIFIERS and top.head.i > top.i else None
    if modified is not None:
        return modified
    whole = object_of(top, "of")
    if whole is not None:
        return whole
    following = _noun_at(after) if after is not None else None
    return following if following is not None else _predicated_of(top)


def _modified(top: Token) -> Token | None:
    head = top.head
    if head.pos_ in {"NOUN", "PROPN"} or head.lower_ in effect_words():
        return head
    if head.pos_ == "ADJ" and head.dep_ in {"amod", "nmod"} and head.head.pos_ == "NOUN":
        return head.head
    return None


def _noun_at(after: Token) -> Token | None:
    """The noun that begins right after the number."""
    if after.ent_type_ == "NORP" and after.lower_.endswith("s"):
        return after  # "350 Syrians work": the parser takes the verb for the noun
    if after.tag_ == "POS" or (after.pos_ != "NOUN" and after.lower_ not in effect_words()):
        return None
    return after.head if after.dep_ == "compound" and after.head.i > after.i else after


def _group(top: Token, after: Token | None) -> Token | None:
    """The group that a bare number is the size of: "a battalion of 500"."""
    if top.dep_ != "pobj" or top.head.lower_ != "of" or (after is not None and after.pos_ in _NAMING - {"VERB"}):
        return None
    noun = top.head.head
    return noun if noun.pos_ == "NOUN" and noun.lemma_.lower() in word_set("groups of people") else None


def _noun_before_dash(before: Token | None, after: Token | None) -> Token | None:
    """The noun before the dash or bracket that a bare number stands behind: "air strikes -- eight in the last day"."""
    if before is None or before.i == 0 or before.text not in _OPENING or (after is not None and after.pos_ in _NAMING):
        return None
    noun = before.nbor(-1)
    return noun if noun.tag_ == "NNS" else None


def _predicated_of(top: Token) -> Token | None:
    """The noun whose number this is: "the number of wounded at 2,700", "casualties exceed 3,000"."""
    verb, level = top.head, top.dep_ == "pobj"
    if level:
        if top.head.lower_ not in {"at", "to"}:
            return None
        beside = top.head.nbor(-1) if top.head.i else None
        if beside is not None and beside.lower_ in effect_words():
            return beside  # "put the dead at 100 and the wounded at 1,000"
        verb = top.head.head
        if verb.pos_ == "NOUN":
            return _inside_sum(verb)
    elif top.dep_ not in _COMPLEMENTS:
        return None
    noun: Token | None = None
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and (not level or noun is None):
            noun = child
        if child.dep_ == "dobj" and level and child.i < top.i:
            noun = child
    if noun is None or noun.pos_ not in {"NOUN", "ADJ", "PROPN"}:
        return None
    if verb.lemma_ not in word_set("verbs with a number") and noun.lemma_ not in word_set("sums"):
        return None
    return _inside_sum(noun)


def _inside_sum(noun: Token) -> Token | None:
    """What a sum is of, "wounded" in "the number of wounded"; the noun itself where it is no sum."""
    return object_of(noun, "of") if noun.lemma_ in word_set("sums") else noun


def object_of(token: Token, preposition: str) -> Token | None:
    """The noun behind a preposition that depends on the token."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == preposition and child.i > token.i:
            return next((c for c in child.children if c.dep_ == "pobj" and c.tag_ not in _NO_NOUNS), None)
    return None


def unit_of(noun: Token) -> str:
    """ "people" for persons, else the base form of the noun."""
    lemma = noun.lemma_.lower()
    if lemma.endswith("os") and noun.lower_ == f"{lemma}es":
        lemma += "e"  # the lemmatiser makes "dos" of doses
    if noun.tag_ in {"NNP", "NNPS"} and lemma.endswith("s"):
        lemma = lemma[:-1]
    if lemma in persons() or noun.lower_ in persons() or noun.lower_ in effect_words():
        return "people"
    if noun.lower_.endswith(("men", "women")) and lemma not in word_set("things ending in men"):
        return "people"
    if noun.ent_type_ == "NORP" and noun.lower_.endswith("s"):
        return "people"
    return lemma


def is_time(noun: Token) -> bool:
    """True if occasions or units of time are counted."""
    return noun.lemma_.lower() in word_set("units of time")


def phrase_of(noun: Token, begin: int, effect: str | None) -> str:
    """The noun with the words that narrow it down, from token `begin` on, and with the effect."""
    first = noun.i
    for child in noun.lefts:
        if child.dep_ not in {"compound", "amod", "nmod"} or child.lower_ in word_set("so many"):
            continue
        if begin <= child.i < first and child.tag_ != "CD":
            first = min(first, child.left_edge.i if child.left_edge.i >= begin else child.i)
    end = noun.i + 1
    pair = next((c for c in noun.children if c.dep_ == "conj" and c.i == noun.i + 2), None)
    if pair is not None and pair.pos_ == "NOUN" and noun.nbor(1).lower_ in {"and", "or"}:
        end = pair.i + 1
    text = " ".join(t.text for t in noun.doc[max(first, noun.i - _LONGEST) : end] if not t.is_space)
    text = text.replace(" - ", "-")
    return f"{text} {effect}" if effect and effect not in text else text
