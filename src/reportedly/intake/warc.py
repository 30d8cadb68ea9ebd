"""Web archives (WARC) by warcio: the captured pages, each with its address, time of capture and digest.

The id of a report is the digest of what was captured and the time, `sha1:...@2024-05-13T10:00:00Z`, so that the
evidence can be found again. A page that does not say when it was published gets the time of capture.
"""

from __future__ import annotations

import gzip
import io
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import urldefrag, urlsplit

from reportedly.errors import IntakeError
from reportedly.intake.content import LARGEST_DOCUMENT, read_content, with_address
from reportedly.intake.dates import moment_of
from reportedly.intake.document import needs
from reportedly.intake.tally import Tally, show
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given

_PAGES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
    "application/vnd.oasis.opendocument.text",
    "application/rtf",
)
"""Types of what may be a page; others are parts of pages (pictures, scripts, styles)."""
_CAPTURES = frozenset(("response", "resource", "conversion"))
_UNCOUNTED = frozenset(("warcinfo", "request", "metadata"))
_OK = "200"


class _Headers(Protocol):
    def get_header(self, name: str) -> str | None: ...


class _Checker(Protocol):
    passed: bool | None
    problems: list[str]


class _Stream(Protocol):
    def read(self, size: int) -> bytes: ...


class _Record(Protocol):
    rec_type: str
    rec_headers: _Headers
    http_headers: _Headers | None
    digest_checker: _Checker
    raw_stream: object

    def content_stream(self) -> _Stream: ...


def read_warc(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the captured pages, in the order of the archive; what is no page is counted by its kind."""
    tally = Tally(given.where)
    yield from pages_in(stream, given, tally)
    if not tally.found and not tally.failed:
        yield IntakeError(given.where, "is a web archive without pages")
    tally.say()


def pages_in(
    stream: io.BufferedReader, given: Given, tally: Tally, wanted: dict[str, bool] | None = None
) -> Iterator[Report | IntakeError]:
    """The reports of the captured pages; if `wanted` is given, of these addresses only, which it marks as found."""
    try:
        for record in _records(stream, given.where):
            yield from tally.counted(_record(record, given, tally, wanted))
    except _Damaged as problem:
        tally.failed += 1
        yield IntakeError(given.where, f"is damaged and was read up to there ({problem})")


class _Damaged(Exception):
    """The library could not go on."""


def _records(stream: io.BufferedReader, where: str) -> Iterator[_Record]:
    """The records, compressed one by one as they should be, or the whole file at once."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise needs("documents", where, "a web archive (WARC)") from None
    start = stream.tell() if stream.seekable() else None
    records, seen, whole = ArchiveIterator(stream, check_digests=True, arc2warc=True), 0, False
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except Exception as problem:  # a damaged archive raises anything in the library
            if whole or start is None or "gzip" not in str(problem):
                raise _Damaged(str(problem).partition("\n")[0] or type(problem).__name__) from problem
            stream.seek(start)
            unpacked = io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=stream)))
            records, whole = islice(ArchiveIterator(unpacked, check_digests=True, arc2warc=True), seen, None), True
            continue
        seen += 1
        yield record


def _record(
    record: _Record, given: Given, tally: Tally, wanted: dict[str, bool] | None
) -> Iterator[Report | IntakeError]:
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    reason = _why_no_page(record, address)
    if reason is not None:
        if reason:
            tally.leave_out(address, reason)
        return
    if wanted is not None:
        if urldefrag(address).url not in wanted:
            tally.leave_out(address, "not in the list of pages")
            return
        wanted[urldefrag(address).url] = True
    here = replace(given, where=f"{given.where}!{address or record.rec_type}")
    body = record.content_stream().read(LARGEST_DOCUMENT + 1)
    if len(body) > LARGEST_DOCUMENT:
        raise IntakeError(here.where, f"is larger than {LARGEST_DOCUMENT // 1_000_000} MB")
    while record.content_stream().read(65_536):
        pass  # to the end, so that the digest is compared
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise IntakeError(here.where, "is cut off: the archive ends within the page")
    if record.digest_checker.passed is False:
        if any("block digest failed" in problem for problem in record.digest_checker.problems):
            raise IntakeError(here.where, "does not fit its digest: it was damaged or altered after it was captured")
        show(f"{here.where}: the digest of its payload does not fit what is in the archive")
    yield from _reports(record, body, address, here)


def _reports(record: _Record, body: bytes, address: str, given: Given) -> Iterator[Report | IntakeError]:
    media, charset = _type_of(record)
    within = replace(
        given,
        name=urlsplit(address).path,
        kind=None,
        media_type="text/plain" if record.rec_type == "conversion" else media,
        encoding=charset,
        named=False,
        depth=given.depth + 1,
    )
    captured = record.rec_headers.get_header("WARC-Date") or ""
    digest = record.rec_headers.get_header("WARC-Payload-Digest") or record.rec_headers.get_header("WARC-Block-Digest")
    evidence = f"{digest}@{captured}" if digest else ""
    number = 0
    for found in with_address(read_content(body, within), address) if address else read_content(body, within):
        if isinstance(found, IntakeError):
            yield found
            continue
        number += 1
        yield replace(
            found,
            id=f"{evidence}#{number}" if evidence and number > 1 else evidence,
            published_at=found.published_at or moment_of(captured),
        )


def _why_no_page(record: _Record, address: str) -> str | None:
    """Why a record holds no page, empty for one that is none of what was captured; None for a page."""
    if record.rec_type in _UNCOUNTED:
        return ""
    if record.rec_type not in _CAPTURES:
        return "that repeat an earlier capture" if record.rec_type == "revisit" else f"of the kind {record.rec_type}"
    media, _ = _type_of(record)
    status = getattr(record.http_headers, "get_statuscode", lambda: _OK)()
    if status != _OK:
        return f"answered {status}"
    if urlsplit(address).scheme not in ("http", "https") or urlsplit(address).path == "/robots.txt":
        return "no pages of the web"
    return None if media.startswith(_PAGES) or record.rec_type == "conversion" else f"of the type {media or 'unknown'}"


def _type_of(record: _Record) -> tuple[str, str | None]:
    """Media type and charset of what was captured."""
    headers = record.http_headers or record.rec_headers
    media, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    charset = rest.partition("charset=")[2].strip("\"' ").split(";")[0]
    return media.strip().lower(), charset or None
