"""Formats by their bytes, media types and names."""

from __future__ import annotations

import pytest

from reportedly.intake.kind import Kind, kind_of


@pytest.mark.parametrize(
    ("name", "beginning", "kind"),
    [
        ("a.txt", b"<!doctype html><p>", Kind.HTML),
        ("a.txt", b"<p>words", Kind.TEXT),
        ("a.md", b"# Words", Kind.MARKDOWN),
        ("a.HTM", b"words", Kind.HTML),
        ("a.ndjson", b"", Kind.JSONL),
        ("a", b'\xef\xbb\xbf {"text": ""}', Kind.JSONL),
        ("a", b"\n<!DOCTYPE html>", Kind.HTML),
        ("a", b'<?xml version="1.0"?><!-- x --><html lang="en">', Kind.HTML),
        ("a", b'<?xml version="1.0"?>\n<rss version="2.0">', Kind.FEED),
        ("a.json", b'{"text": "x"}', Kind.JSONL),
        ("a", b"Talks {failed}", Kind.TEXT),
        ("", b"", Kind.TEXT),
        # a table by its columns
        ("a.txt", b"title;body;date\nA;B;C\n", Kind.TABLE),
        ("a", b'"url","title","text"\n', Kind.TABLE),
        ("a.txt", b"The mayor, who had left, said so.\n", Kind.TEXT),
        ("a.txt", b"Date: Monday\nText of the report", Kind.TEXT),
        ("a.csv", b"<!doctype html><html>", Kind.HTML),
        ("a.csv", b'{"text": "x"}\n', Kind.JSONL),
        # JSON by its first object
        ("a.txt", b'[\n {"text": "x"}]', Kind.JSON),
        ("a.bin", b'\xef\xbb\xbf[\n  {"text": "Norway said so."}]', Kind.JSON),
        ("a", b'{\n "text": "x"\n}', Kind.JSON),
        ("a.json", b'{"text": "x"}\n{"text": "y"}', Kind.JSONL),
        ("a.json", b'{"text": "' + b"x" * 2000, Kind.JSON),
        ("a", b'{"text": "' + b"x" * 2000, Kind.JSONL),
        ("a.txt", b"[Reuters] The mayor left.", Kind.TEXT),
    ],
)
def test_the_kind_of_a_file(name: str, beginning: bytes, kind: Kind) -> None:
    assert kind_of(name, beginning) is kind


def test_a_media_type_goes_before_a_name() -> None:
    assert kind_of("/feed.xml", b"", "text/html") is Kind.HTML
    assert kind_of("/talks.html", b"", "text/plain") is Kind.HTML
