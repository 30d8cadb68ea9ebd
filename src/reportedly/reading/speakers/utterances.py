"""Texts and findings as sources: "the statement", "a Gallup poll" and "the report by the commission" mean an author."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.lexicon.roles import BodyUse
from reportedly.model import ActorKind
from reportedly.reading.speakers.discourse import own_wording
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.salience import AnaphorKind
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from reportedly.lexicon.roles import BodyNoun
    from reportedly.reading.speakers.discourse import Description, Discourse
    from reportedly.reading.speakers.salience import Fit

_JOINING = HYPHENS | {"/"}
_NEAR = 4
"""Tokens after "by" within which the author starts."""
_FAR = 3
"""Sentences back in which "the statement" finds whoever made it."""
_AUTHOR_FAR = 400
"""Tokens back in which the same noun is looked for with its author."""
_LONGEST_NAME = 8
"""Tokens of the longest name of an author."""


def resolve_utterance(discourse: Discourse, noun: BodyNoun, description: Description) -> Entity:
    """The author of a statement or report: its owner, whoever is named after "by", or whoever spoke before."""
    roster, phrase = discourse.roster, description.phrase
    if description.owner is not None:
        return _joint_author(discourse, description) or description.owner
    author = _author_after(discourse, description)
    if author is None and roster.syntax.low[phrase.start] in {"the", "this", "that"}:
        author = _author_before(discourse, roster.plain[phrase.core - 1], phrase.start)
        if author is None and noun.use is BodyUse.UTTERANCE:
            fit = _fits_author(of_outlet=noun.phrase in {"report", "article", "story"})
            author = discourse.salience.most_likely(description.anaphor(roster, AnaphorKind.AUTHOR, fit, _FAR))
    return author or Entity(own_wording(roster, phrase), ActorKind.UNNAMED, human=False)


def _joint_author(discourse: Discourse, description: Description) -> Entity | None:
    """What two bodies did together, by both their names: "a | Daily Ledger-TV Lodd poll"; None where one did it."""
    roster, phrase = discourse.roster, description.phrase
    names = [m for m in discourse.mentions.within(phrase.start, phrase.core) if not m.adjective]
    for before, after in pairwise(names):
        between = roster.syntax.low[before.end : after.start]
        if len(between) == 1 and between[0] in _JOINING and after.end == phrase.core - 1:
            return Entity(roster.wording(before.start, phrase.core), ActorKind.ORGANISATION, human=False)
    return None


def _author_after(discourse: Discourse, description: Description) -> Entity | None:
    """The author within the phrase: "a report by the commission", "the findings of the panel"."""
    phrase, low = description.phrase, discourse.roster.syntax.low
    for i in range(phrase.core, phrase.end - 1):
        if low[i] in {"by", "from"} or (i == phrase.core and low[i] == "of"):
            after = [m for m in discourse.mentions.within(i + 1, phrase.end) if not m.adjective]
            if after and after[0].start - i <= _NEAR:
                return after[0].entity
    return None


def _author_before(discourse: Discourse, noun: str, position: int) -> Entity | None:
    """Whoever was named with the same noun before: "a Gallup poll", "the report by the commission"."""
    roster, syntax, mentions = discourse.roster, discourse.roster.syntax, discourse.mentions
    for i in range(position - 1, max(position - _AUTHOR_FAR, -1), -1):
        if roster.plain[i] != noun:
            continue
        end = i - 1 if i > 0 and syntax.tag[i - 1] == "POS" else i
        inside = mentions.within(max(end - _LONGEST_NAME, 0), end)
        if inside and inside[-1].end == end and not inside[-1].adjective:
            return inside[-1].entity
        if i + 1 < syntax.n and syntax.low[i + 1] in {"by", "from"}:
            after = mentions.within(i + 2, min(i + 1 + _NEAR + _LONGEST_NAME, syntax.n))
            if after and after[0].start - i <= _NEAR:
                return after[0].entity
    return None


def _fits_author(*, of_outlet: bool) -> Fit:
    """The fit of entities for "the statement"; "the report" is an outlet's sooner than anybody else's."""

    def fit(entity: Entity) -> float | None:
        if entity.kind in {ActorKind.UNNAMED, ActorKind.GROUP}:
            return None
        return 0.0 if (entity.kind is ActorKind.OUTLET) is of_outlet else -2.0

    return fit
