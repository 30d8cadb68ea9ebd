"""Formats, and how to recognise them: by name, media type or first bytes."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath


class Kind(StrEnum):
    """A format that holds reports."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    FEED = "feed"


SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".xml": Kind.FEED,
}
"""The files of a folder that are read."""
MEDIA_TYPES = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/jsonl": Kind.JSONL,
    "application/x-ndjson": Kind.JSONL,
}
BEGINNING = 1024
"""Bytes that are enough to recognise a format."""

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_ROW = re.compile(rb'\s*\{\s*"')


def kind_of(name: str, beginning: bytes, media_type: str = "") -> Kind:
    """The format: by a known media type, else a known suffix, else the first bytes, else text."""
    named = MEDIA_TYPES.get(media_type) or SUFFIXES.get(PurePath(name).suffix.lower())
    if named:
        return named
    head = beginning[:BEGINNING].removeprefix(b"\xef\xbb\xbf")
    if _ROW.match(head):
        return Kind.JSONL
    if _HTML.match(head):
        return Kind.HTML
    if head.lstrip().startswith(b"<") and _FEED.search(head):
        return Kind.FEED
    return Kind.TEXT
