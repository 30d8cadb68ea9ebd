"""The stance of a statement: on its own matter, and on the claim that it joins.

A matter is put positively: "we sent no troops" and "they denied sending troops" both deny "troops were sent".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Act, Likelihood, Polarity, Quote, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.model import Forecast, Statement

_TURNED = {Stance.AFFIRM: Stance.DENY, Stance.DENY: Stance.AFFIRM, Stance.UNCERTAIN: Stance.UNCERTAIN}


def stance_on_matter(statement: Statement) -> Stance:
    """The stance of a statement on its own matter, put positively."""
    about = statement.proposition
    verdict = about.verdict if about else None
    if statement.act is Act.DECLINE or (statement.act is not Act.DENY and about is not None and about.conditional):
        return Stance.UNCERTAIN
    if statement.act is Act.DENY:
        negated = about is not None and about.negated
        return Stance.AFFIRM if negated and statement.quote is Quote.INDIRECT and verdict is None else Stance.DENY
    if verdict is Stance.UNCERTAIN:
        return Stance.UNCERTAIN
    if statement.forecast is not None:
        return _stance_of_forecast(statement, statement.forecast, verdict)
    return Stance.DENY if verdict is Stance.DENY or _is_negative(statement) else Stance.AFFIRM


def stance_on_claim(own: Stance, classes: Mapping[str, int], claim_classes: Mapping[str, int]) -> Stance:
    """The stance on a claim that may be put in opposite words: "is lawful" denies "violates the law"."""
    for name, sign in classes.items():
        if sign * claim_classes.get(name, 0) < 0:
            return _TURNED[own]
    return own


def _stance_of_forecast(statement: Statement, forecast: Forecast, verdict: Stance | None) -> Stance:
    if forecast.likelihood is Likelihood.EVEN:
        return Stance.UNCERTAIN
    unlikely = forecast.likelihood in {Likelihood.UNLIKELY, Likelihood.REMOTE} or verdict is Stance.DENY
    return Stance.DENY if unlikely or _is_negative(statement) else Stance.AFFIRM


def _is_negative(statement: Statement) -> bool:
    """True if a content is put forward as not so, or negates itself in its main clause."""
    about = statement.proposition
    return statement.polarity is Polarity.NEGATIVE or (about is not None and about.negated)
