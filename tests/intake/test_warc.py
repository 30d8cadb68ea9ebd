"""WARC and WACZ to reports: pages with address, time of capture and digest."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report
from tests.intake.documents import archive

PAGE = "<!doctype html><html><body><p>The {what} was shut on Monday, the council said.</p></body></html>"
Capture = tuple[str, str, bytes, str]
"""Address, media type, body, status."""


def page(what: str, status: str = "200 OK") -> Capture:
    return (f"https://post.example/{what}", "text/html; charset=utf-8", PAGE.format(what=what).encode(), status)


PICTURE = ("https://post.example/a.png", "image/png", b"\x89PNG", "200 OK")
BRIDGE = ("https://post.example/bridge", "text/plain", b"The bridge was shut on Monday, the council said.", "")


def sha1(raw: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(raw).digest()).decode()


def record(kind: str, block: bytes, *headers: str) -> bytes:
    """One record of a WARC, written by hand."""
    lines = ("WARC/1.0", f"WARC-Type: {kind}", "WARC-Record-ID: <urn:uuid:1>", "WARC-Date: 2024-05-13T10:00:00Z")
    head = "\r\n".join((*lines, *headers, f"Content-Length: {len(block)}"))
    return head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def warc(*captures: Capture, packed: bool = True, kind: str = "response", digests: bool = True) -> bytes:
    """A WARC with these captures; each record is compressed by itself."""
    records = [record("warcinfo", b"software: test\r\n", "Content-Type: application/warc-fields")]
    for address, media, body, status in captures:
        block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body if kind == "response" else body
        headers = [f"WARC-Target-URI: <{address}>"]
        headers.append(f"Content-Type: {'application/http; msgtype=response' if kind == 'response' else media}")
        if digests:
            headers += [f"WARC-Payload-Digest: {sha1(body)}", f"WARC-Block-Digest: {sha1(block)}"]
        records.append(record(kind, block, *headers))
    return b"".join(gzip.compress(r) if packed else r for r in records)


def found(tmp_path: Path, raw: bytes, name: str = "a.warc.gz") -> list[Report | IntakeError]:
    (tmp_path / name).write_bytes(raw)
    return list(reportedly.open_all(tmp_path / name))


@pytest.mark.parametrize(
    "raw",
    [
        warc(page("bridge")),
        warc(page("bridge"), packed=False),
        warc(page("bridge"), kind="resource"),
        warc(BRIDGE, kind="conversion"),
        warc(page("bridge"), digests=False),
        gzip.compress(warc(page("bridge"), packed=False)),
    ],
)
def test_a_captured_page_is_a_report(tmp_path: Path, raw: bytes) -> None:
    (report,) = found(tmp_path, raw)
    assert isinstance(report, Report)
    assert report.text == "The bridge was shut on Monday, the council said."
    assert report.url == "https://post.example/bridge"
    assert report.published_at == datetime(2024, 5, 13, 10, tzinfo=UTC)


def test_digest_and_time_of_capture_are_kept(tmp_path: Path) -> None:
    (report,) = found(tmp_path, warc(page("bridge")))
    assert isinstance(report, Report)
    assert report.id.startswith("sha1:")
    assert report.id.endswith("@2024-05-13T10:00:00Z")


def test_what_is_no_page_is_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    raw = warc(page("bridge"), PICTURE, page("road", "404 Not Found"), page("ferry"))
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        items = found(tmp_path, raw)
    assert [i.url for i in items if isinstance(i, Report)] == [
        "https://post.example/bridge",
        "https://post.example/ferry",
    ]
    assert (
        "2 of 2 reports found; left out: 1 of the type image/png (https://post.example/a.png); 1 answered 404"
        in caplog.text
    )


def test_an_altered_or_cut_archive_is_said_to_be(tmp_path: Path) -> None:
    raw = warc(page("bridge"), page("ferry"), packed=False)
    altered, whole = found(tmp_path, raw.replace(b"The bridge was", b"The bridge is."), "a.warc")
    assert isinstance(altered, IntakeError)
    assert "does not fit its digest" in altered.reason
    assert isinstance(whole, Report)
    for packed in (True, False):
        first, cut = found(tmp_path, warc(page("bridge"), page("ferry"), packed=packed)[:-40])
        assert isinstance(first, Report)
        assert isinstance(cut, IntakeError)
    (empty,) = found(tmp_path, warc(PICTURE))
    assert isinstance(empty, IntakeError)


def wacz(pages: list[str] | None, *, digest: str | None = None) -> bytes:
    """A WACZ with two captured pages and this list of pages."""
    inner = warc(page("bridge"), page("ferry"), PICTURE)
    named = digest or "sha256:" + hashlib.sha256(inner).hexdigest()
    parts: dict[str, str | bytes] = {
        "archive/data.warc.gz": inner,
        "datapackage.json": json.dumps({"resources": [{"path": "archive/data.warc.gz", "hash": named}]}),
    }
    if pages is not None:
        rows = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url, "ts": "x"} for url in pages)]
        parts["pages/pages.jsonl"] = "\n".join(map(json.dumps, rows))
    return archive(parts)


def test_a_package_gives_the_pages_of_its_list(tmp_path: Path) -> None:
    items = found(tmp_path, wacz(["https://post.example/ferry#top", "https://post.example/road"]), "a.wacz")
    assert [i.url for i in items if isinstance(i, Report)] == ["https://post.example/ferry"]
    assert [i.where.partition("!")[2] for i in items if isinstance(i, IntakeError)] == ["https://post.example/road"]
    assert len(found(tmp_path, wacz(None), "b.zip")) == 2


def test_an_altered_package_is_refused(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, wacz(None, digest="sha256:00"), "a.wacz")
    assert isinstance(problem, IntakeError)
    assert "altered after it was packed" in problem.reason


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    (problem,) = found(tmp_path, warc(page("bridge")))
    assert isinstance(problem, IntakeError)
    assert "pip install 'reportedly[documents]'" in problem.reason
