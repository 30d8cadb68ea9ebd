"""Figures of the record of a story, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval import record_figures
from eval.overlap import Figures
from tests.eval.marked import Json, statement, story

if TYPE_CHECKING:
    from pathlib import Path

NORWAY = statement("r1", "divers had cut the cable")
KENYA = statement("r1", "the cable was damaged")
TEA = statement("r1", "tea was late")
CHILE = statement("r2", "divers had cut the cable", "deny")
PERU = statement("r2", "an anchor had cut the cable")


def claim(key: str, status: str, *statements: Json, **more: object) -> Json:
    return {"id": key, "status": status, "statements": list(statements), **more}


def figures(folder: Path, first: list[Json], last: list[Json]) -> Figures:
    by_day = {"2031-03-01": first, "2031-03-02": last}
    return record_figures.figures(record_figures.count(story(folder), last, by_day))


FIRST = [claim("a", "alleged", NORWAY), claim("b", "corroborated", KENYA), claim("t", "alleged", TEA)]


def test_the_marked_record_itself_is_right(tmp_path: Path) -> None:
    last = [
        claim("a", "disputed", NORWAY, CHILE, relations=[{"claim": "b", "kind": "entails"}]),
        claim("b", "corroborated", KENYA),
        claim("c", "alleged", PERU, relations=[{"claim": "a", "kind": "excludes"}]),
        claim("t", "alleged", TEA),
    ]
    found = figures(tmp_path, FIRST, last)
    assert (found.pop("pairs in one claim"), found.pop("statuses shown")) == (1, 3)
    assert set(found.values()) == {100.0}


def test_what_bears_on_a_claim_through_a_narrower_one_is_in_it_and_has_no_stance_there(tmp_path: Path) -> None:
    through = {**NORWAY, "through": "a", "stance": "uncertain"}
    last = [claim("a", "disputed", NORWAY, CHILE), claim("b", "corroborated", KENYA, through)]
    found = figures(tmp_path, FIRST, last)
    # Norway and Kenya are together in the broader claim, but not of one listed claim.
    assert found["pairs in one claim P"] == 50.0
    assert found["stance right"] == 100.0
    # Half of the statements of the broader claim are of each: neither is most of them.
    assert found["of statuses shown, right"] == pytest.approx(200 / 3)


def test_one_claim_for_all_is_half_right_at_best(tmp_path: Path) -> None:
    last = [claim("all", "disputed", NORWAY, KENYA, TEA, {**CHILE, "stance": "affirm"}, PERU)]
    found = figures(tmp_path, [claim("all", "reported", NORWAY, KENYA, TEA)], last)
    assert found["statements found"] == 100.0
    # All ten pairs have a listed claim on one side; only Norway and Chile are on one.
    assert found["pairs in one claim P"] == 10.0
    assert found["pairs in one claim R"] == 100.0
    assert found["stance right"] == 75.0
    assert found["status right"] == 25.0
    assert found["of statuses shown, right"] == 0.0


def test_what_is_not_found_is_missing(tmp_path: Path) -> None:
    found = figures(tmp_path, [], [claim("a", "disputed", NORWAY)])
    assert found["statements found"] == 20.0
    assert found["pairs in one claim R"] == 0.0
    assert found["status right"] == 25.0
    assert found["relations R"] == 0.0


def test_relations_the_other_way_round_are_wrong(tmp_path: Path) -> None:
    last = [
        claim("a", "disputed", NORWAY, CHILE, relations=[{"claim": "b", "kind": "entailed by"}]),
        claim("b", "corroborated", KENYA, relations=[{"claim": "a", "kind": "entails"}]),
    ]
    found = figures(tmp_path, last, last)
    assert (found["relations P"], found["relations R"]) == (0.0, 0.0)


def test_precision_is_taken_over_all_stories_and_recall_is_a_mean() -> None:
    one = record_figures.Counts({"pairs": 9, "pairs right": 9, "pairs wanted": 10})
    other = record_figures.Counts({"pairs": 1, "pairs wanted": 10})
    found = record_figures.figures_together([one, other])
    assert found["pairs in one claim P"] == 90.0
    assert found["pairs in one claim R"] == 45.0
    assert found["pairs in one claim"] == 10
