"""A full or write-protected disk: one plain error, a whole ledger, and the same command completes it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from tests.cli.test_ledger import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.model
LISTS = ("claims", "changes", "sources", "numbers", "forecasts", "judge list")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes; only an administrator can make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("mounting a small disk needs an administrator")
    yield place
    subprocess.run(["umount", place], check=True)


def _run(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", str(ledger), *words])


def _record(ledger: Path) -> list[str]:
    return [_run(ledger, *words.split(), "--json").stdout for words in LISTS]


def _fill(disk: Path, but: int) -> None:
    """Fill a disk with a file, but for so many bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            file.truncate(max(0, file.tell() - but))


@pytest.mark.parametrize("free", [0, 40_000, 120_000])
def test_what_a_full_disk_stops_can_be_done_again(small_disk: Path, tmp_path: Path, free: int) -> None:
    reports, ledger, whole = tmp_path / "in.jsonl", small_disk / "ledger.db", tmp_path / "whole.db"
    reports.write_text(json.dumps(ROWS[0]), "utf-8")
    for one in (ledger, whole):
        assert _run(one, "add", str(reports)).exit_code == 0
    statement = json.loads(_run(ledger, "claims", "--json").stdout.splitlines()[0])["statements"][0]["id"]
    reports.write_text("\n".join(json.dumps({**row, "text": row["text"] * 9}) for row in ROWS[1:]), "utf-8")
    commands = (
        ("add", str(reports)),
        ("judge", "wrong", statement, "--by", "ann", "--why", "w" * 200_000),
        ("link", "--rebuild"),
        ("export", str(small_disk / "out.jsonl")),
    )
    failed = 0
    for command in commands:
        _fill(small_disk, free)
        done = _run(ledger, *command)
        if done.exit_code:
            failed += 1
            assert done.exit_code == 1
            assert "Traceback" not in done.output
            said = done.stderr.strip().splitlines()[-1]
            assert said.startswith(("reportedly: ", str(small_disk)))
            assert any(words in said for words in ("the disk is full", "it is full, or fails", "cannot be written (No"))
        (small_disk / "ballast").unlink()
        assert _run(ledger, "verify").exit_code == 0
        assert not list(small_disk.glob("*.part"))
        assert _run(ledger, *command).exit_code == 0
        if command[0] != "export":
            assert _run(whole, *command).exit_code == 0
    assert failed >= (1 if free else 3)
    kept = json.loads(_run(whole, "judge", "list", "--json").stdout)["at"]
    assert [said.replace(kept, "") for said in _record(whole)][:-1] == _record(ledger)[:-1]


def test_a_write_protected_ledger_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(ROWS[0]), "utf-8")
    ledger = tmp_path / "ledger.db"
    assert _run(ledger, "add", str(tmp_path / "in.jsonl")).exit_code == 0
    before = _record(ledger)
    statement = json.loads(before[0].splitlines()[0])["statements"][0]["id"]
    (tmp_path / "in.jsonl").write_text(json.dumps(ROWS[1]), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda path, _mode: tmp_path not in Path(path).absolute().parents)
        for command in (
            ("add", str(tmp_path / "in.jsonl")),
            ("judge", "wrong", statement, "--by", "ann"),
            ("link", "--rebuild"),
        ):
            done = _run(ledger, *command)
            assert done.exit_code == 1
            assert done.stderr.strip().splitlines()[-1].endswith("write-protected")
        assert _record(ledger) == before
        assert _run(ledger, "verify").exit_code == 0
    assert _record(ledger) == before
