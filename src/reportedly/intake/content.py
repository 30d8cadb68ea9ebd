"""From the bytes of one file, page or part to its reports, by the reader of its format.

Readers are imported where they are used: some need heavy libraries, and some are extras.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from reportedly import time_limit
from reportedly.errors import IntakeError
from reportedly.intake.encoding import LARGEST
from reportedly.intake.kind import (
    BEGINNING,
    UTF16_MARKS,
    WARC_MARKS,
    Kind,
    is_tar,
    kind_of,
    kind_of_zip,
    unpacked_beginning,
)
from reportedly.intake.refusals import refuse_other
from reportedly.model import Report
from reportedly.model.report import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

_ZIPPED = frozenset((Kind.ZIP, Kind.DOCX, Kind.ODT, Kind.WACZ, Kind.MASTODON, Kind.X_ARCHIVE))
LARGEST_DOCUMENT = 100_000_000
"""Bytes of a document with pictures or of a mail with attachments; its words may be as long as other text."""
PER_BYTE = 0.00005
"""Seconds more than the least time that taking in may last, for each byte."""
DEEPEST = 3
"""Containers within each other: a mail in a mailbox in an archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of a file before it is read."""

    where: str
    """Its name for the user: a path, an address, `archive.zip!part.html`."""
    name: str = ""
    """Its file name; empty if it has none."""
    published: datetime | None = None
    """Dates reports that have no date."""
    kind: Kind | None = None
    media_type: str = ""
    encoding: str | None = None
    named: bool = True
    """True if the file name can stand for the headline of a document without one."""
    depth: int = 0
    """In how many containers it is."""
    columns: tuple[tuple[str, str], ...] = ()
    """Fields of reports and the columns of tables that hold them, as the user says."""
    fetches: bool = False
    """True if the addresses that a table lists without texts are to be fetched."""
    private: bool | None = None
    """True if addresses in private networks may be fetched; None takes the setting."""

    def part(self, name: str, *, media_type: str = "", encoding: str | None = None) -> Given:
        """The same for a part of a container."""
        return replace(
            self,
            where=f"{self.where}!{name}",
            name=name,
            kind=None,
            media_type=media_type,
            encoding=encoding,
            named=True,
            depth=self.depth + 1,
        )


_READERS = {
    Kind.TEXT: ("text", "read_texts"),
    Kind.MARKDOWN: ("markdown", "read_markdown"),
    Kind.HTML: ("html", "read_articles"),
    Kind.FEED: ("feed", "read_feed"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.RTF: ("rtf", "read_rtf"),
    Kind.DOCX: ("docx", "read_docx"),
    Kind.ODT: ("odt", "read_odt"),
    Kind.TABLE: ("table", "read_table"),
    Kind.PARQUET: ("parquet", "read_parquet"),
    Kind.JSON: ("json", "read_json"),
    Kind.NITF: ("nitf", "read_nitf"),
    Kind.NEWSML: ("newsml", "read_newsml"),
    Kind.NEWSML_1: ("newsml1", "read_newsml1"),
    Kind.SUBTITLES: ("subtitles", "read_subtitles"),
    Kind.BLUESKY: ("bluesky", "read_repository"),
    Kind.X_POSTS: ("x_archive", "read_posts"),
}
"""Readers of the bytes of a whole file: module and function."""
_CONTAINERS = {
    Kind.MAIL: ("mail", "read_mail"),
    Kind.MBOX: ("mail", "read_mailbox"),
    Kind.MHTML: ("mhtml", "read_mhtml"),
    Kind.ZIP: ("zip", "read_zip"),
    Kind.GZIP: ("gzip", "read_gzip"),
    Kind.TAR: ("tar", "read_tar"),
    Kind.WARC: ("warc", "read_warc"),
    Kind.WACZ: ("wacz", "read_wacz"),
    Kind.MASTODON: ("mastodon", "read_archive"),
    Kind.X_ARCHIVE: ("x_archive", "read_archive"),
}
"""Readers of a stream with parts of other formats."""
_TABLES = frozenset((Kind.TABLE, Kind.PARQUET, Kind.JSON))
"""Formats with rows, whose addresses may be fetched."""
_LARGE = _TABLES | {Kind.PDF, Kind.RTF, Kind.DOCX, Kind.ODT, Kind.BLUESKY, Kind.X_POSTS}
"""Formats that may be larger than text."""
_UNMISTAKABLE = frozenset((Kind.PDF, Kind.RTF, Kind.DOCX, Kind.ODT, Kind.PARQUET, Kind.BLUESKY))
"""Formats that are recognised by their first bytes, so that no other kind need be looked for."""

_TITLED_BY_NAME = frozenset((Kind.TEXT, Kind.PDF, Kind.RTF, Kind.DOCX, Kind.ODT, Kind.MARKDOWN, Kind.SUBTITLES))
"""Formats whose reports have the name of the file as their title if they have no headline: a brief has to cite them."""


def read_stream(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The reports in a file; rows and containers are read piece by piece, other formats as a whole."""
    beginning = stream.peek(BEGINNING)[:BEGINNING]
    kind = given.kind or kind_of(given.name, beginning, given.media_type)
    if kind is Kind.JSONL:
        from reportedly.intake.json import row_reader
        from reportedly.intake.jsonl import read_jsonl

        refuse_other(beginning, given.where)
        wide = beginning[:2] in UTF16_MARKS
        yield from read_jsonl(stream, given.where, given.published, wide=wide, otherwise=row_reader(given))
        return
    if kind is Kind.GZIP:
        unpacked = unpacked_beginning(beginning)
        if unpacked.startswith(WARC_MARKS):
            kind = Kind.WARC  # each of its records is compressed by itself
        elif is_tar(unpacked):
            kind = Kind.TAR
    if kind in _ZIPPED:
        stream = _seekable(stream, given.where)
        kind = kind_of_zip(stream)
    if kind in _CONTAINERS:
        yield from _container(stream, kind, given)
    else:
        raw = stream.read((LARGEST_DOCUMENT if kind in _LARGE else LARGEST) + 1)
        yield from _whole(raw, kind, given)


