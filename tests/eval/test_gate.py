"""The gate: figures are held against floors, which rise freely and fall only with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import gate
from eval.rules import as_table

Json = dict[str, Any]


def entry(value: float, *, figure: str = "said F", sha256: str = "aa") -> Json:
    return {"sha256": sha256, "items": 3, "every": 1, "figures": {figure: value}}


@pytest.mark.parametrize(
    ("figure", "floor", "new", "falls"),
    [
        ("said F", 60.0, 61.0, False),
        ("said F", 60.0, 59.95, False),
        ("said F", 60.0, 59.0, True),
        ("MAE", 0.5, 0.4, False),
        ("MAE", 0.5, 0.6, True),
    ],
)
def test_what_counts_as_fallen(figure: str, floor: float, new: float, falls: bool) -> None:
    assert bool(gate.compare("c", entry(floor, figure=figure), entry(new, figure=figure))) is falls


def test_another_text_under_the_same_name_has_no_floors_yet() -> None:
    assert gate.compare("c", entry(60.0), entry(10.0, sha256="bb")) == []
    assert gate.compare("c", None, entry(10.0)) == []


def test_floors_rise_and_never_fall_by_rounding() -> None:
    assert gate.raised({"c": entry(60.0)}, {"c": entry(62.0)}, None)["c"]["figures"] == {"said F": 62.0}
    assert gate.raised({"c": entry(60.0)}, {"c": entry(59.95)}, None)["c"]["figures"] == {"said F": 60.0}


def test_a_lowered_floor_keeps_its_reason() -> None:
    new = gate.raised({"c": entry(60.0)}, {"c": entry(50.0)}, "shorter contents")["c"]
    assert new["figures"] == {"said F": 50.0}
    assert new["lowered"] == {"said F": {"from": 60.0, "to": 50.0, "why": "shorter contents"}}


def test_corpora_that_were_not_measured_keep_their_floors() -> None:
    assert gate.raised({"c": entry(60.0)}, {"d": entry(1.0)}, None).keys() == {"c", "d"}


def test_without_a_folder_nothing_is_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("REPORTEDLY_GOLD", raising=False)
    assert gate.main([]) == 2
    assert gate.main(["--gold", str(tmp_path), "places-lgl.dev"]) == 2


@pytest.mark.model
def test_measuring_updating_and_refusing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Anna said that it rained."
    spans = [{"start": 0, "end": 4}, {"start": 5, "end": 9}, {"start": 10, "end": 24}]
    said = {"source": spans[0], "cue": spans[1], "content": [spans[2]]}
    gold, floors = tmp_path / "attribution-polnear.dev.jsonl", tmp_path / "floors.json"
    gold.write_text(json.dumps({"id": "1", "text": text, "statements": [said]}), "utf-8")
    command = ["--gold", str(tmp_path), "--floors", str(floors), "attribution-polnear.dev"]
    assert gate.main([*command, "--update"]) == 0
    written = json.loads(floors.read_text("utf-8"))
    assert written["attribution-polnear.dev"]["figures"]["who said what F"] == 100.0
    assert text not in floors.read_text("utf-8")
    assert gate.main(command) == 0

    written["attribution-polnear.dev"]["figures"]["who said what F"] = 101.0
    floors.write_text(json.dumps(written), "utf-8")
    assert gate.main(command) == 1
    assert gate.main([*command, "--update"]) == 1
    assert "its floor 101.000" in capsys.readouterr().err
    assert gate.main([*command, "--update", "--allow-regression", "was never reached"]) == 0
    assert "was never reached" in floors.read_text("utf-8")


def test_the_committed_floors_hold_figures_and_digests_only() -> None:
    for name, floor in json.loads(gate.FLOORS.read_text("utf-8")).items():
        assert set(floor) <= {"sha256", "items", "every", "figures", "lowered"}, name
        assert len(floor["sha256"]) == 64
        assert all(isinstance(v, float) for v in floor["figures"].values())


def test_rules_that_are_seldom_seen_share_a_precision() -> None:
    table = as_table({"rule:a": (20, 15), "rule:b": (2, 2), "rule:c": (2, 0)}, "two pages")
    assert [line.split("\t") for line in table.splitlines()[2:]] == [
        ["rule:a", "0.750", "20"],
        ["rule:b", "0.500", "2"],
        ["rule:c", "0.500", "2"],
    ]
