"""What a chat model answered: taken only if it is as asked, and quotes words that both statements have."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from reportedly.linking.adjudicator import Finding, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.linking.adjudicator import Pair, Side

SURE, UNSURE = 0.95, 0.5
"""The chance of a relation that a model is sure or unsure of. These are conventions, not measured: a sure answer links,
an unsure one is a suggestion at most."""
_FORMS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_EDGES = " .,;:!?\"'()[]…"


class AnswerFailure(StrEnum):
    """Why a pair is left to the local adjudicator."""

    BUDGET = "the budget was used up"
    FAILED = "the request failed"
    REFUSED = "the model would not answer"
    MALFORMED = "the answer was not as asked"
    WORDS = "the quoted words are not in the statements"


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


class _Answers(BaseModel):
    answers: list[JsonValue]


class _Answer(BaseModel):
    pair: int
    one_words: str
    other_words: str
    relation: Relation
    sure: bool


_ANSWER = TypeAdapter(_Answer)


def findings(body: bytes, pairs: Sequence[Pair], by: str) -> tuple[Mapping[int, Finding], Mapping[int, AnswerFailure]]:
    """By the position of a pair: what was found, and why there is nothing for the others."""
    try:
        message = _Completion.model_validate_json(body).choices[0].message
        if message.refusal:
            return {}, dict.fromkeys(range(len(pairs)), AnswerFailure.REFUSED)
        rows = _Answers.model_validate_json(message.content or "").answers
    except (ValidationError, IndexError):
        return {}, dict.fromkeys(range(len(pairs)), AnswerFailure.MALFORMED)
    found: dict[int, Finding] = {}
    unusable = dict.fromkeys(range(len(pairs)), AnswerFailure.MALFORMED)
    seen: set[int] = set()
    for row in rows:
        try:
            answer = _ANSWER.validate_json(json.dumps(row))
        except ValidationError:
            continue
        at = answer.pair - 1
        if at not in unusable or at in seen:
            continue
        seen.add(at)
        words = (answer.one_words, answer.other_words)
        if has_words(pairs[at].one, words[0]) and has_words(pairs[at].other, words[1]):
            chance = SURE if answer.sure else UNSURE
            found[at] = Finding(chances=chances(answer.relation, chance), words=words, by=by)
        else:
            unusable[at] = AnswerFailure.WORDS
    return found, {at: why for at, why in unusable.items() if at not in found}


def chances(relation: Relation, chance: float) -> dict[Relation, float]:
    """The chances of all relations if one has this chance; the rest falls to `other`."""
    found = dict.fromkeys(Relation, 0.0)
    found[relation] = chance
    found[Relation.OTHER] += 1.0 - chance
    return found


def has_words(side: Side, words: str) -> bool:
    """True if whole words of the content or its sentence are these; blanks, case and forms of quotation marks aside."""
    wanted = _plain(words).strip(_EDGES)
    if not any(c.isalnum() for c in wanted):
        return False
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return any(pattern.search(_plain(text)) for text in (side.content, side.sentence))


def _plain(text: str) -> str:
    return " ".join(text.translate(_FORMS).casefold().split())
