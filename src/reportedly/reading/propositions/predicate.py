"""The predicate of a statement's content: negated, ahead, conditional, told as said earlier."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.model import Act

if TYPE_CHECKING:
    from reportedly.model import Statement

_AHEAD = re.compile(
    r"\b(?:will|would|shall|going to|about to|set to|due to|ready to|prepar\w* to|plan\w* to|intend\w* to|decided to"
    r"|expected to|poised to|scheduled to|could|may|might)\b|[’']ll\b",
    re.IGNORECASE,
)
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


def is_negated(statement: Statement, said: str) -> bool:
    """True if the content, `said` as one line, is negated in its main clause; of a denial anywhere."""
    if statement.act is Act.DENY:
        return bool(_NEGATION.search(said))
    said = _HELD_TRUE.sub("", said, count=1)
    border = _SUBORDINATE.search(said, 12)
    return bool(_NEGATION.search(said[: border.start()] if border else said))


def is_ahead(said: str) -> bool:
    """True if the content is about what is still to come, foretold or planned."""
    return bool(_AHEAD.search(said))


def is_conditional(statement: Statement) -> bool:
    """True if an "if" leaves it open, and the words do not take sides after it ("..., it was lawful")."""
    first, *rest = (part.exact for part in statement.content)
    if not _CONDITION.match(first):
        return False
    return not any(predicates.classes(" ".join([first.partition(",")[2], *rest])).values())


def is_earlier(statement: Statement) -> bool:
    """True if it is told as said earlier, or beside the rest: other words of that day weigh more."""
    return statement.cue is not None and bool(_EARLIER.match(statement.cue.exact))
