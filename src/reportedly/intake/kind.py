"""Formats, and how to recognise them: by their bytes, then by media type or name.

A format with an unmistakable beginning (PDF, mail, a whole web page, JSON, ...) is recognised by it whatever its name
is. The others (text, Markdown, a piece of HTML) go by media type or name first, since any text can look like them.
"""

from __future__ import annotations

import codecs
import json
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from reportedly.intake.delimiter import is_table
from reportedly.intake.refusals import reason_of, xml_root

if TYPE_CHECKING:
    from typing import BinaryIO


class Kind(StrEnum):
    """A format that holds reports."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"
    PARQUET = "parquet"
    MARKDOWN = "markdown"
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
    NEWSML_1 = "newsml 1"
    BLUESKY = "bluesky"
    MASTODON = "mastodon"
    X_ARCHIVE = "x archive"
    X_POSTS = "x posts"
    SUBTITLES = "subtitles"
    ZIP = "zip"
    GZIP = "gzip"
    TAR = "tar"


SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".json": Kind.JSON,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".tab": Kind.TABLE,
    ".parquet": Kind.PARQUET,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
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
    ".arc": Kind.WARC,
    ".srt": Kind.SUBTITLES,
    ".vtt": Kind.SUBTITLES,
    ".car": Kind.BLUESKY,
    ".zip": Kind.ZIP,
    ".gz": Kind.GZIP,
    ".tgz": Kind.GZIP,
    ".tar": Kind.TAR,
}
"""Formats by the ends of names."""
MEDIA_TYPES = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/jsonl": Kind.JSONL,
    "application/x-ndjson": Kind.JSONL,
    "application/json": Kind.JSON,
    "text/csv": Kind.TABLE,
    "text/tab-separated-values": Kind.TABLE,
    "text/markdown": Kind.MARKDOWN,
    "message/rfc822": Kind.MAIL,
    "application/mbox": Kind.MBOX,
}
BEGINNING = 1024
"""Bytes that are enough to recognise a format."""

_MAGIC = {
    b"%PDF-": Kind.PDF,
    b"{\\rtf": Kind.RTF,
    b"WARC/": Kind.WARC,
    b"filedesc://": Kind.WARC,
    b"window.YTD.": Kind.X_POSTS,
    b"WEBVTT": Kind.SUBTITLES,
    b"PAR1": Kind.PARQUET,
    b"PK\x03\x04": Kind.ZIP,
    b"\x1f\x8b": Kind.GZIP,
}
_BINARY = frozenset(
    (Kind.PDF, Kind.RTF, Kind.WARC, Kind.ZIP, Kind.GZIP, Kind.BLUESKY, Kind.X_POSTS, Kind.PARQUET, Kind.TAR)
)
"""Formats that a file has only if it begins like them, whatever its name is."""
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WARC_MARKS = (b"WARC/", b"filedesc://")
_PDF = re.compile(rb"^%PDF-\d\.\d[^\n]*\n(?:%[^\n]*\n)?\d+ \d+ obj\b", re.MULTILINE)
"""A PDF with something before it, which viewers allow."""
_CAR = re.compile(rb".{1,2}\xa2eroots", re.DOTALL)
"""How a repository of Bluesky begins: a length, then a map of the roots and the version."""
_HEADER = re.compile(
    rb"^(?:from|to|cc|subject|date|sender|reply-to|message-id|received|return-path|delivered-to|mime-version"
    rb"|content-type|content-transfer-encoding|list-id|x-[a-z-]+|dkim-signature|snapshot-content-location)(?=:)",
    re.IGNORECASE | re.MULTILINE,
)
_SRT = re.compile(rb"\s*\d+[ \t]*\r?\n\d{1,2}:\d\d:\d\d[.,]\d{1,3}[ \t]*-->")
_HEADERS = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*")
_MHTML = re.compile(rb"^(?:snapshot-content-location:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
_MBOX = re.compile(rb"From \S[^\r\n]*\r?\n(?=[!-9;-~]+:)")
_ROOTS = {
    b"nitf": Kind.NITF,
    b"newsMessage": Kind.NEWSML,
    b"newsItem": Kind.NEWSML,
    b"packageItem": Kind.NEWSML,
    b"NewsML": Kind.NEWSML_1,
    b"rss": Kind.FEED,
    b"feed": Kind.FEED,
    b"RDF": Kind.FEED,
}
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article|div|p|h1)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(
    rb"\s*+(?:<\?xml[^>]*>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_OBJECT = re.compile(rb'\s*\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:')
_ARRAY = re.compile(rb'\s*\[\s*(?:\{\s*"|\]\s*\Z)')


def kind_of(name: str, beginning: bytes, media_type: str = "") -> Kind:
    """The format: by an unmistakable beginning, else a known media type, else a known suffix, else the bytes."""
    head = _bare_head(beginning)
    sure = _unmistakable(head)
    if sure:
        return sure
    named = MEDIA_TYPES.get(media_type) or SUFFIXES.get(PurePath(name).suffix.lower())
    if _OBJECT.match(head):
        return _kind_of_objects(head, named)
    if named is not Kind.TEXT and named and named not in _BINARY:
        return named
    if is_table(head.decode("utf-8", "replace")):
        return Kind.TABLE
    if named is Kind.TEXT:
        return named
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
    last = {name.rpartition("/")[2] for name in names}
    if {"outbox.json", "actor.json"} <= last:
        return Kind.MASTODON
    if any(name.endswith(("data/tweets.js", "data/tweet.js")) for name in names):
        return Kind.X_ARCHIVE
    return Kind.ZIP


def unpacked_beginning(beginning: bytes) -> bytes:
    """The first bytes of what is compressed with gzip, as far as they can be unpacked."""
    try:
        return zlib.decompressobj(wbits=31).decompress(beginning, BEGINNING)
    except zlib.error:
        return b""


def _bare_head(beginning: bytes) -> bytes:
    """The first bytes without a byte order mark, in UTF-8 if they are marked as UTF-16."""
    head = beginning[:BEGINNING]
    if head.startswith(UTF16_MARKS):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(codecs.BOM_UTF8)


def is_tar(beginning: bytes) -> bool:
    """True if the first header is that of a tar archive (POSIX or GNU)."""
    return beginning[257:262] == b"ustar"


def why_left_out(name: str, beginning: bytes) -> str | None:
    """Why a file of a folder or archive is not read, None if it is: it is of another kind, or nothing shows its kind.

    A file that is given by itself is read where this says "of another kind".
    """
    if _unmistakable(_bare_head(beginning)):
        return None
    what = reason_of(beginning)
    if what:
        return f"of another kind, {what.partition(':')[0]}"
    suffix = PurePath(name).suffix.lower()
    if suffix in SUFFIXES or (not suffix and 0 not in beginning):
        return None
    return None if kind_of("", beginning) is not Kind.TEXT else "of another kind"


def _kind_of_objects(head: bytes, named: Kind | None) -> Kind:
    """JSON Lines if the first line is a whole object, or is too long to tell and nothing else is said."""
    if named is Kind.JSONL:
        return Kind.JSONL
    line, end, _ = head.strip().partition(b"\n")
    if not end and len(head) >= BEGINNING:
        return Kind.JSON if named is Kind.JSON else Kind.JSONL
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return Kind.JSON
    return Kind.JSONL


def _unmistakable(head: bytes) -> Kind | None:
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if is_tar(head):
        return Kind.TAR
    if _PDF.search(head):
        return Kind.PDF
    if _CAR.match(head):
        return Kind.BLUESKY
    if _SRT.match(head):
        return Kind.SUBTITLES
    root = _ROOTS.get(xml_root(head))
    if root:
        return root
    envelope = _MBOX.match(head)
    if envelope and _is_mail(head[envelope.end() :]):
        return Kind.MBOX
    if _PAGE.match(head):
        return Kind.HTML
    if _ARRAY.match(head):
        return Kind.JSON
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
