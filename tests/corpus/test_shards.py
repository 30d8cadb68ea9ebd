"""Shards: which files are in which, and what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.corpus import shards
from reportedly.corpus.shards import IntakeOptions, MissingFile, open_shard, shards_of
from reportedly.errors import IntakeError
from reportedly.model import Report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Report {number}.", "utf-8")
    (tmp_path / "sub" / "9.txt").write_text("Report 9.", "utf-8")
    return tmp_path


def _texts(found: list[shards.Shard]) -> list[list[str]]:
    return [[r.text for r in open_shard(one, IntakeOptions()) if isinstance(r, Report)] for one in found]


def test_files_fill_shards_in_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "FILES", 4)
    assert _texts(shards_of([(str(folder), False)])) == [
        ["Report 0.", "Report 1.", "Report 2.", "Report 3."],
        ["Report 4.", "Report 9."],
    ]


def test_a_large_file_is_a_shard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "1.txt").write_text("Report 1, long. " * 9, "utf-8")
    monkeypatch.setattr(shards, "SIZE", 40)
    assert [len(one.files) for one in shards_of([(str(folder), False)])] == [1, 1, 4]


def test_a_missing_file_is_a_failure_of_its_own(folder: Path) -> None:
    given = [(str(folder / "0.txt"), False), (str(folder / "none.txt"), False), (str(folder / "1.txt"), False)]
    (one,) = shards_of(given)
    first, missing, last = open_shard(one, IntakeOptions())
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert str(missing) == f"{folder / 'none.txt'}: no such file or folder"


def test_a_file_that_was_listed_and_is_gone_stops(folder: Path) -> None:
    (one,) = shards_of([(str(folder), False)])
    (folder / "3.txt").unlink()
    with pytest.raises(MissingFile):
        list(open_shard(one, IntakeOptions()))


@pytest.mark.parametrize("where", ["-", "https://example.org/feed"])
def test_only_what_can_be_opened_again(where: str) -> None:
    with pytest.raises(IntakeError, match="a corpus is made of files and folders"):
        shards_of([(where, False)])


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="is a folder without reports"):
        shards_of([(str(tmp_path), False)])
