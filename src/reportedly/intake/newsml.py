"""Reports of agencies in NewsML-G2: the text items of a message, in NITF, XHTML or plain text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.dates import moment_of
from reportedly.intake.document import parse_xml, report_of_paragraphs
from reportedly.intake.nitf import first, name_of, paragraphs_of, report_of_nitf, with_dateline, words_of
from reportedly.intake.tally import Tally
from reportedly.language import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

    from reportedly.intake.content import Given
    from reportedly.model import Report

WITHDRAWN = ("canceled", "cancelled", "withheld")
"""States of publication (IPTC) of what an agency has taken back, in both spellings."""


def read_newsml(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the text items; pictures, packages and withdrawn items are counted and named."""
    where = given.where
    root = parse_xml(raw, where)
    tally = Tally(where)
    items = [item for item in root.iter() if name_of(item) in ("newsItem", "packageItem")]
    for item in items:
        name = item.get("guid") or "an item"
        reason = _why_no_report(item)
        if reason:
            tally.leave_out(name, reason)
        else:
            here = f"{where}!{name}" if len(items) > 1 else where
            yield from tally.counted(_report(item, here, given.published))
    if not tally.found and not tally.failed:
        left = f": it holds {len(items)} items without text" if items else ""
        yield IntakeError(where, f"is NewsML-G2 without reports{left}")
    tally.say()


def _why_no_report(item: _Element) -> str | None:
    if name_of(item) == "packageItem":
        return "that only list other items"
    status = first(item, "pubStatus")
    state = (status.get("qcode") or "").rpartition(":")[2] if status is not None else ""
    if state in WITHDRAWN:
        return f"{state} by the agency"
    kind = first(item, "itemClass")
    code = (kind.get("qcode") or "").rpartition(":")[2] if kind is not None else ""
    return f"of the class {code}" if code and code != "text" else None


def _report(item: _Element, where: str, published: datetime | None) -> Iterator[Report]:
    content = first(item, "contentSet")
    if content is None:
        raise IntakeError(where, "has no content")
    nitf = first(content, "nitf")
    remote = first(content, "remoteContent")
    meta = first(item, "contentMeta")
    title = words_of(first(meta if meta is not None else item, "headline"))
    when = _date(item)
    if nitf is not None:
        report = report_of_nitf(nitf, where, when or published)
    else:
        paragraphs = list(_paragraphs(content))
        if not paragraphs and remote is not None:
            raise IntakeError(where, f"holds no words; they are at {remote.get('href')}: read that address")
        if not paragraphs:
            raise IntakeError(where, "holds no words")
        byline = words_of(first(meta, "by")) if meta is not None else ""
        dateline = words_of(first(meta, "dateline")) if meta is not None else ""
        report = report_of_paragraphs([byline, *with_dateline(paragraphs, dateline)], where, title=title)
    language = first(meta, "language") if meta is not None else None
    yield replace(
        report,
        id="",
        title=title or report.title,
        outlet=_provider(item) or report.outlet,
        url=report.url or item.get("guid"),
        published_at=when or report.published_at or published,
        language=code_of(language.get("tag") if language is not None else None),
    )


def _paragraphs(content: _Element) -> Iterator[str]:
    for part in content:
        if name_of(part) == "inlineXML":
            for inner in part:
                yield from paragraphs_of(inner)
        elif name_of(part) == "inlineData":
            yield from (" ".join(block.split()) for block in (part.text or "").split("\n\n") if block.strip())


def _provider(item: _Element) -> str | None:
    """The agency: its name, or the last part of its code."""
    for name in ("provider", "infoSource", "copyrightHolder"):
        element = first(item, name)
        if element is not None:
            code = (element.get("qcode") or "").rpartition(":")[2] or element.get("literal")
            return words_of(first(element, "name")) or code or None
    return None


def _date(item: _Element) -> datetime | None:
    """The time of this version: a correction has its own."""
    for name in ("versionCreated", "contentModified", "contentCreated", "firstCreated"):
        when = moment_of(words_of(first(item, name)))
        if when:
            return when
    return None
