"""The entry point: files, folders and standard input."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportedly
from reportedly.errors import IntakeError
from reportedly.intake import count, open_all
from reportedly.intake.encoding import LARGEST
from reportedly.model import Report

PAGE = "<!doctype html><html><body><p>Talks failed.</p></body></html>"


@pytest.mark.parametrize("text", ["Talks failed.\r\n\r\nHe left.\r\n", "\n\n  Talks\tfailed. \u200b\u202e", "é\r"])
def test_plain_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert reportedly.open(tmp_path / "a.txt").text == text


def test_a_byte_order_mark_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Talks failed.".encode("utf-8-sig"))
    assert reportedly.open(tmp_path / "a.txt").text == "Talks failed."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks fail in Geneva\n\nTalks failed on Friday, the minister said.", "Talks fail in Geneva"),
        ("Will talks fail?\r\n\r\nNobody knows.", "Will talks fail?"),
        ("Talks failed on Friday.\n\nThe minister said so.", "a.txt"),
        ("Talks failed on Friday\nand the minister left.", "a.txt"),
        ("By Anna Kovacs\n\nTalks failed.", "a.txt"),
        ("GENEVA (Example) – Talks failed", "a.txt"),
    ],
)
def test_the_title_is_the_headline_or_the_name(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert reportedly.open(tmp_path / "a.txt").title == title


def test_published_dates_what_has_no_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks failed.")
    day = datetime(2024, 3, 1, tzinfo=UTC)
    assert reportedly.open(tmp_path / "a.txt", published=day).published_at == day


def test_a_folder_is_taken_in_by_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    files = {"b.txt": "B", "a.html": PAGE, "c/d.txt": "D", ".hidden.txt": "no", "style.css": "p {}", "f": PAGE}
    for name, words in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words)
    (tmp_path / "c" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "e.jsonl").write_text('{"text": "E"}\n{"text": 1}\n{"text": "F"}')
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        found = list(open_all(tmp_path))
    assert [f.text if isinstance(f, Report) else f.where for f in found] == [
        "Talks failed.",
        "B",
        "D",
        "E",
        str(tmp_path / "e.jsonl") + ":2",
        "F",
        "Talks failed.",
    ]
    assert f"{tmp_path}: 6 of 7 reports found; left out: 1 hidden (.hidden.txt); 1 of another kind, a PNG image" in (
        caplog.text
    )
    assert "1 of another kind (style.css)" in caplog.text
    assert count(tmp_path) == 6


def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch) -> None:
    for raw, text in ((b"Talks failed.", "Talks failed."), (b'{"text": "a"}', "a"), (PAGE.encode(), "Talks failed.")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(raw))))
        assert reportedly.open("-").text == text


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\r\n", "holds no words"),
        ("empty.html", b"", "is empty"),
        ("empty.jsonl", b"", "is empty"),
        ("report.txt", b"%PDF-1.4 ...", "is a PDF"),
        ("picture.jsonl", b"\x89PNG\r\n\x1a\n...", "is a PNG image"),
        ("crawl.txt", b"WARC/1.0\r\nWARC-Type: response", "is damaged and was read up to there"),
        ("agency.xml", b'<?xml version="1.0"?><nitf><head/></nitf>', "is empty"),
        ("feed.xml", b"<doc>no feed</doc>", "is no feed with entries"),
        ("map.txt", b'<?xml version="1.0"?>\n<urlset xmlns="x"><url/></urlset>', "is a sitemap, a list of addresses"),
        ("talk.mp3", b"ID3\x03", "is sound or film: give a transcript"),
        ("talk.mp4", b"\0\0\0\x18ftypmp42", "is sound or film"),
        ("mark.txt", b"\xef\xbb\xbf", "is empty"),
        ("line.txt", b"word " * (50_000_000 // 5), "is larger than 10 MB: split it"),
        ("row.jsonl", b'{"text": "' + b"word " * (50_000_000 // 5) + b'"}', "longer than 10,000,000 characters"),
    ],
)
def test_bad_files_say_what_where_and_what_to_do(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(raw)
    (problem,) = open_all(tmp_path / name)
    assert isinstance(problem, IntakeError)
    assert problem.where.startswith(str(tmp_path / name))
    assert reason in problem.reason


def test_what_is_not_there(tmp_path: Path) -> None:
    (missing,) = open_all(tmp_path / "missing.txt")
    assert isinstance(missing, IntakeError)
    assert missing.reason == "no such file or folder"
    (empty,) = open_all(tmp_path)
    assert isinstance(empty, IntakeError)
    assert empty.reason.startswith("is a folder without reports (files ending in .txt")
    (nonsense,) = open_all("a\0b")
    assert isinstance(nonsense, IntakeError)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks failed.")
    (tmp_path / "a.txt").chmod(0)
    (problem,) = open_all(tmp_path / "a.txt")
    assert isinstance(problem, IntakeError)
    assert "Permission denied" in problem.reason


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_what_never_ends_is_not_read_to_the_end() -> None:
    (problem,) = open_all("/dev/zero")
    assert isinstance(problem, IntakeError)
    assert str(LARGEST // 1_000_000) in problem.reason or "binary" in problem.reason


def test_open_wants_one(tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text('{"text": "a"}\n{"text": "b"}')
    with pytest.raises(IntakeError, match="holds more than one report"):
        reportedly.open(tmp_path / "two.jsonl")
    with pytest.raises(IntakeError, match="no such file"):
        reportedly.open(tmp_path / "three.jsonl")


@given(raw=st.binary(min_size=1, max_size=200), name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.xml", "a"]))
def test_any_file_gives_reports_or_reasons(tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str) -> None:
    file = tmp_path_factory.getbasetemp() / name
    file.write_bytes(raw)
    found = list(open_all(file))
    assert found
    assert all(isinstance(f, Report | IntakeError) for f in found)
