"""`export` and `import`, as a user gives them."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reportedly.cli import main

if TYPE_CHECKING:
    from click.testing import Result

pytestmark = pytest.mark.model

NIGER = Path(__file__).parents[2] / "samples" / "reports" / "niger.txt"
ASKED = ("claims", "changes", "origins", "forecasts", "numbers", "timeline", "sources", "grades", "judge list")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("exchange") / "l.db"
    assert _run(place, "add", str(NIGER), str(place), "--published", "2023-07-27").exit_code == 1  # a refusal, too
    return place


def _run(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", str(ledger), *words])


@pytest.mark.parametrize("name", ["l.jsonl", "l.jsonl.gz"])
def test_a_ledger_goes_out_and_in(ledger: Path, tmp_path: Path, name: str) -> None:
    file, other = tmp_path / name, tmp_path / "other.db"
    assert _run(ledger, "export", str(file)).exit_code == 0
    assert file.read_bytes().startswith(b"\x1f\x8b") == name.endswith(".gz")
    done = _run(other, "import", str(file))
    assert (done.exit_code, done.stderr.strip()) == (
        0,
        f"{other}: 1 new, 0 known, 1 new refusals, grades, judgements, edits of topics, findings and marks",
    )
    for asked in ASKED:
        words = [*asked.split(), "--json"]
        assert _run(other, *words).stdout_bytes == _run(ledger, *words).stdout_bytes
    assert _run(other, "verify").exit_code == 0
    assert _run(other, "import", str(file)).stderr.strip() == f"{other}: 0 new, 1 known"
    assert _run(other, "export").stdout_bytes == _run(ledger, "export", "-").stdout_bytes
    assert gzip.decompress(_run(ledger, "export", "--gzip").stdout_bytes) == _run(ledger, "export").stdout_bytes


def test_what_is_there_is_not_written_over(ledger: Path) -> None:
    done = _run(ledger, "export", str(ledger))
    assert done.exit_code == 1
    assert done.stderr == f"reportedly: {ledger}: exists; name another file\n"
    assert [p.name for p in ledger.parent.iterdir() if p.name.endswith(".part")] == []


def test_a_damaged_file_makes_no_ledger(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "half.jsonl").write_bytes(_run(ledger, "export").stdout_bytes[:-9])
    done = _run(tmp_path / "other.db", "import", str(tmp_path / "half.jsonl"))
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "half.jsonl:5: ends in the middle of a line" in done.stderr
    assert not (tmp_path / "other.db").exists()
    assert _run(tmp_path / "other.db", "export", str(tmp_path / "x.jsonl")).exit_code == 1


def test_readings_of_a_folder_go_in(ledger: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other.db"
    assert _run(ledger, "read", str(NIGER), "--published", "2023-07-27", "-o", f"{out}/").exit_code == 0
    done = _run(other, "import", str(out), "--no-link")
    assert done.exit_code == 0, done.stderr
    assert done.stderr == f"{other}: 1 new, 0 known\nreportedly: 1 wait to be linked: `reportedly link`\n"
    assert _run(other, "link").exit_code == 0
    for asked in ASKED:
        words = [*asked.split(), "--json"]
        assert _run(other, *words).stdout_bytes == _run(ledger, *words).stdout_bytes
    assert _run(other, "import", str(out)).stderr == f"{other}: 0 new, 1 known\n"
    refused = _run(other, "add", str(out))
    assert refused.exit_code == 2
    assert f"{out} holds readings, not reports: `reportedly import {out}` takes them in" in refused.stderr


def test_only_readings_wait_to_be_linked(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "l.jsonl"
    assert _run(ledger, "export", str(file)).exit_code == 0
    done = _run(tmp_path / "other.db", "import", str(file), "--no-link")
    assert done.exit_code == 2
    assert "--no-link goes with a FOLDER of readings" in done.stderr


def test_standard_input_cannot_be_taken_in(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--ledger", str(tmp_path / "l.db"), "import", "-"], input="{}")
    assert done.exit_code == 2
    assert "name a file: it is read twice" in done.stderr
    assert list(tmp_path.iterdir()) == []
