"""Pairs for a second opinion: judged by exactly one other person, and shown without the verdict."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.ledger.queries.second_opinions import SecondOpinion
from reportedly.model import TopicEditKind, Verdict
from reportedly.topics import TopicQuery
from tests.ledger import told
from tests.ledger.queries.test_review_queue import UNSURE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(str(tmp_path / "l.db"), adjudicator=UNSURE) as made:
        list(made.add(told.STORY[:3]))
        yield made


def _pairs(ledger: Ledger, by: str, topic: str | None = None) -> list[tuple[str, str]]:
    return [(d.statement, d.other) for d in ledger.second_opinions(by, topic=topic)]


def test_a_second_person_is_asked_what_one_has_judged(ledger: Ledger) -> None:
    assert _pairs(ledger, "Ben") == []
    first, second = ((d.statement, d.other) for d in ledger.review_queue()[:2])
    made = ledger.judge(Verdict.SAME, *first, by="Ana")
    ledger.judge(Verdict.DIFFERENT, *second, by="Ana")
    assert _pairs(ledger, "Ana") == []
    assert _pairs(ledger, "Ben") == [tuple(sorted(first)), tuple(sorted(second))]
    assert not {tuple(sorted((d.statement, d.other))) for d in ledger.review_queue()} & set(_pairs(ledger, "Ben"))
    ledger.judge(Verdict.DIFFERENT, *second, by="Ben")
    assert _pairs(ledger, "Ben") == _pairs(ledger, "Cy") == [tuple(sorted(first))], "two have judged the other"
    ledger.judge(Verdict.WRONG, first[0], by="Ana")
    assert _pairs(ledger, "Ben") == [], "a statement that was read wrong is no question"
    ledger.unjudge(ledger.judgements()[-1].id, by="Ana")
    assert _pairs(ledger, "Ben") == [tuple(sorted(first))]
    ledger.unjudge(made.id, by="Ana")
    assert _pairs(ledger, "Ben") == []


def test_the_question_does_not_tell_the_verdict() -> None:
    assert [field.name for field in fields(SecondOpinion)] == ["statement", "other"]


def test_questions_of_a_topic(ledger: Ledger) -> None:
    asked = ledger.review_queue()
    wanted = asked[0]
    ledger.topics.save("One", TopicQuery(), by="Ana")
    ledger.topics.mark("One", TopicEditKind.PINNED, [wanted.other_claim], by="Ana")
    within = ledger.review_queue(topic="One")
    assert within[0] == wanted
    assert list(within) == [d for d in asked if wanted.other_claim in (d.claim, d.other_claim)]
    assert len(within) < len(asked)
    assert list(ledger.review_queue(topic="One", limit=5)) == list(within)
    with pytest.raises(NotFound, match="no topic 'Lost'"):
        ledger.review_queue(topic="Lost")
    ledger.topics.save("None", TopicQuery(), by="Ana")
    assert list(ledger.review_queue(topic="None")) == []
    ledger.judge(Verdict.DIFFERENT, wanted.statement, wanted.other, by="Ana")
    assert len(_pairs(ledger, "Ben", "One")) == 1
    assert _pairs(ledger, "Ben", "None") == []
