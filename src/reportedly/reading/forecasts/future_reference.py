"""Future reference: whether what is said is about a time after its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act, Quote
from reportedly.reading.forecasts.likelihood import nouns_of_chance
from reportedly.reading.text.spans import token_range
from reportedly.reading.text.syntax import AUXILIARIES, FINITE_VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from reportedly.model import Anchor
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed

_PREDICATES = ("AUX", "VERB", "ADJ", "NOUN")


def refers_to_future(parsed: Parsed, said: Attribution, act: Act, cue: Token | None, *, dated: bool) -> bool:
    """Whether a statement is about a time after its own.

    `act` is what the source does by saying it, `cue` the verb of saying; `dated` is true if the content names a day to
    come.
    """
    lemma = cue.lemma_.lower() if cue is not None else ""
    predicates = list(_predicates(parsed.doc, said.content))
    if "foretells" in _uses(lemma) and not any(_is_past(p) for p in predicates):
        return True
    reported = said.quote is not Quote.DIRECT and (cue is None or cue.tag_ not in ("VBZ", "VBP"))
    foretold = act in (Act.PREDICT, Act.PROMISE)
    for predicate in predicates:
        modal = _modal(predicate)
        if _is_future(predicate, reported) or (foretold and modal is None and not _is_finite(predicate)):
            return True
        if _is_chance(predicate) or (modal in ("may", "might") and _is_change(predicate)):
            return True
        possible = modal in ("could", "can") and _is_change(predicate)
        if possible and (foretold or "could" in _uses(lemma) or dated):
            return True
    return False


def _predicates(doc: Doc, content: Sequence[Anchor]) -> Iterator[Token]:
    """The main predicate of each sentence of the content, and those coordinated with it."""
    for anchor in content:
        start, end = token_range(doc, anchor) or (0, 0)
        for token in doc[start:end]:
            if start <= token.head.i < end and token.head.i != token.i:
                continue
            if token.pos_ in _PREDICATES:
                yield token
                yield from (c for c in token.conjuncts if start <= c.i < end and c.pos_ in ("AUX", "VERB"))


def _is_future(predicate: Token, reported: bool) -> bool:
    """ "will sail", "is going to sail", "is set to sail", "is sailing tomorrow"; "would sail" in reported speech."""
    modal = _modal(predicate)
    if modal in word_set("future modal"):
        return True
    if modal in word_set("reported future modal"):
        return reported and not _is_hypothetical(predicate) and predicate.lemma_ not in word_set("would of wish")
    if modal is not None:
        return False
    if predicate.lemma_ == "go" and predicate.tag_ == "VBG":
        return any(c.dep_ == "xcomp" for c in predicate.rights)
    if "ahead" in _uses(predicate.lemma_):
        infinitives = [c for c in predicate.rights if c.dep_ == "xcomp"]
        if predicate.lemma_ == "expect" or infinitives:
            past = predicate.tag_ == "VBD" and predicate.lemma_ != "expect"
            return not past and not any(_is_perfect(c) for c in infinitives)
    if predicate.lemma_ == "be":
        return _is_to_be(predicate, reported)
    progressive = predicate.tag_ == "VBG" and any(c.lower_ in ("is", "are") for c in predicate.lefts)
    return progressive and _is_soon(predicate)


def _is_to_be(be: Token, reported: bool) -> bool:
    """ "is due to sail", "is likely to sail", but not "is likely to have sailed"."""
    ahead = [c for c in be.rights if c.dep_ in ("acomp", "xcomp") and "ahead" in _uses(c.lemma_)]
    return any(_is_future(c, reported) or "chance" in _uses(c.lemma_) for c in ahead) and not _is_of_past(be)


def _is_chance(predicate: Token) -> bool:
    """Whether the predicate is about how likely something is: "the chances are slim", "a visit unlikely"."""
    if _is_of_past(predicate):
        return False
    if "chance" in _uses(predicate.lemma_) or nouns_of_chance().match(predicate.text):
        return True
    subjects = [c for c in predicate.lefts if c.dep_ == "nsubj"]
    if subjects and nouns_of_chance().match(subjects[0].text):
        return True
    complements = (c for c in predicate.rights if c.dep_ in ("amod", "acomp", "oprd", "ccomp"))
    return any("chance" in _uses(c.lemma_) for c in complements)


def _modal(verb: Token) -> str | None:
    return next((c.lower_ for c in verb.lefts if c.dep_ == "aux" and c.tag_ == "MD"), None)


def _is_change(verb: Token) -> bool:
    """True if the verb is about something that changes, not about a state: "may grow", not "may be"."""
    return "state" not in _uses(verb.lemma_) and not _is_perfect(verb)


def _is_hypothetical(verb: Token) -> bool:
    """ "would have sailed", "would sail if"."""
    conditional = any(c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.lefts) for c in verb.children)
    return conditional or _is_perfect(verb)


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts)


def _is_of_past(predicate: Token) -> bool:
    """Whether what is likely is over: "likely to have fled", "it is likely that they fled"."""
    here = [predicate]
    for _ in range(2):
        here = [c for t in here for c in t.rights if c.dep_ in ("xcomp", "ccomp", "acomp")]
        if any(_is_perfect(t) or (t.tag_ == "VBD" and t.dep_ == "ccomp") for t in here):
            return True
    return False


def _is_finite(token: Token) -> bool:
    return token.tag_ in FINITE_VERBS or any(c.tag_ in FINITE_VERBS for c in token.lefts)


def _is_past(predicate: Token) -> bool:
    if _modal(predicate) is not None:
        return False
    return predicate.tag_ == "VBD" or any(c.dep_ in AUXILIARIES and c.tag_ == "VBD" for c in predicate.lefts)


def _is_soon(verb: Token) -> bool:
    return any(c.lower_ in word_set("soon") for t in (verb, *verb.rights) for c in t.children)


def _uses(lemma: str) -> frozenset[str]:
    return _table().get(lemma, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    return {row["word"]: frozenset(row["uses"].split()) for row in table("futures.tsv")}
