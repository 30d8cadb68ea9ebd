"""The stance of a statement on its own matter, which is that of the claim that it founds.

A matter is put positively: "we sent no troops" and "they denied sending troops" are both against "troops were sent".
Only the second is a denial, which answers an allegation; where nobody alleges anything, `claim_state` shows a finding
in the negative ("no debris was found") as a negative claim that is affirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Act, Likelihood, Polarity, Quote, Stance

if TYPE_CHECKING:
    from reportedly.model import Forecast, Statement

OPPOSITE = {Stance.AFFIRM: Stance.DENY, Stance.DENY: Stance.AFFIRM, Stance.UNCERTAIN: Stance.UNCERTAIN}
_TELLING = frozenset({Act.ASSERT, Act.CONFIRM})


def stance_on_matter(statement: Statement) -> Stance:
    """The stance of a statement on its own matter, put positively; that of the statement that founds a claim, too."""
    about = statement.proposition
    if _is_open(statement):
        return Stance.UNCERTAIN
    if statement.act is Act.DENY:
        return Stance.DENY if is_denial(statement) else Stance.AFFIRM
    doubted = statement.forecast is not None and statement.forecast.likelihood.is_doubt
    verdict = about is not None and about.verdict is Stance.DENY
    return Stance.DENY if doubted or verdict or _is_negative(statement) else Stance.AFFIRM


def stance_of_words(statement: Statement) -> Stance:
    """The stance that the wording of a statement takes on its matter, put positively: deny for "no ship sank".

    The wording of "Chile denied that a ship sank" is "a ship sank".
    """
    about = statement.proposition
    # A reading of an earlier version does not say whether its wording is against the matter.
    against = about is not None and (about.against or about.negated or about.verdict is Stance.DENY)
    return Stance.DENY if against else Stance.AFFIRM


def is_denial(statement: Statement) -> bool:
    """True if a statement answers an allegation: by its act, by "baseless" and the like, or by "we did not do it".

    A finding in the negative is no denial. "They denied that they had not paid" affirms a payment.
    """
    about = statement.proposition
    verdict = about.verdict if about else None
    if statement.act is Act.DENY:
        return not (_is_open(statement) or _is_denied_negation(statement))
    own = about is not None and about.agent is not None and about.agent.speaker
    return verdict is Stance.DENY or (own and _is_negated(statement) and statement.act in _TELLING)


def _is_denied_negation(statement: Statement) -> bool:
    """True for "they denied that they had not paid", which says that they had."""
    about = statement.proposition
    if about is None or about.verdict is not None or not about.negated:
        return False
    # A reading of an earlier version does not say whether the cue denies.
    return about.denied or (not about.against and statement.quote is Quote.INDIRECT)


def _is_open(statement: Statement) -> bool:
    """True if a statement leaves its matter open: it declines, sets a condition, says that nobody knows.

    Words that leave it open are no denial, whatever the act, unless the cue denies them.
    """
    about = statement.proposition
    if statement.act is Act.DECLINE:
        return True
    if about is None:
        return False
    if statement.act is Act.DENY:
        return about.verdict is Stance.UNCERTAIN and about.against and not about.denied
    return about.conditional or about.verdict is Stance.UNCERTAIN or _is_even(statement.forecast)


def _is_even(forecast: Forecast | None) -> bool:
    return forecast is not None and forecast.likelihood is Likelihood.EVEN


def _is_negative(statement: Statement) -> bool:
    """True if a content is put forward as not so, or negates itself in its main clause; an act of denial apart."""
    return _is_negated(statement) or (statement.polarity is Polarity.NEGATIVE and statement.act is not Act.DENY)


def _is_negated(statement: Statement) -> bool:
    return statement.proposition is not None and statement.proposition.negated
