"""The oracle answers what is marked, and nothing of what is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from eval.oracle import Oracle, relation
from reportedly.linking.adjudicator import Pair, Relation, Side
from reportedly.model import Act, Anchor, Reading, Run, Statement
from tests.eval.marked import TEXTS, story

if TYPE_CHECKING:
    from pathlib import Path

RUN = Run(software="made 1", pipeline="none", encoder=None, lexicon="none")
MARKED = frozenset({("narrow", ">", "broad"), ("narrow", "x", "rival")})


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("narrow", "affirm"), ("narrow", "affirm"), Relation.SAME),
        (("narrow", "deny"), ("narrow", "deny"), Relation.SAME),
        (("narrow", "deny"), ("narrow", "affirm"), Relation.CONTRADICTS),
        (("narrow", "uncertain"), ("narrow", "deny"), Relation.SAME),
        (("narrow", "affirm"), ("broad", "affirm"), Relation.ENTAILS),
        (("broad", "affirm"), ("narrow", "affirm"), Relation.ENTAILED_BY),
        (("narrow", "deny"), ("broad", "deny"), Relation.ENTAILED_BY),
        (("broad", "deny"), ("narrow", "deny"), Relation.ENTAILS),
        (("narrow", "affirm"), ("broad", "uncertain"), Relation.OTHER),
        (("narrow", "affirm"), ("broad", "deny"), Relation.EXCLUDES),
        (("broad", "deny"), ("narrow", "affirm"), Relation.EXCLUDES),
        (("narrow", "deny"), ("broad", "affirm"), Relation.OTHER),
        (("narrow", "affirm"), ("rival", "affirm"), Relation.EXCLUDES),
        (("narrow", "affirm"), ("rival", "deny"), Relation.ENTAILS),
        (("rival", "deny"), ("narrow", "affirm"), Relation.ENTAILED_BY),
        (("rival", "affirm"), ("narrow", "deny"), Relation.ENTAILS),
        (("narrow", "deny"), ("rival", "deny"), Relation.OTHER),
        (("narrow", "affirm"), ("else", "affirm"), Relation.OTHER),
    ],
)
def test_relations_follow_from_claims_and_stances(
    one: tuple[str, str], other: tuple[str, str], found: Relation
) -> None:
    sides = [{"claim": claim, "stance": stance} for claim, stance in (one, other)]
    assert relation(sides[0], sides[1], MARKED) is found


def reading(report: str, *contents: str) -> Reading:
    """A report read so that it has these contents."""
    from eval.marked_story import as_report

    text = TEXTS[report]
    given = as_report({"id": report, "text": text, "published_at": "2031-03-01T09:00:00+00:00"})
    statements = tuple(
        Statement(
            id=f"{report} {content}",
            source=None,
            cue=None,
            content=(Anchor.of(text, text.index(content), text.index(content) + len(content)),),
            made_by="made",
        )
        for content in contents
    )
    return Reading(report=given, run=RUN, statements=statements)


def side(statement: str) -> Side:
    return Side(
        statement=statement,
        report=statement[:2],
        actor=None,
        act=Act.ASSERT,
        wording=statement,
        content=statement,
        sentence=statement,
        title=None,
        outlet=None,
        day=date(2031, 3, 1),
    )


def test_statements_are_those_that_share_most_words(tmp_path: Path) -> None:
    oracle = Oracle(story(tmp_path))
    oracle.match(reading("r1", "divers had cut the", "tea was late", "Kenya"))
    oracle.match(reading("r2", "divers had cut the cable"))
    first = side("r1 divers had cut the")
    others = [side("r2 divers had cut the cable"), side("r1 tea was late"), side("r1 Kenya"), side("r9 unknown")]
    found = oracle.judge([Pair(one=other, other=first, similarity=0.9, match=0.9) for other in others])
    assert [max(f.chances, key=lambda r: f.chances[r]) for f in found] == [
        Relation.CONTRADICTS,
        Relation.OTHER,
        Relation.OTHER,
        Relation.OTHER,
    ]
    assert all(set(f.chances.values()) == {0.0, 1.0} and f.by == "oracle" for f in found)
