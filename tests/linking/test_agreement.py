"""Where people judged differently, what counts meanwhile, and how well they agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reportedly.linking.agreement import agreements, disagreements, kappa
from reportedly.linking.judgements import Judged, first_contradiction, in_force
from reportedly.model import Verdict
from reportedly.record import Judgement

SAME, DIFFERENT, WRONG, RIGHT = Verdict.SAME, Verdict.DIFFERENT, Verdict.WRONG, Verdict.RIGHT


def _made(*said: str) -> list[Judgement]:
    """Judgements such as "ann same a b", oldest first; a "-" in front means that it is revoked."""
    made = []
    for number, words in enumerate(said):
        by, verdict, *statements = words.removeprefix("-").split()
        at = datetime(2031, 3, 1, tzinfo=UTC) + timedelta(minutes=number)
        revoked = at if words.startswith("-") else None
        subjects = tuple(sorted(statements))
        one = Judgement(
            id=words, verdict=Verdict(verdict), statements=subjects, why="", by=by, at=at, revoked_at=revoked
        )
        made.append(one)
    return made


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (["ann same a b", "bob different a b"], DIFFERENT),
        (["ann different a b", "bob same a b"], DIFFERENT),
        (["ann same a b", "bob different a b", "eve same a b"], SAME),
        (["ann same a b", "bob different b a", "eve different a b"], DIFFERENT),
        (["ann same a b", "bob different a b", "eve same a b", "dan different a b"], DIFFERENT),
        (["ann same a b", "-bob different a b"], SAME),
        (["ann wrong a", "bob right a"], WRONG),
        (["ann wrong a", "bob right a", "eve right a"], RIGHT),
    ],
)
def test_what_more_people_say_counts_and_else_what_says_less(said: list[str], counts: Verdict) -> None:
    force = in_force(_made(*said))
    assert {j.verdict for j in force} == {counts}
    judged = Judged(_made(*said))
    assert judged.same("a") == ({"b"} if counts is SAME else set())
    assert judged.different("a") == ({"b"} if counts is DIFFERENT else set())
    assert judged.wrong == ({"a"} if counts is WRONG else set())


def test_what_waits_for_a_third_comes_first() -> None:
    judgements = _made(
        "ann same a b", "bob different a b", "ann wrong c", "bob right c", "eve right c", "ann same d e", "bob same d e"
    )
    first, second = disagreements(judgements)
    assert (first.statements, first.counts, first.decided) == (("a", "b"), DIFFERENT, False)
    assert (second.statements, second.counts, second.decided) == (("c",), RIGHT, True)
    assert [j.by for j in second.judgements] == ["ann", "bob", "eve"]


def test_a_history_may_be_judged_whole_that_contradicts_itself_in_between() -> None:
    early = _made("ann same a b", "carl different b c", "carl same a c")
    assert first_contradiction(early) is not None
    assert first_contradiction([*early, *_made("dora different a b")]) is None


def test_nobody_says_opposite_things() -> None:
    found = first_contradiction(_made("ann same a b", "ann different a b"))
    assert found is not None
    assert [j.id for j in found] == ["ann different a b", "ann same a b"]
    assert first_contradiction(_made("-ann same a b", "ann different a b")) is None


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # Both same, first same and other different, the other way round, both different.
        ((20, 5, 10, 15), 0.4),
        ((45, 15, 25, 15), 0.1304),
        ((1, 0, 0, 1), 1.0),
        ((0, 1, 1, 0), -1.0),
        ((1, 1, 1, 1), 0.0),
        ((4, 0, 0, 0), None),
        ((0, 0, 0, 3), None),
        ((0, 0, 0, 0), None),
        ((0, 3, 0, 0), 0.0),
    ],
)
def test_kappa_takes_out_what_agrees_by_chance(table: tuple[int, int, int, int], expected: float | None) -> None:
    kinds = [(SAME, SAME), (SAME, DIFFERENT), (DIFFERENT, SAME), (DIFFERENT, DIFFERENT)]
    answers = [kind for kind, number in zip(kinds, table, strict=True) for _ in range(number)]
    found = kappa(answers)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-4))


def test_agreement_is_of_what_both_judged_pairs_and_readings_apart() -> None:
    judgements = _made(
        "bob same a b",
        "ann same a b",
        "ann different c d",
        "bob same c d",
        "ann same e f",
        "ann wrong g",
        "bob wrong g",
    )
    pairs, readings = agreements(judgements)
    assert (pairs.one, pairs.other, pairs.of, pairs.judged, pairs.agreed) == ("ann", "bob", "pairs", 2, 1)
    assert pairs.kappa == pytest.approx(0.0)
    assert (readings.of, readings.judged, readings.agreed, readings.kappa) == ("readings", 1, 1, None)
