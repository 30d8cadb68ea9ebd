"""Formats, and how to recognise them: by their bytes, then by media type or name.

A format with an unmistakable beginning (PDF, mail, WARC, ...) is recognised by it whatever its name is. The others
(text, HTML, JSON Lines, feeds) go by media type or name first, since any text can look like them.
"""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO


class Kind(StrEnum):
    """A format that holds reports."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    FEED = "feed"
    PDF = "pdf"
    RTF = "rtf"
    DOCX = "docx"
    ODT = "odt"
    MAIL = "mail"
    MBOX = "mbox"
    MHTML = "mhtml"
    WARC = "warc"
    WACZ = "wacz"
    NITF = "nitf"
    NEWSML = "newsml"
    ZIP = "zip"
    GZIP = "gzip"


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
    ".pdf": Kind.PDF,
    ".rtf": Kind.RTF,
    ".docx": Kind.DOCX,
    ".odt": Kind.ODT,
    ".eml": Kind.MAIL,
    ".mbox": Kind.MBOX,
    ".mhtml": Kind.MHTML,
    ".mht": Kind.MHTML,
    ".warc": Kind.WARC,
    ".wacz": Kind.WACZ,
    ".zip": Kind.ZIP,
    ".gz": Kind.GZIP,
}
"""The files of a folder that are read."""
MEDIA_TYPES = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/jsonl": Kind.JSONL,
    "application/x-ndjson": Kind.JSONL,
    "message/rfc822": Kind.MAIL,
    "application/mbox": Kind.MBOX,
}
BEGINNING = 1024
"""Bytes that are enough to recognise a format."""

_MAGIC = {
    b"%PDF-": Kind.PDF,
    b"{\\rtf": Kind.RTF,
    b"WARC/": Kind.WARC,
    b"PK\x03\x04": Kind.ZIP,
    b"\x1f\x8b": Kind.GZIP,
}
_HEADER = re.compile(
    rb"^(?:from|to|cc|subject|date|sender|reply-to|message-id|received|return-path|delivered-to|mime-version"
    rb"|content-type|content-transfer-encoding|list-id|x-[a-z-]+|dkim-signature|snapshot-content-location)(?=:)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*")
_MHTML = re.compile(rb"^(?:snapshot-content-location:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
_MBOX = re.compile(rb"From \S[^\r\n]*\r?\n(?=[!-9;-~]+:)")
_XML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:\w+:)?(\w+)[\s>/]", re.DOTALL)
_ROOTS = {
    b"nitf": Kind.NITF,
    b"newsMessage": Kind.NEWSML,
    b"newsItem": Kind.NEWSML,
    b"packageItem": Kind.NEWSML,
    b"rss": Kind.FEED,
    b"feed": Kind.FEED,
    b"RDF": Kind.FEED,
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_ROW = re.compile(rb'\s*\{\s*"')


def kind_of(name: str, beginning: bytes, media_type: str = "") -> Kind:
    """The format: by an unmistakable beginning, else a known media type, else a known suffix, else the bytes."""
    head = beginning[:BEGINNING].removeprefix(b"\xef\xbb\xbf")
    sure = _unmistakable(head)
    if sure:
        return sure
    named = MEDIA_TYPES.get(media_type) or SUFFIXES.get(PurePath(name).suffix.lower())
    if named and named not in _MAGIC.values():
        return named
    if _ROW.match(head):
        return Kind.JSONL
    if _HTML.match(head):
        return Kind.HTML
    return Kind.TEXT


def kind_of_zip(stream: BinaryIO) -> Kind:
    """The format of a ZIP archive: a document or a web archive by the parts that it must have, else ZIP."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return Kind.ZIP
    finally:
        stream.seek(0)
    if "word/document.xml" in names:
        return Kind.DOCX
    if {"mimetype", "content.xml"} <= names:
        return Kind.ODT
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return Kind.WACZ
    return Kind.ZIP


def _unmistakable(head: bytes) -> Kind | None:
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    root = _XML.match(head)
    if root and root.group(1) in _ROOTS:
        return _ROOTS[root.group(1)]
    envelope = _MBOX.match(head)
    if envelope and _is_mail(head[envelope.end() :]):
        return Kind.MBOX
    if _is_mail(head):
        return Kind.MHTML if _MHTML.search(_headers(head)) else Kind.MAIL
    return None


def _headers(head: bytes) -> bytes:
    found = _HEADERS.match(head)
    return found.group() if found else b""


def _is_mail(head: bytes) -> bool:
    """True if it begins with header lines, three of them of mail, or two where one names the content."""
    names = {name.lower() for name in _HEADER.findall(_headers(head))}
    return len(names) > 2 or (len(names) == 2 and not names.isdisjoint({b"mime-version", b"content-type"}))