def _seekable(stream: io.BufferedReader, where: str) -> io.BufferedReader:
    """The same bytes with a way back: those of standard input are kept in memory."""
    if stream.seekable():
        return stream
    raw = stream.read(LARGEST_DOCUMENT + 1)
    if len(raw) > LARGEST_DOCUMENT:
        raise IntakeError(where, f"is larger than {LARGEST_DOCUMENT // 1_000_000} MB: give it as a file")
    return io.BufferedReader(io.BytesIO(raw))


def read_content(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports in bytes: an answer of a server or a part of a container."""
    yield from read_stream(io.BufferedReader(io.BytesIO(raw)), given)


def with_address(items: Iterable[Report | IntakeError], url: str) -> Iterator[Report | IntakeError]:
    """The reports of a page; those without an address get that of the page.

    Several of one page are told apart by a fragment of it: two reports at one address would revise each other.
    """
    found = list(items)
    several = sum(isinstance(item, Report) for item in found) > 1
    for item in found:
        if isinstance(item, Report) and item.url is None:
            fragment = f"#{content_id(item.published_at, item.title or item.text)[:8]}" if several else ""
            yield replace(item, url=f"{url}{fragment}", id="")
        else:
            yield item


def _container(stream: io.BufferedReader, kind: Kind, given: Given) -> Iterator[Report | IntakeError]:
    if given.depth >= DEEPEST:
        raise IntakeError(given.where, f"is more than {DEEPEST} containers deep: unpack it first")
    if not stream.peek(1):
        raise IntakeError(given.where, "is empty")
    module, function = _CONTAINERS[kind]
    yield from getattr(import_module(f"reportedly.intake.{module}"), function)(stream, given)


def _whole(raw: bytes, kind: Kind, given: Given) -> Iterator[Report | IntakeError]:
    where = given.where
    if not raw.strip():
        raise IntakeError(where, "holds no words" if raw else "is empty")
    if kind in _LARGE and len(raw) > LARGEST_DOCUMENT:
        raise IntakeError(where, f"is larger than {LARGEST_DOCUMENT // 1_000_000} MB: split it")
    if kind not in _UNMISTAKABLE:
        refuse_other(raw, where)
    module, function = _READERS.get(kind, _READERS[Kind.TEXT])
    read = getattr(import_module(f"reportedly.intake.{module}"), function)
    found: Iterator[Report | IntakeError] = read(raw, given)
    if not (given.fetches and kind in _TABLES):  # pages that are waited for have time limits of their own
        found = _in_time(found, len(raw), where)
    named = kind in _TITLED_BY_NAME and given.named and given.name
    for item in found:
        if named and isinstance(item, Report) and item.title is None:
            yield replace(item, title=PurePath(given.name).name)
        else:
            yield item


def _in_time(items: Iterator[Report | IntakeError], size: int, where: str) -> Iterator[Report | IntakeError]:
    """The items, if they are found in the time for so many bytes; those found until then go before the error."""
    seconds = time_limit.LEAST + PER_BYTE * size
    found: list[Report | IntakeError] = []
    problem: IntakeError | None = None
    try:
        with time_limit.limited(seconds):
            for item in items:
                found.append(item)  # noqa: PERF402 - what is found stays if the next one fails
    except IntakeError as raised:
        problem = raised
    except time_limit.OutOfTime:
        reason = f"took longer than {seconds:.0f} seconds to take in: save its words as text"
        problem = IntakeError(where, reason)
    yield from found
    if problem:
        raise problem
    if not found:
        raise IntakeError(where, "holds no report")
