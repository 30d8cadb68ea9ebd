"""Tar archives to reports: what they hold, and archives of Mastodon."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report
from tests.intake.test_posts import OUTBOX


def packed(parts: dict[str, str | bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, words in parts.items():
            raw = words.encode() if isinstance(words, str) else words
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def found(tmp_path: Path, raw: bytes, name: str = "a.tar.gz") -> list[Report | IntakeError]:
    (tmp_path / name).write_bytes(raw)
    return list(reportedly.open_all(tmp_path / name))


MIXED: dict[str, str | bytes] = {
    "./news/a.txt": "The bridge is shut.",
    "./news/b.html": "<!doctype html><html><body><p>No ferry sailed on Monday, the union said.</p></body></html>",
    "./logo.png": b"\x89PNG\r\n\x1a\n",
    "./._a.txt": "x",
}


@pytest.mark.parametrize(("mode", "name"), [("w:gz", "a.tar.gz"), ("w:gz", "a.tgz"), ("w", "a.tar"), ("w", "a")])
def test_every_file_is_read_or_named(tmp_path: Path, caplog: pytest.LogCaptureFixture, mode: str, name: str) -> None:
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        items = found(tmp_path, packed(MIXED, mode), name)
    assert [i.text for i in items if isinstance(i, Report)] == [
        "The bridge is shut.",
        "No ferry sailed on Monday, the union said.",
    ]
    assert "2 of 2 reports found; left out: 1 of another kind, a PNG image (./logo.png); 1 hidden" in caplog.text


def test_an_archive_of_mastodon(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    actor = {"@context": ["https://www.w3.org/ns/activitystreams"], "type": "Person", "name": "Ann"}
    likes = {"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": ["x"]}
    parts: dict[str, str | bytes] = {
        "media/a.jpg": b"\xff\xd8\xff",
        "outbox.json": json.dumps(OUTBOX),
        "likes.json": json.dumps(likes),
    }
    parts["actor.json"] = json.dumps(actor)
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        items = found(tmp_path, packed(parts))
    assert [i.outlet for i in items if isinstance(i, Report)] == ["@ann@social.example"] * 2
    assert len(items) == 2
    assert "2 without posts (likes.json, actor.json)" in caplog.text


def test_what_is_wrong_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed({"a.txt": "The bridge is shut.", "b.txt": "No ferry sailed. " * 2000}, "w")
    first, damage = found(tmp_path, raw[:9000], "a.tar")
    assert isinstance(first, Report)
    assert isinstance(damage, IntakeError)
    assert "damaged tar archive" in damage.reason
    (empty,) = found(tmp_path, packed({"a.png": b"\x89PNG\r\n\x1a\n"}))
    assert isinstance(empty, IntakeError)
    assert "without reports" in empty.reason
    monkeypatch.setattr("reportedly.intake.tar.UNPACKED", 10_000)
    assert [type(item) for item in found(tmp_path, raw, "b.tar")] == [Report, IntakeError]
