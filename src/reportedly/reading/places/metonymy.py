"""Metonymy: a place name that stands for a party ("Moscow said") or for the place ("in Moscow").

It goes by the part of the name in its sentence. Countries and seats of government can be parties anywhere; another
place only as the head of a source, as "Gainesville approved the plan" is said of a town, too, and no statement
depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind
from reportedly.lexicon.places import context, party_words, seats
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.places.names import word_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reportedly.lexicon.gazetteer import GazetteerEntry
    from reportedly.model import Anchor
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.places.names import Mention

_SUBJECTS = frozenset(("nsubj", "csubj"))
_LONGEST_LIST = 12


def source_heads(parsed: Parsed, sources: Sequence[Anchor]) -> set[int]:
    """The tokens that are heads of sources."""
    heads = set()
    for source in sources:
        span = parsed.doc.char_span(source.start, source.end, alignment_mode="contract")
        if span is not None and len(span):
            heads.add(span.root.i)
    return heads


def is_party(parsed: Parsed, mention: Mention, heads: set[int]) -> bool:
    """Whether a place name stands for those who govern there; `heads` are the heads of sources."""
    if mention.modifier or mention.dateline or mention.first < mention.start or mention.last > mention.end:
        return False
    if any(i in heads for i in range(mention.start, mention.end)):
        return True
    found = mention.found
    if found is None or not (found.kind is PlaceKind.COUNTRY or (mention.key, found.country) in seats()):
        return False
    token: Token = parsed.doc[mention.end - 1]
    if token.dep_ == "compound" and token.head.i < mention.start:
        token = parsed.doc[mention.start]
    for _ in range(_LONGEST_LIST):
        if token.dep_ not in ("conj", "appos"):
            break
        token = token.head
    return _takes_part(parsed, token, found)


def _takes_part(parsed: Parsed, token: Token, found: GazetteerEntry) -> bool:
    """Whether the token is the subject, object, owner or partner of what only a party does, gets, has or shares."""
    label, head = token.dep_, token.head
    if label in _SUBJECTS:
        if found.kind is PlaceKind.COUNTRY and head.pos_ == "VERB":
            return head.lemma_ not in party_words("befalls")
        return head.lemma_ in party_words("subject")
    if label in ("nsubjpass", "dobj", "dative"):
        return head.lemma_ in party_words("addressed")
    if label == "poss":
        end = min(token.i + 4, head.i + 1, parsed.syntax.n)
        owned = [parsed.doc[k].lemma_ for k in range(token.i + 2, end)]
        return not party_words("owned").isdisjoint((head.lemma_, *owned))
    if label == "compound" and word_at(parsed, token.i + 1) == "-":
        return False
    return label == "pobj" and _after_preposition(parsed, head)


def _after_preposition(parsed: Parsed, preposition: Token) -> bool:
    word, governor = parsed.syntax.low[preposition.i], preposition.head.lemma_
    if word in context("in"):
        return False
    if word == "by" and preposition.dep_ == "agent":
        return True
    if word in word_set("between parties"):
        return governor in party_words("with") or governor in party_words("subject")
    return word in word_set("toward a party") and governor in word_set("directed at a party")
