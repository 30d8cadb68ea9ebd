"""Texts and findings as sources: "the statement", "a Gallup poll" and "the report by the commission" mean an author."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.roles import BodyUse
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.described_bodies import resolve_body
from reportedly.reading.speakers.discourse import Description, own_wording
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.phrases import SourcePhrase
from reportedly.reading.speakers.salience import AnaphorKind
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from reportedly.lexicon.roles import BodyNoun
    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.speakers.salience import Fit
    from reportedly.reading.text.syntax import Syntax

_NO_BODIES = frozenset({ActorKind.STATE, ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP, ActorKind.OUTLET})
_CONDUCTING = frozenset({"conduct", "commission"})
_JOINING = HYPHENS | {"/"}
_NEAR = 4
"""Tokens after "by" within which the author starts."""
_FAR = 3
"""Sentences back in which "the statement" finds whoever made it."""
_AUTHOR_FAR = 800
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
        words = " ".join(roster.plain[phrase.core - 2 : phrase.core])
        described = phrase.core - phrase.start > (3 if words in roles.bodies() else 2)
        author = _author_before(discourse, roster.plain[phrase.core - 1], phrase.start)
        if author is None and noun.use is BodyUse.UTTERANCE and not described:
            author = _described_before(discourse, noun)
        if author is None and noun.use is BodyUse.UTTERANCE and not described:
            fit = _fits_author(of_outlet=noun.phrase in {"report", "article", "story"})
            author = discourse.salience.most_likely(description.anaphor(roster, AnaphorKind.AUTHOR, fit, _FAR))
    elif author is None and noun.phrase in word_set("releases of bodies") and phrase.core == phrase.end:
        author = _body_speaking(discourse, phrase.start)
    nouns = {noun.phrase}
    return author or Entity(own_wording(roster, phrase), ActorKind.UNNAMED, nouns=nouns, human=False)


def _described_before(discourse: Discourse, noun: BodyNoun) -> Entity | None:
    """The text that a source has been before, by more than its noun: "the report" after "the congressional report"."""
    for source in reversed(discourse.salience.sources):
        entity = source.entity
        if entity.kind is ActorKind.UNNAMED and not entity.human and noun.phrase in entity.nouns:
            return entity
    return None


def _body_speaking(discourse: Discourse, position: int) -> Entity | None:
    """The body that spoke last, in this sentence or the one before: whose "a statement" is."""
    sent, last = discourse.roster.syntax.sent, discourse.salience.last_speaker(position)
    near = [s for s in discourse.salience.sources if s.start < position and sent[position] - sent[s.start] <= 1]
    known = last is not None and near and last.kind not in _NO_BODIES and last.voice_of is None
    return last if known else None


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
            body = body_ending(discourse.roster, phrase.stop - 1, i + 1) if phrase.stop > i + 2 else None
            if body is not None and low[i + 1] == "the":
                within = SourcePhrase(i + 1, phrase.stop, phrase.stop, phrase.stop)
                found = resolve_body(discourse, body, Description(within, None, description.own))
                return found if found.kind is not ActorKind.UNNAMED else None
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
            first = inside[-1].start
            if first > 1 and syntax.low[first - 1] in _JOINING and roster.in_name[first - 2]:
                first -= 2
                while first > 0 and roster.in_name[first - 1]:
                    first -= 1
                return Entity(roster.wording(first, i + 1), ActorKind.ORGANISATION, human=False)
            return inside[-1].entity
        by = _by_after(syntax, i)
        if by is not None:
            after = mentions.within(by + 1, min(by + _NEAR + _LONGEST_NAME, syntax.n))
            if after and after[0].start - by < _NEAR:
                return after[0].entity
    return None


def _by_after(syntax: Syntax, noun: int) -> int | None:
    """The "by" or "from" after a noun, or after a participle that says who made it: "poll, released on Monday | by"."""
    i = noun + 1
    if i < syntax.n and syntax.low[i] in {"by", "from"}:
        return i
    i += i < syntax.n and syntax.low[i] == ","
    if i >= syntax.n or syntax.tag[i] != "VBN" or syntax.lemma[i] not in word_set("issuing") | _CONDUCTING:
        return None
    end = min(i + 2 * _NEAR, syntax.sentence_end(syntax.sent[i]))
    return next((k for k in range(i + 1, end) if syntax.low[k] == "by"), None)


def _fits_author(*, of_outlet: bool) -> Fit:
    """The fit of entities for "the statement"; "the report" is an outlet's sooner than anybody else's."""

    def fit(entity: Entity) -> float | None:
        if entity.kind in {ActorKind.UNNAMED, ActorKind.GROUP}:
            return None
        return 0.0 if (entity.kind is ActorKind.OUTLET) is of_outlet else -2.0

    return fit
