"""What documents have in common: bounds on what they unpack to, safe XML, and the report of their paragraphs."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.intake.zip import UNPACKING_ERRORS, open_zip
from reportedly.model import Report

if TYPE_CHECKING:
    import zipfile
    from datetime import datetime

    from lxml.etree import _Element

UNPACKED = 300_000_000
"""Bytes that the parts of one document may unpack to."""
LONGEST_PART = 50_000_000
"""Bytes of one part of XML: markup is many times longer than its words."""

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")


def needs(extra: str, where: str, what: str) -> IntakeError:
    """The error that a format needs an extra that is not installed."""
    return IntakeError(where, f"is {what}, which needs the extra `{extra}`: pip install 'reportedly[{extra}]'")


def report_of_paragraphs(
    paragraphs: list[str], where: str, *, title: str | None = None, published: datetime | None = None
) -> Report:
    """A report of paragraphs; a first paragraph that repeats the title is left out."""
    lines = [line for p in paragraphs if (line := " ".join(_CONTROL.sub(" ", p).split()))]
    title = " ".join((title or "").split()) or None
    if title and len(lines) > 1 and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    text = "\n\n".join(lines)
    check_text(text, where)
    return Report(text=text, title=title, published_at=published)


def open_document(raw: bytes, where: str) -> zipfile.ZipFile:
    """A document that is a ZIP archive, if what it unpacks to is within bounds."""
    archive = open_zip(io.BytesIO(raw), where, "document")
    if sum(part.file_size for part in archive.infolist()) > UNPACKED:
        raise IntakeError(where, f"unpacks to more than {UNPACKED // 1_000_000} MB, which no document should")
    return archive


def xml_part(archive: zipfile.ZipFile, name: str, where: str) -> _Element | None:
    """The root of one part of a document; None if there is no such part."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > LONGEST_PART:
        raise IntakeError(where, f"{name} is larger than {LONGEST_PART // 1_000_000} MB: split the document")
    try:
        raw = archive.read(info)
    except UNPACKING_ERRORS as problem:
        raise IntakeError(where, f"{name} cannot be unpacked ({problem})") from None
    return parse_xml(raw, where)


def parse_xml(raw: bytes, where: str) -> _Element:
    """The root of XML; no entity is expanded and nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise IntakeError(where, f"is not well-formed XML ({problem})") from None
