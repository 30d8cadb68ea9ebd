"""ZIP and gzip to the reports in them."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.intake import zip as archives
from reportedly.model import Report
from tests.intake.documents import archive, odt


def found(tmp_path: Path, raw: bytes, name: str = "a.zip") -> list[str]:
    (tmp_path / name).write_bytes(raw)
    items = reportedly.open_all(tmp_path / name)
    return [i.text if isinstance(i, Report) else f"{Path(i.where).name}: {i.reason}" for i in items]


def test_an_archive_gives_every_report_and_says_what_it_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    raw = archive(
        {
            "b/c.odt": odt("<text:p>Talks failed.</text:p>"),
            "a.txt": "The union denied it.",
            "rows.jsonl": '{"text": "One."}\n{"text": 2}\n',
            "inner.zip": archive({"d.txt": "The mayor left."}),
            "photo.jpg": b"\xff\xd8\xff",
            ".hidden.txt": "no",
        }
    )
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        texts = found(tmp_path, raw)
    assert texts[:2] == ["The union denied it.", "Talks failed."]
    assert texts[2:4] == ["The mayor left.", "One."]
    assert texts[4].startswith("a.zip!rows.jsonl:2: ")
    left_out = "1 hidden (.hidden.txt); 1 of another kind, a JPEG image (photo.jpg)"
    assert f"a.zip: 4 of 5 reports found; left out: {left_out}" in caplog.text


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = archive({"a.txt": "The union denied it."})
    for _ in range(5):
        raw = archive({"a.zip": raw})
    (deep,) = found(tmp_path, raw)
    assert "containers deep" in deep
    monkeypatch.setattr(archives, "UNPACKED", 1000)
    (large,) = found(tmp_path, archive({"a.txt": "a" * 2000}))
    assert "unpack it first" in large


@pytest.mark.parametrize("raw", [b"PK\x03\x04 broken", archive({"a.png": b"x"}), archive({})])
def test_an_archive_without_reports_is_a_failure(tmp_path: Path, raw: bytes) -> None:
    (problem,) = reportedly.open_all(_file(tmp_path, raw))
    assert isinstance(problem, IntakeError)


def test_a_compressed_file_is_unpacked(tmp_path: Path) -> None:
    raw = gzip.compress(b"The union denied it.")
    assert found(tmp_path, raw, "a.txt.gz") == ["The union denied it."]
    assert "cannot be unpacked" in found(tmp_path, raw[:-9], "b.txt.gz")[0]


@pytest.mark.parametrize(
    ("name", "other", "damaged"),
    [
        ("odt", "mimetype", "content.xml"),
        ("wacz", "datapackage.json", "archive/a.warc"),
        ("mastodon", "actor.json", "outbox.json"),
        ("x", "data/account.js", "data/tweets.js"),
        ("zip", "a.png", "a.txt"),
    ],
)
def test_a_damaged_part_is_an_error_in_every_kind_of_archive(
    tmp_path: Path, name: str, other: str, damaged: str
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as made:
        made.writestr(damaged, "The union denied it. " * 50)
        made.writestr(other, "[]")
    raw = bytearray(out.getvalue())
    data = raw.index(damaged.encode()) + len(damaged)
    raw[data + 10 : data + 30] = bytes(20)
    items = list(reportedly.open_all(_file(tmp_path, bytes(raw))))
    assert any(isinstance(i, IntakeError) and "Corrupt input data" in i.reason for i in items), (name, items)


@pytest.mark.parametrize(
    ("flags", "method", "reason"),
    [(b"\1\0", b"\0\0", "is locked with a password"), (b"\0\0", b"\x63\0", "cannot be unpacked (That compression")],
)
def test_a_locked_file_is_told_from_an_unknown_compression(
    tmp_path: Path, flags: bytes, method: bytes, reason: str
) -> None:
    raw = bytearray(archive({"a.txt": "The union denied it."}))
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(header) + place
        raw[at : at + 4] = flags + method
    (problem,) = found(tmp_path, bytes(raw))
    assert reason in problem


def _file(tmp_path: Path, raw: bytes) -> Path:
    (tmp_path / "a.zip").write_bytes(raw)
    return tmp_path / "a.zip"
