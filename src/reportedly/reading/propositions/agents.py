"""Who does what a statement tells, and whether it is a success to boast of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.model import Agent, EventType
from reportedly.reading.propositions.mentions import mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Anchor, EventMention, Statement

_OWN = re.compile(r"^\W*(?:it|its|we|our|my|i|he|his|she|her|they|their)\b", re.IGNORECASE)
_LINK = re.compile(r"^\W*(?:(?:that|and|but|how)\s+)+", re.IGNORECASE)
_BY = re.compile(r"\bby\b")
_SUFFERED = re.compile(
    r"\b(?:been|was|were|is|are|be|being)(?: \w+ly)? (?:killed|captured|defeated|destroyed|arrested)\b"
)
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|after|before|because|if|whether|as)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[,;:()“”\"]")
_HELPS = re.compile(r"(?:has|have|had|is|are|was|were|been|being|did|does)(?:n[’']t)?")
_BETWEEN = re.compile(r"not|never|also|already|now|since|\w+ly")
_WHEN = re.compile(
    r"^\W*(?:in|on|since|during|last|this|earlier) (?:[\w-]+ )*?(?:\d{4}|\w*day|week|month|spring|summer|autumn|winter"
    r"|year|January|February|March|April|May|June|July|August|September|October|November|December),? "
    r"(?=[^\W\d_])(?!and\b)",
    re.IGNORECASE,
)
"""A time in front of a doer ("In March Chile ...")."""
_FORCES = re.compile(r"\b(forces?|army|troops|soldiers|units|navy|government|state|police|head) of\b", re.I)
_BARE = re.compile(r"(?:(?:to|of|for|having|had|been|ever|not|never)\s*)*")
_PLACED = re.compile(r"\b(?:of|in|from|on|at|for|with|to|near|about|against|over|among|than)\b", re.IGNORECASE)
_BE = re.compile(r"\b(?:is|are|was|were|been|being)\b")
_TELLS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.CONSULT})
"""Types of what somebody says rather than does."""
LONGEST_SUBJECT = 14
"""Words before the verb."""
_FAR = 40
"""Characters after "by" within which the doer is named."""


def agent_of(statement: Statement, said: str, events: Sequence[EventMention]) -> Agent | None:
    """Who does what a statement's content, `said` as one line, tells; None where nobody does or it is not said who.

    Whom something befalls, who is counted, where it happens: that is nobody's act.
    """
    for event in events:
        for actor in event.actors:
            if (
                event.type not in _TELLS
                and _stands_in_main_clause(statement, event)
                and _is_told(statement, event, actor)
            ):
                doer = _named(actor.exact)
                if doer is not None:
                    return replace(doer, words=actor)
    said = _LINK.sub("", said, count=1)
    return _agent_after_by(said) or _subject(said, events)


def is_boast(said: str) -> bool:
    """True if the content tells of a success that its doer is glad to tell of; to have been beaten is none."""
    return predicates.boasts(said) and not (_SUFFERED.search(said) and not _BY.search(said))


def _stands_in_main_clause(statement: Statement, event: EventMention) -> bool:
    for part in statement.content:
        if part.contains(event.trigger):
            return not _RELATIVE.search(_LINK.sub("", part.exact[: event.trigger.start - part.start], count=1))
    return False


def _is_told(statement: Statement, event: EventMention, doer: Anchor) -> bool:
    """Whether the content itself names the doer, or leaves it to the verb's subject ("denied sending troops")."""
    if any(part.contains(doer) for part in statement.content):
        return True
    part = next(p for p in statement.content if p.contains(event.trigger))
    return bool(_BARE.fullmatch(part.exact[: event.trigger.start - part.start]))


def _named(phrase: str) -> Agent | None:
    """Whom a phrase stands for: "its divers" for the speaker, "Chilean divers" for Chile."""
    if _OWN.match(phrase):
        return Agent(words=None, speaker=True)
    phrase = _FORCES.sub(r"\1", _WHEN.sub("", phrase, count=1))
    placed = _PLACED.search(phrase)
    border = placed.start() if placed else len(phrase)
    return next((Agent(words=None, party=m.party) for m in mentions(phrase) if m.anchor.start < border), None)


def _agent_after_by(said: str) -> Agent | None:
    by = _BY.search(said)
    if by is None or not _BE.search(said, 0, by.start()) or _RELATIVE.search(said, 0, by.start()):
        return None
    found = mentions(said[by.end() : by.end() + _FAR])
    return Agent(words=None, party=found[0].party) if found else None


def _subject(said: str, events: Sequence[EventMention]) -> Agent | None:
    """Who stands before a verb of action in the active voice, among the first words."""
    triggers = {e.trigger.exact for e in events}
    found = [(m[0], m.start()) for m in _WORD.finditer(said)][: LONGEST_SUBJECT + 6]
    for at, (word, start) in enumerate(found[1 : LONGEST_SUBJECT + 1], 1):
        if not word[0].isalpha() or _RELATIVE.fullmatch(word):
            return None
        helps = _HELPS.fullmatch(word) is not None
        if not helps and (word not in triggers or predicates.is_happening(word)):
            continue
        rest = [w for w, _ in found[at:]]
        verb = next((w for w in rest if not _HELPS.fullmatch(w) and not _BETWEEN.fullmatch(w)), "")
        passive = _BE.search(" ".join(rest[: rest.index(verb)] if verb else rest)) and not verb.endswith("ing")
        if not verb or passive or predicates.is_no_act(verb) or (triggers and verb not in triggers):
            return None
        return _named(said[:start])
    return None
