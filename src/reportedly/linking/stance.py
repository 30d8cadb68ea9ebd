"""Where a statement stands on the matter it is about: for it, against it, or neither.

A matter is always put positively: "we sent no troops" and "they denied sending
troops" are both against "troops were sent".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.linking import predicate_classes
from reportedly.linking.embedding import content_of
from reportedly.model import Act, Likelihood, Polarity, Quote, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.model import Statement

_NEGATION = re.compile(
    r"\b(?:(?:never(?! forget)|no longer|nobody|no one|none|neither|nor)\b|not (?!only|just|least)"
    r"|no (?!fewer|less|more|later|doubt|surprise|secret|wonder|accident|coincidence|survivors))|n[’']t\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"[,;]| (?:that|because|which|who|whose|although|though|but|while|when|if|whether|until) ")
_HELD_TRUE = re.compile(
    r"^(?:[^,;:]{0,40}\b(?:certain|sure|clear|convinced|confident|true|fact|thinks?|believes?|knows?|insists?) )?that "
    r"|^[^,;]{0,40}:",
    re.IGNORECASE,
)
"""What stands before the matter itself: "Peru is certain that", "One thing is sure:"."""
_CONDITION = re.compile(r"\s*[\"“‘']?(?:if|whether|should|provided that|unless)\b", re.IGNORECASE)
_EARLIER = re.compile(r"(?:had|(?!according\b)\w{2,}ing)\b", re.IGNORECASE)
"""A cue in the pluperfect, or one that hangs on another verb: "admitted it after denying it for days"."""
_TURNED = {Stance.AFFIRM: Stance.DENY, Stance.DENY: Stance.AFFIRM, Stance.UNCERTAIN: Stance.UNCERTAIN}


def stance_on_matter(statement: Statement) -> Stance:
    """The stance of a statement on what its own content is about, put positively."""
    said = content_of(statement)
    if statement.act is Act.DECLINE or (statement.act is not Act.DENY and _is_conditional(statement)):
        return Stance.UNCERTAIN
    verdict = predicate_classes.verdict(said)
    if statement.act is Act.DENY:
        denies_a_negative = statement.quote is Quote.INDIRECT and bool(_NEGATION.search(said)) and verdict is None
        return Stance.AFFIRM if denies_a_negative else Stance.DENY
    if verdict is Stance.UNCERTAIN:
        return Stance.UNCERTAIN
    if statement.forecast is not None:
        return _stance_of_forecast(statement, verdict)
    if verdict is Stance.DENY:
        return Stance.DENY
    return Stance.DENY if _is_negative(statement, said) else Stance.AFFIRM


def stance_on_claim(own: Stance, families: Mapping[str, int], claim_families: Mapping[str, int]) -> Stance:
    """The stance on a claim that may be put in opposite words: "is lawful" is against "violates the law"."""
    for family, sign in families.items():
        if sign * claim_families.get(family, 0) < 0:
            return _TURNED[own]
    return own


def is_recalled(statement: Statement) -> bool:
    """Whether the words are told beside the rest, most often as said earlier: other words of that day weigh more."""
    return statement.cue is not None and bool(_EARLIER.match(statement.cue.exact))


def _is_conditional(statement: Statement) -> bool:
    """Whether words leave a matter open by an "if", and do not take sides after it ("..., it was lawful")."""
    first, *rest = (part.exact for part in statement.content)
    if not _CONDITION.match(first):
        return False
    return not any(predicate_classes.families(" ".join([first.partition(",")[2], *rest])).values())


def _stance_of_forecast(statement: Statement, verdict: Stance | None) -> Stance:
    assert statement.forecast is not None
    if statement.forecast.likelihood is Likelihood.EVEN:
        return Stance.UNCERTAIN
    unlikely = statement.forecast.likelihood in {Likelihood.UNLIKELY, Likelihood.REMOTE} or verdict is Stance.DENY
    negative = _is_negative(statement, content_of(statement))
    return Stance.DENY if unlikely or negative else Stance.AFFIRM


def _is_negative(statement: Statement, said: str) -> bool:
    """Whether a content is put forward as not so, or negates itself in its main clause."""
    said = _HELD_TRUE.sub("", said, count=1)
    border = _SUBORDINATE.search(said, 12)
    main = said[: border.start()] if border else said
    return statement.polarity is Polarity.NEGATIVE or bool(_NEGATION.search(main))
