"""Place or party: "Moscow said" is a party, "in Moscow" a place, by the part that the name has in its sentence.

Countries and seats of government can be parties everywhere; another place only as a source, for
"Gainesville approved the plan" is said of a town, too, and nothing hangs on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.places import context, party_words, seats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reportedly.lexicon.gazetteer import Entry
    from reportedly.model import Anchor
    from reportedly.reading.places.names import Mention, Tokens

_SUBJECTS = frozenset(("nsubj", "csubj"))
_LONGEST_LIST = 12


def spoken_for(words: Tokens, sources: Sequence[Anchor]) -> set[int]:
    """The tokens that are heads of sources."""
    heads = set()
    for source in sources:
        span = words.doc.char_span(source.start, source.end, alignment_mode="contract")
        if span is not None and len(span):
            heads.add(span.root.i)
    return heads


def is_party(words: Tokens, mention: Mention, heads: set[int]) -> bool:
    """Whether a place name stands for those who govern there."""
    if mention.modifier or mention.dateline or mention.first < mention.start or mention.last > mention.end:
        return False
    if any(i in heads for i in range(mention.start, mention.end)):
        return True
    found = mention.found
    if found is None or not (found.kind == "country" or (mention.key, found.country) in seats()):
        return False
    token: Token = words.doc[mention.end - 1]
    if token.dep_ == "compound" and token.head.i < mention.start:
        token = words.doc[mention.start]
    for _ in range(_LONGEST_LIST):
        if token.dep_ not in ("conj", "appos"):
            break
        token = token.head
    return _acts(words, token, found)


def _acts(words: Tokens, token: Token, found: Entry) -> bool:
    part, head = token.dep_, token.head
    if part in _SUBJECTS:
        if found.kind == "country" and head.pos_ == "VERB":
            return head.lemma_ not in party_words("befalls")
        return head.lemma_ in party_words("subject")
    if part == "nsubjpass" or part in ("dobj", "dative"):
        return head.lemma_ in party_words("addressed")
    if part == "poss":
        after = [words.doc[k].lemma_ for k in range(token.i + 2, min(token.i + 4, head.i + 1, len(words.text)))]
        return not party_words("owned").isdisjoint((head.lemma_, *after))
    if part == "compound" and words.at(token.i + 1) == "-":
        return False
    if part == "pobj":
        return _after_preposition(words, head)
    return False


def _after_preposition(words: Tokens, preposition: Token) -> bool:
    word, governor = words.low[preposition.i], preposition.head
    if word in context("in"):
        return False
    if word == "by" and preposition.dep_ == "agent":
        return True
    if word in ("with", "between", "among", "against", "and"):
        return governor.lemma_ in party_words("with") or governor.lemma_ in party_words("subject")
    if word in ("on", "to", "for", "from"):
        return governor.lemma_ in ("pressure", "sanction", "support", "appeal", "call", "aid", "warning", "request")
    return False
