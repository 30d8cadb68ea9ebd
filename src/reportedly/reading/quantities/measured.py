"""The noun that a sum, share or measure is of: "58 percent of voters", "a reward of $5 million", "support by $20m"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.quantities.counted import Counted, is_time, object_of
from reportedly.reading.quantities.units import is_money

if TYPE_CHECKING:
    from spacy.tokens import Token


def measured(before: Token | None, last: Token, after: Token | None, unit: str | None) -> Counted:
    """What the measure that ends at token `last` is of; `before` and `after` are the tokens on either side."""
    if before is not None and before.lower_ in {"within", "to-within"}:
        return Counted(None, None)  # "within 7 km of the dam": how far, not how much of it
    money = is_money(unit)
    sized = _sized(before) if money else None
    if sized is not None:
        return Counted(sized, None)
    noun = (
        _object_behind(last)
        or (_kind_of_money(after) if money else None)
        or _modified(last, after)
        or (_moved(last) if money or unit == "percent" else None)
    )
    if noun is not None and unit in word_set("units of length") and noun.ent_type_ in _PLACES:
        return Counted(None, None)  # "35 km south of the capital"
    return Counted(noun, _given(last) if noun is None and money else None)


_PLACES = frozenset({"GPE", "LOC", "DATE", "TIME", "FAC"})
"""Labels of what a measure is not of."""


def _sized(before: Token | None) -> Token | None:
    """The noun whose size the sum is: "a reward of up to $5 million", "the grant of $530,000"."""
    if before is None or not (before.lower_ == "worth" or (before.lower_ == "of" and before.dep_ == "prep")):
        return None
    noun = before.head
    return noun if noun.pos_ == "NOUN" and noun.i < before.i and noun.lemma_ not in word_set("sums") else None


def _object_behind(last: Token) -> Token | None:
    """The object of the preposition that follows: "$5 billion in aid", "millions of dollars in cash"."""
    tops = [last]
    if last.head.i == last.i + 1 or (last.dep_ == "pobj" and last.head.lower_ == "of"):
        tops.append(last.head if last.head.i > last.i else last.head.head)
    for preposition in ("of", "in", "for"):
        for top in tops:
            found = object_of(top, preposition)
            if found is None or found.i <= last.i:
                continue
            if preposition == "of" or (found.ent_type_ not in _PLACES and not is_time(found)):
                return found
    return None


def _kind_of_money(after: Token | None) -> Token | None:
    """The kind of money after "in", whatever the parser attaches it to: "hid $5 million in cash"."""
    if after is None or after.lower_ != "in":
        return None
    found = next((c for c in after.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
    if found is None or found.ent_type_ in _PLACES or is_time(found) or any(c.dep_ == "det" for c in found.children):
        return None
    return found


def _modified(last: Token, after: Token | None) -> Token | None:
    """The noun that the measure modifies: "a $20m loan"."""
    if last.dep_ not in {"nmod", "nummod", "compound", "amod", "npadvmod"} or after is None or last.head.i < after.i:
        return None
    head = last.head if last.head.pos_ in {"NOUN", "PROPN"} else last.head.head
    return head if head.pos_ in {"NOUN", "PROPN"} and after.i <= head.i <= after.i + 4 else None


def _moved(last: Token) -> Token | None:
    """The object that a verb changes by or to the sum: "raised support by $20m"; relative clauses may lie between."""
    if last.dep_ != "pobj" or last.head.lower_ not in {"by", "to", "from", "at"}:
        return None
    verb = last.head.head
    for _ in range(4):
        if verb.pos_ == "VERB" and _verbs().get(verb.lemma_) == "":
            thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i < last.i), None)
            if thing is None or thing.pos_ != "NOUN":
                return None
            return object_of(thing, "of") if thing.lemma_ in word_set("sums") else thing
        if verb.dep_ not in {"relcl", "conj", "dobj"}:
            return None
        verb = verb.head
    return None


def _given(last: Token) -> str | None:
    """The word for a sum that is given away: "contributed more than $4 million"."""
    if last.dep_ not in {"dobj", "nsubjpass"}:
        return None
    return _verbs().get(last.head.lemma_) or None


@cache
def _verbs() -> dict[str, str]:
    """The label that a verb gives its sum; an empty one where the sum is of the verb's object."""
    return {row["verb"]: row["label"] for row in lexicon.table("sums.tsv")}
