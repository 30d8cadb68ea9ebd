"""What a number counts: the noun that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.reading.quantities.effects import fate_of, fate_words

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun that is counted, and the fate that the clause states ("killed", "to be sent")."""

    noun: Token | None
    fate: str | None
    label: bool = False
    """True where the number only names something: "Boeing 737"."""
    group: bool = False
    """True where the noun is a group whose members are counted: "a battalion of 500"."""


def counted(number: Token, before: Token | None, after: Token | None) -> Counted:
    """What the number counts; `before` and `after` are the tokens on either side of the whole expression."""
    top = number
    while top.dep_ in {"compound", "quantmod", "nummod", "npadvmod", "advmod"} and top.head.tag_ == "CD":
        top = top.head
    group = _group(top, after)
    if group is not None:
        return Counted(group, fate_of(group), group=True)
    noun = _noun(top, after) or _recalled(before, after)
    fate = fate_of(noun if noun is not None else top)
    if noun is None and fate is None and number.i and number.nbor(-1).pos_ == "PROPN":
        return Counted(None, None, label=True)
    return Counted(noun, fate)


def _noun(top: Token, after: Token | None) -> Token | None:
    if top.dep_ in {"nummod", "amod", "compound", "nmod", "det", "advmod", "predet"} and top.head.i > top.i:
        head = top.head
        if head.pos_ in {"NOUN", "PROPN"} or head.lower_ in fate_words():
            return head
        if head.pos_ == "ADJ" and head.dep_ in {"amod", "nmod"} and head.head.pos_ == "NOUN":
            return head.head
    part = object_of(top, "of")
    if part is not None:
        return part
    if after is not None and after.ent_type_ == "NORP" and after.lower_.endswith("s"):
        return after  # "350 Syrians work": the parser takes the verb for the noun
    if after is not None and (after.pos_ == "NOUN" or after.lower_ in fate_words()) and after.tag_ != "POS":
        if after.dep_ == "compound" and after.head.i > after.i:
            return after.head
        return after
    return _measured(top)


def _group(top: Token, after: Token | None) -> Token | None:
    """The group that a bare number is the size of: "a battalion of 500"."""
    if top.dep_ != "pobj" or top.head.lower_ != "of" or (after is not None and after.pos_ in _NAMING - {"VERB"}):
        return None
    noun = top.head.head
    return noun if noun.pos_ == "NOUN" and noun.lemma_.lower() in _GROUPS else None


_GROUPS = frozenset(
    [
        *("army", "battalion", "brigade", "company", "contingent", "crew", "crowd", "delegation", "detachment"),
        *("force", "garrison", "group", "militia", "patrol", "platoon", "population", "squad", "staff", "team", "unit"),
        *("workforce",),
    ]
)


def _recalled(before: Token | None, after: Token | None) -> Token | None:
    """The noun that a number behind a dash or bracket goes back to: "air strikes -- eight in the last day"."""
    if before is None or before.i == 0 or before.text not in _OPENING or (after is not None and after.pos_ in _NAMING):
        return None
    noun = before.nbor(-1)
    return noun if noun.tag_ == "NNS" else None


_OPENING = frozenset({"-", "--", "–", "—", "("})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})


def _measured(top: Token) -> Token | None:
    """The noun that a bare number is said of: "the number of wounded at 2,700", "casualties exceed 3,000"."""
    verb = top.head
    if top.dep_ == "pobj":
        if top.head.lower_ not in {"at", "to"}:
            return None
        verb = top.head.head
        if verb.pos_ == "NOUN":
            return _inside(verb)
    elif top.dep_ not in {"dobj", "attr", "acomp", "oprd", "npadvmod"}:
        return None
    said_of: Token | None = None
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and (top.dep_ != "pobj" or said_of is None):
            said_of = child
        if child.dep_ == "dobj" and top.dep_ == "pobj" and child.i < top.i:
            said_of = child
    if said_of is None or said_of.pos_ not in {"NOUN", "ADJ", "PROPN"}:
        return None
    if verb.lemma_ not in _PUTTING and said_of.lemma_ not in SUMS:
        return None
    return _inside(said_of)


def _inside(noun: Token) -> Token | None:
    if noun.lemma_ in SUMS:
        return object_of(noun, "of")
    return noun


_RISING = ("rise", "climb", "grow", "increase", "jump", "swell", "fall", "drop")
_PUTTING = frozenset(
    ("put", "be", "exceed", "reach", "total", "number", "surpass", "top", "estimate", "stand", "hit", *_RISING)
)
SUMS = frozenset(["number", "total", "toll", "figure", "count", "estimate", "strength", "sum", "tally"])


def object_of(token: Token, preposition: str) -> Token | None:
    """The noun behind a preposition that belongs to the token."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == preposition and child.i > token.i:
            return next((c for c in child.children if c.dep_ == "pobj" and c.tag_ not in _NO_NOUNS), None)
    return None


_NO_NOUNS = frozenset({"CD", "PRP", "DT", "WP", "WDT", "WP$"})


@cache
def _persons() -> frozenset[str]:
    return frozenset(row["noun"] for row in lexicon.table("persons.tsv"))


def unit_of(noun: Token) -> str:
    """ "people" for persons, else the base form of the noun."""
    lemma = noun.lemma_.lower()
    if lemma.endswith("os") and noun.lower_ == f"{lemma}es":
        lemma += "e"  # the lemmatiser makes "dos" of doses
    if noun.tag_ in {"NNP", "NNPS"} and lemma.endswith("s"):
        lemma = lemma[:-1]
    if lemma in _persons() or noun.lower_ in _persons() or noun.lower_ in fate_words():
        return "people"
    if noun.lower_.endswith(("men", "women")) and lemma not in {"specimen", "regimen", "acumen"}:
        return "people"
    if noun.ent_type_ == "NORP" and noun.lower_.endswith("s"):
        return "people"
    return lemma


def is_time(noun: Token) -> bool:
    """Whether occasions or stretches of time are counted."""
    return noun.lemma_.lower() in _TIME_NOUNS


_TIME_NOUNS = frozenset(
    [
        "time",
        "occasion",
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "o’clock",
    ]
)


_SO_MANY = frozenset({"more", "fewer", "other", "additional", "further", "single"})
"""Adjectives that tell how many or which, not what."""


def phrase_of(noun: Token, begin: int, fate: str | None) -> str:
    """The noun with the words that narrow it down, from token `begin` on, and the fate."""
    first = noun.i
    for child in noun.lefts:
        if child.dep_ not in {"compound", "amod", "nmod"} or child.lower_ in _SO_MANY:
            continue
        if begin <= child.i < first and child.tag_ != "CD":
            first = min(first, child.left_edge.i if child.left_edge.i >= begin else child.i)
    end = noun.i + 1
    pair = next((c for c in noun.children if c.dep_ == "conj" and c.i == noun.i + 2), None)
    if pair is not None and pair.pos_ == "NOUN" and noun.nbor(1).lower_ in {"and", "or"}:
        end = pair.i + 1
    text = " ".join(t.text for t in noun.doc[max(first, noun.i - 5) : end] if not t.is_space)
    text = text.replace(" - ", "-")
    return f"{text} {fate}" if fate and fate not in text else text
