"""Reports of agencies in NITF: headline, byline, dateline and paragraphs, with the day of issue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.intake.dates import moment_of
from reportedly.intake.document import parse_xml, report_of_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml.etree import _Element

    from reportedly.errors import IntakeError
    from reportedly.intake.content import Given
    from reportedly.model import Report

_BLOCKS = frozenset(("p", "hl2", "li", "dt", "dd", "tr", "pre", "h1", "h2", "h3", "h4"))
_NO_TEXT = frozenset(("media", "object", "script", "style", "figure", "nitf-table-metadata", "head", "hl1"))
_DATES = (("date.release", "norm"), ("date.issue", "norm"), ("pubdata", "date.publication"), ("story.date", "norm"))


def read_nitf(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The report in a file of NITF; the encoding is that of its declaration."""
    yield report_of_nitf(parse_xml(raw, given.where), given.where, given.published)


def report_of_nitf(root: _Element, where: str, published: datetime | None) -> Report:
    """The report in an element `nitf`, in any namespace."""
    title = words_of(first(root, "hl1")) or words_of(first(root, "hedline")) or words_of(first(root, "title"))
    byline = words_of(first(root, "byline"))
    content = first(root, "body.content")
    paragraphs = paragraphs_of(content if content is not None else root)
    dateline = words_of(first(root, "dateline"))
    pub = first(root, "pubdata")
    holder = first(root, "doc.copyright")
    report = report_of_paragraphs([byline, *with_dateline(paragraphs, dateline)], where, title=title)
    return replace(
        report,
        id="",
        outlet=(pub.get("name") if pub is not None else None)
        or words_of(first(root, "distributor"))
        or (holder.get("holder") if holder is not None else None)
        or None,
        url=(pub.get("ex-ref") if pub is not None else None) or None,
        published_at=_date(root) or published,
    )


def with_dateline(paragraphs: Iterable[str], dateline: str) -> list[str]:
    """The paragraphs, the first of them after the dateline if it does not begin with it."""
    found = list(paragraphs)
    if dateline and found and not found[0].casefold().startswith(dateline.casefold()[:12]):
        found[0] = f"{dateline.rstrip(' -–—')} — {found[0]}"
    return found


def paragraphs_of(element: _Element) -> Iterator[str]:
    """The words of each block, without those of pictures; a row of a table is one."""
    name = name_of(element)
    if name in _NO_TEXT:
        return
    if name == "tr":
        if row := " | ".join(words for cell in element if (words := words_of(cell))):
            yield row
    elif name in _BLOCKS and not any(name_of(inner) in _BLOCKS for inner in element.iterdescendants()):
        if words := words_of(element):
            yield words
    else:
        if element.text and element.text.strip() and len(element) == 0:
            yield " ".join(element.text.split())
        for inner in element:
            yield from paragraphs_of(inner)


def first(root: _Element, name: str) -> _Element | None:
    """The first element of that name, in any namespace."""
    return next((element for element in root.iter() if name_of(element) == name), None)


def words_of(element: _Element | None) -> str:
    """All words of an element on one line."""
    return " ".join("".join(_texts(element)).split()) if element is not None else ""


def name_of(element: _Element) -> str:
    """The name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _texts(element: _Element) -> Iterable[str]:
    yield element.text or ""
    for inner in element:
        if name_of(inner) and name_of(inner) not in _NO_TEXT:
            yield from _texts(inner)
        yield inner.tail or ""


def _date(root: _Element) -> datetime | None:
    for name, attribute in _DATES:
        element = first(root, name)
        when = moment_of(element.get(attribute) or words_of(element)) if element is not None else None
        if when:
            return when
    return None
