"""Files: a line for each match, whole whatever was killed before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.delivery import jsonl_file
from reportedly.errors import DeliveryError


def test_each_match_is_a_line(tmp_path: Path) -> None:
    file = tmp_path / "cable.jsonl"
    for number in range(3):
        jsonl_file.append(file, {"id": number, "words": "a\nb – \ud800"})
    assert [json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()] == [0, 1, 2]


@pytest.mark.parametrize("torn", ['{"id": 1, "wo', "x" * 200_000])
@pytest.mark.parametrize("before", ["", '{"id": 0}\n'])
def test_the_beginning_of_a_line_is_cut_off(tmp_path: Path, before: str, torn: str) -> None:
    file = tmp_path / "cable.jsonl"
    file.write_text(before + torn)
    jsonl_file.append(file, {"id": 1})
    assert file.read_text() == before + '{"id": 1}\n'


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=str(tmp_path)):
        jsonl_file.append(tmp_path / "no" / "x", {})
    with pytest.raises(DeliveryError, match=str(tmp_path)):
        jsonl_file.replace(tmp_path, b"x")


def test_a_file_gets_its_new_content_at_once(tmp_path: Path) -> None:
    file = tmp_path / "cable.atom"
    jsonl_file.replace(file, b"one")
    jsonl_file.replace(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]
