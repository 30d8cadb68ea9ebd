"""Forecasts: statements about a time after their own, with the day by which they are due and how likely they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Forecast, Likelihood
from reportedly.reading.forecasts.future_reference import refers_to_future
from reportedly.reading.forecasts.horizon import horizon_before, horizon_in
from reportedly.reading.forecasts.likelihood import likelihood_of
from reportedly.reading.text.spans import token_range

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Token

    from reportedly.model import Time
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.speech_act.stage import SpeechAct


def find_forecast(
    parsed: Parsed, said: Attribution, speech: SpeechAct, times: Sequence[Time], published: date | None
) -> Forecast | None:
    """The forecast that a statement makes; None where it is about its own time or an earlier one."""
    text = parsed.text
    cue = _cue(parsed, said)
    horizon = horizon_in(times, said.content, text, published)
    if not refers_to_future(parsed, said, speech.act, cue, dated=horizon is not None):
        return None
    if horizon is None:
        horizon = horizon_before(times, said.content[0].start, text, published)
    return Forecast(horizon=horizon.isoformat() if horizon else None, likelihood=_likelihood(said, cue))


def _likelihood(said: Attribution, cue: Token | None) -> Likelihood:
    """The likelihood that the content names, else the cue; what is expected is likely."""
    likelihood = likelihood_of(" ".join(a.exact for a in said.content))
    if likelihood is Likelihood.UNSTATED and said.cue is not None:
        likelihood = likelihood_of(said.cue.exact)
    if likelihood is Likelihood.UNSTATED and cue is not None and cue.lemma_ == "expect":
        return Likelihood.LIKELY
    return likelihood


def _cue(parsed: Parsed, said: Attribution) -> Token | None:
    """The last verb of the cue; its head where it has no verb."""
    found = token_range(parsed.doc, said.cue) if said.cue is not None else None
    if found is None:
        return None
    span = parsed.doc[found[0] : found[1]]
    verbs = [t for t in span if t.pos_ == "VERB"]
    return verbs[-1] if verbs else span.root
