"""OpenDocument texts (ODT): headings, paragraphs and rows of tables in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.document import open_document, report_of_paragraphs, xml_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from reportedly.intake.content import Given
    from reportedly.model import Report

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_UNREAD = frozenset(
    (f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms")
)
"""Words that were deleted, footnotes and remarks."""


def read_odt(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The document as one report; its title is that of its properties, or its first heading."""
    where = given.where
    with open_document(raw, where) as archive:
        root = xml_part(archive, "content.xml", where)
        meta = xml_part(archive, "meta.xml", where)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is None:
        raise IntakeError(where, "is an OpenDocument file, but no text: save its words as a text document")
    lines = list(_lines(body))
    named = meta.findtext(f".//{_TITLE}") if meta is not None else None
    title = named or next((text for heading, text in lines if heading), None)
    yield report_of_paragraphs([text for _, text in lines], where, title=title, published=given.published)


def _lines(body: _Element) -> Iterator[tuple[bool, str]]:
    """Each heading or paragraph: True for a heading, and its words."""
    for element in body:
        if element.tag in _UNREAD:
            continue
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield element.tag == f"{_TEXT}h", "".join(_words(element))
        else:
            yield from _lines(element)


def _words(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif isinstance(child.tag, str) and child.tag not in _UNREAD:
            yield from _words(child)
        yield child.tail or ""
