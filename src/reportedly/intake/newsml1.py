"""Reports of agencies in NewsML 1: the words of each news item, in NITF, XHTML or plain text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.dates import moment_of
from reportedly.intake.document import parse_xml, report_of_paragraphs
from reportedly.intake.newsml import WITHDRAWN
from reportedly.intake.nitf import first, name_of, paragraphs_of, report_of_nitf, with_dateline, words_of
from reportedly.intake.tally import Tally
from reportedly.language import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from reportedly.intake.content import Given
    from reportedly.model import Report

_DATES = ("DateLineDate", "ThisRevisionCreated", "FirstCreated", "DateAndTime", "DateId")
_CAPTIONS = ("caption", "photo", "image", "thumbnail", "graphic")
"""Roles of parts whose words are of a picture."""


def read_newsml1(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the news items; pictures and items that were taken back are counted and named."""
    root = parse_xml(raw, given.where)
    tally = Tally(given.where)
    items = [item for item in root.iter() if name_of(item) == "NewsItem"]
    for number, item in enumerate(items, 1):
        name = words_of(first(item, "PublicIdentifier")) or words_of(first(item, "NewsItemId")) or f"item {number}"
        state = _formal(first(item, "Status")).lower()
        content = _content(item)
        if state in WITHDRAWN:
            tally.leave_out(name, f"{state} by the agency")
        elif content is None:
            tally.leave_out(name, "without words of its own")
        else:
            here = f"{given.where}!{name}" if len(items) > 1 else given.where
            yield from tally.counted(_report(item, content, name, replace(given, where=here)))
    if not tally.found and not tally.failed:
        left = f": it holds {len(items)} items without text" if items else ""
        yield IntakeError(given.where, f"is NewsML without reports{left}")
    tally.say()


def _content(item: _Element) -> _Element | None:
    """The content with the most words that is no caption of a picture."""
    contents = [c for c in item.iter() if name_of(c) == "DataContent" and not _is_caption(c)]
    return max((c for c in contents if words_of(c)), key=lambda c: len(words_of(c)), default=None)


def _is_caption(content: _Element) -> bool:
    for element in content.iterancestors():
        if name_of(element) == "NewsItem":
            return False
        role = next((_formal(inner) for inner in element if name_of(inner) in ("Role", "MediaType")), "")
        if role.lower().startswith(_CAPTIONS):
            return True
    return False


def _report(item: _Element, content: _Element, name: str, given: Given) -> Iterator[Report]:
    where = given.where
    nitf = first(content, "nitf")
    title = words_of(first(item, "HeadLine"))
    when = next((when for name in _DATES if (when := moment_of(words_of(first(item, name))))), None)
    if nitf is not None:
        report = report_of_nitf(nitf, where, when or given.published)
    else:
        paragraphs = list(paragraphs_of(content)) or [words_of(content)]
        if len(content) == 0:  # plain text, with an empty line between paragraphs
            paragraphs = [" ".join(block.split()) for block in (content.text or "").split("\n\n") if block.strip()]
        dateline = words_of(first(item, "DateLine"))
        byline = words_of(first(item, "ByLine"))
        report = report_of_paragraphs([byline, *with_dateline(paragraphs, dateline)], where, title=title)
    language = _formal(first(item, "Language")) or content.get("{http://www.w3.org/XML/1998/namespace}lang")
    yield replace(
        report,
        id="",
        title=title or report.title,
        outlet=_provider(item) or report.outlet,
        url=report.url or (name if name.startswith(("urn:", "http")) else None),
        published_at=when or report.published_at or given.published,
        language=code_of(language or None),
    )


def _provider(item: _Element) -> str | None:
    """The agency: the party that provides the item, or that its credit line names."""
    provider = first(item, "Provider")
    party = first(provider, "Party") if provider is not None else None
    return _formal(party) or words_of(first(item, "CreditLine")) or words_of(first(item, "ProviderId")) or None


def _formal(element: _Element | None) -> str:
    return (element.get("FormalName") or "").strip() if element is not None else ""
