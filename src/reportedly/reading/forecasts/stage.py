"""What is expected next: whether a statement is about a time after its own, when it falls due and how likely."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table
from reportedly.model import Act, Forecast, Likelihood, Quote
from reportedly.reading.forecasts.horizon import horizon_before, horizon_in
from reportedly.reading.forecasts.likelihood import NOUNS, likelihood_of
from reportedly.reading.text.spans import token_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from spacy.tokens import Doc, Token

    from reportedly.model import Anchor, Time
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.speech_act.stage import SpeechAct

FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
REPORTED = frozenset({"would", "'d", "’d"})
OPEN = frozenset({"may", "might"})
POSSIBLE = frozenset({"could", "can"})


def find_forecast(
    parsed: Parsed, said: Attribution, speech: SpeechAct, times: Sequence[Time], published: date | None
) -> Forecast | None:
    """The forecast that a statement makes, or None where it is about its own time or an earlier one."""
    doc, text = parsed.doc, parsed.text
    cue = _cue(doc, said)
    if not _looks_ahead(doc, said, speech, cue, lambda: horizon_in(times, said.content, text, published) is not None):
        return None
    horizon = horizon_in(times, said.content, text, published)
    if horizon is None:
        horizon = horizon_before(times, said.content[0].start, text, published)
    words = " ".join(a.exact for a in said.content)
    likelihood = likelihood_of(words)
    if likelihood is Likelihood.UNSTATED and said.cue is not None:
        likelihood = likelihood_of(said.cue.exact)
    if likelihood is Likelihood.UNSTATED and cue is not None and cue.lemma_ == "expect":
        likelihood = Likelihood.LIKELY
    return Forecast(horizon=horizon.isoformat() if horizon else None, likelihood=likelihood)


def _looks_ahead(doc: Doc, said: Attribution, speech: SpeechAct, cue: Token | None, dated: Callable[[], bool]) -> bool:
    lemma = cue.lemma_.lower() if cue is not None else ""
    tops = list(_tops(doc, said.content))
    if "foretells" in _uses(lemma) and not any(_is_past(t) for t in tops):
        return True
    reported = said.quote is not Quote.DIRECT and (cue is None or cue.tag_ not in ("VBZ", "VBP"))
    foretold = speech.act in (Act.PREDICT, Act.PROMISE)
    for top in tops:
        if _is_future(top, reported):
            return True
        modal = _modal(top)
        if modal in OPEN and _is_change(top):
            return True
        if modal in POSSIBLE and _is_change(top) and (foretold or "could" in _uses(lemma) or dated()):
            return True
        if foretold and modal is None and not _is_finite(top):
            return True
        if _is_chance(top):
            return True
    return False


def _tops(doc: Doc, content: Sequence[Anchor]) -> Iterator[Token]:
    """The main predicate of each sentence of the content, and what is joined to it."""
    for anchor in content:
        start, end = token_range(doc, anchor) or (0, 0)
        for token in doc[start:end]:
            if start <= token.head.i < end and token.head.i != token.i:
                continue
            if token.pos_ in ("AUX", "VERB", "ADJ", "NOUN"):
                yield token
                yield from (c for c in token.conjuncts if start <= c.i < end and c.pos_ in ("AUX", "VERB"))


def _is_future(top: Token, reported: bool) -> bool:
    modal = _modal(top)
    if modal in FUTURE:
        return True
    if modal in REPORTED:
        return reported and not _is_hypothetical(top) and top.lemma_ not in ("like", "prefer", "love", "rather")
    if modal is not None:
        return False
    if top.lemma_ == "go" and top.tag_ == "VBG":
        return any(c.dep_ == "xcomp" for c in top.rights)
    if "ahead" in _uses(top.lemma_) and (top.lemma_ == "expect" or any(c.dep_ == "xcomp" for c in top.rights)):
        past = top.tag_ == "VBD" and top.lemma_ != "expect"
        return not past and not any(_is_perfect(c) for c in top.rights if c.dep_ == "xcomp")
    if top.lemma_ == "be":
        ahead = [c for c in top.rights if c.dep_ in ("acomp", "xcomp") and "ahead" in _uses(c.lemma_)]
        return any(_is_future(c, reported) or "chance" in _uses(c.lemma_) for c in ahead) and not _is_perfect_inside(
            top
        )
    return top.tag_ == "VBG" and any(c.lower_ in ("is", "are") for c in top.lefts) and _has_ahead_word(top)


def _is_chance(top: Token) -> bool:
    """Whether the predicate is about how likely something is: "the chances are slim", "a visit unlikely"."""
    if _is_perfect_inside(top):
        return False
    if "chance" in _uses(top.lemma_) or NOUNS.match(top.text):
        return True
    subjects = [c for c in top.lefts if c.dep_ == "nsubj"]
    if subjects and NOUNS.match(subjects[0].text):
        return True
    return any("chance" in _uses(c.lemma_) and c.dep_ in ("amod", "acomp", "oprd", "ccomp") for c in top.rights)


def _modal(verb: Token) -> str | None:
    return next((c.lower_ for c in verb.lefts if c.dep_ == "aux" and c.tag_ == "MD"), None)


def _is_change(verb: Token) -> bool:
    return "state" not in _uses(verb.lemma_) and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts)


def _is_hypothetical(verb: Token) -> bool:
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts):
        return True
    return any(c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.lefts) for c in verb.children)


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts)


def _is_perfect_inside(top: Token) -> bool:
    """Whether what is likely has already been: "likely to have fled", "it is likely that they fled"."""
    here = [top]
    for _ in range(2):
        here = [c for t in here for c in t.rights if c.dep_ in ("xcomp", "ccomp", "acomp")]
        if any(_is_perfect(t) or (t.tag_ == "VBD" and t.dep_ == "ccomp") for t in here):
            return True
    return False


def _is_finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in token.lefts)


def _is_past(top: Token) -> bool:
    if _modal(top) is not None:
        return False
    return top.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in top.lefts)


def _has_ahead_word(verb: Token) -> bool:
    return any(c.lower_ in ("soon", "shortly", "tomorrow", "next") for t in (verb, *verb.rights) for c in t.children)


def _cue(doc: Doc, said: Attribution) -> Token | None:
    if said.cue is None:
        return None
    found = token_range(doc, said.cue)
    if found is None:
        return None
    span = doc[found[0] : found[1]]
    verbs = [t for t in span if t.pos_ == "VERB"]
    return verbs[-1] if verbs else span.root


def _uses(lemma: str) -> frozenset[str]:
    return _table().get(lemma, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    return {row["word"]: frozenset(row["uses"].split()) for row in table("futures.tsv")}
