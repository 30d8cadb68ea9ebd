"""What people decided, asked while linking: passed on, opposed, contradicted."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime

import pytest

from reportedly.linking import judgements
from reportedly.linking.judgements import Consistency, Judged, contradicted
from reportedly.model import Verdict
from reportedly.record import Judgement


def _judged(verdict: str, *statements: str, revoked: bool = False) -> Judgement:
    return Judgement(
        id=f"{verdict} {' '.join(statements)}",
        verdict=Verdict(verdict),
        statements=statements,
        why="",
        by="ann",
        at=datetime(2031, 3, 1, tzinfo=UTC),
        revoked_by="ann" if revoked else None,
        revoked_at=datetime(2031, 3, 2, tzinfo=UTC) if revoked else None,
    )


def test_the_same_is_passed_on_and_so_is_what_is_different() -> None:
    judged = Judged([_judged("same", "a", "b"), _judged("same", "b", "c"), _judged("different", "c", "x")])
    assert judged.same("a") == {"b", "c"}
    assert judged.same("x") == set()
    assert (judged.different("a"), judged.different("x")) == ({"x"}, {"a", "b", "c"})


def test_what_was_revoked_counts_no_longer() -> None:
    judged = Judged([_judged("same", "a", "b", revoked=True), _judged("wrong", "c", revoked=True)])
    assert (judged.same("a"), judged.wrong) == (set(), set())


def test_a_statement_that_was_not_read_right_ties_nothing() -> None:
    judged = Judged([_judged("same", "a", "b"), _judged("same", "b", "c"), _judged("wrong", "b")])
    assert judged.wrong == {"b"}
    assert (judged.same("a"), judged.same("b")) == (set(), set())


@pytest.mark.parametrize(
    ("verdict", "pair", "told"),
    [
        ("different", ("a", "b"), ["same a b"]),
        ("different", ("a", "c"), ["same a b", "same b c"]),
        ("same", ("a", "x"), ["different c x"]),
        ("same", ("x", "b"), ["different c x"]),
        ("same", ("a", "c"), []),
        ("different", ("a", "x"), []),
        ("same", ("a", "y"), []),
        ("different", ("y", "x"), []),
    ],
)
def test_what_a_judgement_contradicts_is_named(verdict: str, pair: tuple[str, str], told: list[str]) -> None:
    known = [_judged("same", "a", "b"), _judged("same", "b", "c"), _judged("different", "c", "x")]
    assert [j.id for j in contradicted(Verdict(verdict), *pair, known)] == told


def test_one_judgement_after_the_other_is_found_to_contradict_as_among_all() -> None:
    chosen = random.Random(7)
    pairs = list(itertools.combinations("abcdefgh", 2))
    for _ in range(60):
        consistency, earlier, found = Consistency(), list[Judgement](), 0
        for verdict in chosen.choices(["same", "different"], k=25):
            one, other = chosen.choice(pairs)
            judged = _judged(verdict, one, other)
            against = contradicted(judged.verdict, one, other, earlier)
            assert list(consistency.contradicted(judged)) == list(against)
            earlier.append(judged)
            found += bool(against)
        assert found


def test_judgements_without_contradiction_are_not_compared_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(judgements, "contradicted")
    consistency = Consistency()
    for n in range(3000):
        assert consistency.contradicted(_judged("same", f"s{n}", f"s{n + 1}")) == ()
        assert consistency.contradicted(_judged("different", f"s{n}", f"d{n}")) == ()
