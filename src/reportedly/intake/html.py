"""Web pages: the running text, byline and credit lines, and the metadata.

trafilatura finds the text. It removes bylines and credit lines, which show where the words come from; they are
put back.
"""

from __future__ import annotations

import json
import logging
import re
import string
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reportedly.errors import IntakeError
from reportedly.intake.articles import Article, articles_of, drop_trimmings, is_clock, standfirst_of
from reportedly.intake.check import check_text
from reportedly.intake.database import articles_in
from reportedly.intake.dates import clock_of, moment_of
from reportedly.intake.encoding import decode
from reportedly.intake.notices import drop_notices, reason_without_article, split_notices
from reportedly.language import code_of
from reportedly.lexicon import table
from reportedly.model import Report
from reportedly.model.report import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml.html import HtmlElement
    from trafilatura.settings import Document

    from reportedly.intake.content import Given

_LD_BODY = re.compile(r'"articleBody"\s*+:\s*+("(?:[^"\\]|\\.)*+")')
_LOG = logging.getLogger(__name__)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*+=\s*+["']?\s*+([\w-]{2,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,300}\?>")
_DATABASE = re.compile(
    r"\bDocument [A-Z][A-Z0-9]{1,20}\d{4}[a-z0-9]{1,40}\s{0,20}<|ProQuest document|End of Document", re.IGNORECASE
)
"""What pages hold that a newspaper database has written."""
_BYLINE_LENGTH = 150
_CREDIT_LENGTH = 300
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"?([^",}]{8,40})')
_DATE_NAMES = (
    "pubdate publish-date publication_date parsely-pub-date dc.date dc.date.issued dcterms.date dcterms.issued "
    "dcterms.created"
)
_NAME = f'translate(@name, "{string.ascii_uppercase}", "{string.ascii_lowercase}")'
_DATE_PATHS = (
    '//meta[@property="article:published_time" or @property="og:published_time"]/@content',
    '//*[@itemprop="datePublished"]/@content',
    '//*[@itemprop="datePublished"]/@datetime',
    f'//meta[contains(" {_DATE_NAMES} ", concat(" ", {_NAME}, " "))]/@content',
    "//article//time[@pubdate]/@datetime",
)
_BLOCKS = "p|div|li|dd|td|h1|h2|h3|h4|h5|h6|blockquote|pre|section|article|address|span|em|i|small|cite|footer"
_ASIDE = "ancestor-or-self::nav or ancestor-or-self::aside or ancestor-or-self::figure or ancestor-or-self::form"


def _decoded(raw: bytes, where: str, encoding: str | None) -> str:
    """The markup of a page in the encoding that is given, or that it declares."""
    declared = _DECLARED.search(raw[:4096])
    markup = decode(raw, where, encoding or (declared.group(1).decode("ascii") if declared else None))
    return _XML_DECLARATION.sub("", markup.replace("\0", ""), count=1)


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """A page without its notices."""

    page: HtmlElement
    heads: list[str]
    """Its title and main headlines, those of notices too."""
    notices: frozenset[str]
    """The kinds of notices that were left out."""


def _cleaned(markup: str, where: str) -> _Cleaned:
    if not markup.strip():
        raise IntakeError(where, "is empty")
    try:
        page = _page(markup)
        heads = [_line(head.text_content()) for head in page.iter("title", "h1")]
        return _Cleaned(page, heads, drop_notices(page))
    except Exception as problem:  # a hostile page may raise anything in the parser; only this page fails
        raise IntakeError(where, f"cannot be read as a web page ({type(problem).__name__}: {problem})") from problem


def _whole_page(markup: str, cleaned: _Cleaned, where: str, published: datetime | None) -> Report:
    """The page as one report; paragraphs are separated by empty lines, and the headline is the title only."""
    page, notices = cleaned.page, cleaned.notices
    try:
        raised = _raise_asides(page)
        found = _found(_markup(page) if notices or raised else markup)
        title = _line(found.title or "") or None if found else None
        paragraphs, more = split_notices(_with_credits(page, _paragraphs(page, found), title))
        paragraphs = paragraphs or _declared_body(page)
        text = "\n\n".join(paragraphs)
    except Exception as problem:  # a hostile page may raise anything in two parsers; only this page fails
        raise IntakeError(where, f"cannot be read as a web page ({type(problem).__name__}: {problem})") from problem
    reason = reason_without_article(cleaned.heads, paragraphs, notices | more)
    if reason:
        raise IntakeError(where, reason)
    if more & {"paywall"}:
        _LOG.warning("%s: ends at a paywall; only what stands before it is read", where)
    if not text.strip():
        raise IntakeError(where, "is a page without running text: is it written by a script? Save the page as text")
    check_text(text, where)
    return Report(
        text=text,
        outlet=(found.sitename or None) if found else None,
        title=title,
        url=_own_address(page, found.url if found else None),
        published_at=_moment(page, markup, found) or published,
        language=code_of(page.get("lang")),
    )


def read_articles(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports on a page: one an article or post where it has several, else the whole page as one."""
    where, published = given.where, given.published
    markup = _decoded(raw, where, given.encoding)
    database = articles_in(list(_blocks(_page(markup))), where, published) if _DATABASE.search(markup) else None
    if database is not None:
        yield from database
        return
    cleaned = _cleaned(markup, where)
    reports: list[Report] = []
    articles: list[Article] = []
    try:
        articles = articles_of(cleaned.page)
        reports = _several(markup, cleaned.page, articles, published) if articles else []
    except Exception as problem:  # a hostile page may raise anything; it is read as one article, which may fail
        _LOG.info("%s: articles were not told apart: %s: %s", where, type(problem).__name__, problem)
    if len(reports) > 1:
        yield from reports
        return
    if articles:  # they were taken apart
        cleaned = _cleaned(markup, where)
    yield _whole_page(markup, cleaned, where, published)


def _several(markup: str, page: HtmlElement, articles: list[Article], published: datetime | None) -> list[Report]:
    """The reports of a page with several articles or posts; what a live blog says above its posts comes first."""
    found = _found(markup)
    when = _moment(page, markup, found) or published
    above = standfirst_of(page, articles) if articles[0].is_post else []
    reports = [r for a in articles if (r := _of_article(page, found, a, when))]
    return [_standfirst(page, found, above, when), *reports] if above else reports


def _of_article(page: HtmlElement, found: Document | None, article: Article, when: datetime | None) -> Report | None:
    """The report of one article of several; None if it has no words but its head."""
    drop_trimmings(article)
    lines = [line for line in _blocks(article.element) if not is_clock(line)]
    body = [line for line in lines if line != article.title]
    if not body:
        return None
    heads = [article.title] if article.is_post and article.title else []
    if article.clock:
        when = moment_of(article.clock) or (clock_of(article.clock, when.date()) if when else None) or when
    address = _own_address(page, found.url if found else None)
    told_apart = when.isoformat() if when and article.clock else content_id(article.title or body[0])[:8]
    place = article.element.get("id") or told_apart
    return Report(
        text="\n\n".join((*heads, *body)),
        outlet=(found.sitename or None) if found else None,
        title=article.title or (_line(found.title or "") or None if found else None),
        url=f"{address}#{place}" if address else None,
        published_at=when,
        language=code_of(page.get("lang")),
    )


def _standfirst(page: HtmlElement, found: Document | None, paragraphs: list[str], when: datetime | None) -> Report:
    """The report of what a live blog says above its posts."""
    return Report(
        text="\n\n".join(paragraphs),
        outlet=(found.sitename or None) if found else None,
        title=(_line(found.title or "") or None) if found else None,
        url=_own_address(page, found.url if found else None),
        published_at=when,
        language=code_of(page.get("lang")),
    )


def text_of(markup: str) -> str:
    """The words of a fragment of HTML, its paragraphs separated by empty lines."""
    return "\n\n".join(_blocks(_page(f"<div>{markup}</div>"))) if markup.strip() else ""


def _page(markup: str) -> HtmlElement:
    from lxml.html import HTMLParser, document_fromstring

    return document_fromstring(markup, parser=HTMLParser(encoding=None, remove_comments=True, remove_pis=True))


def _markup(page: HtmlElement) -> str:
    from lxml.html import tostring

    return str(tostring(page, encoding="unicode"))


def _raise_asides(page: HtmlElement) -> bool:
    """Make sections of asides that hold the article, which extractors leave out as a side matter; true if any."""
    paragraphs = sum(len(p.text_content()) for p in page.iter("p"))
    raised = False
    for aside in page.xpath("//aside[not(ancestor::article)]"):
        own = sum(len(p.text_content()) for p in aside.iter("p"))
        if own * 2 > paragraphs and (aside.find(".//h1") is not None or own * 3 > paragraphs * 2):
            aside.tag = "section"
            raised = True
    return raised


def _found(markup: str) -> Document | None:
    from trafilatura import bare_extraction

    dates = {"original_date": True, "extensive_search": False}
    try:
        found = bare_extraction(markup, with_metadata=True, include_comments=False, date_extraction_params=dates)
    except Exception as problem:  # it fails on some odd pages, whose words are found in another way
        _LOG.info("trafilatura failed: %s: %s", type(problem).__name__, problem)
        return None
    return found if found is None or not isinstance(found, dict) else None


def _paragraphs(page: HtmlElement, found: Document | None) -> list[str]:
    """The running text that trafilatura finds, or every paragraph if the page is too short for it."""
    if found and found.text:
        return [line for text in found.text.split("\n") if (line := _line(text).strip("| "))]
    lines = [text for p in page.iter("p") if (text := _line(p.text_content()))]
    return lines or list(_blocks(page))


def _declared_body(page: HtmlElement) -> list[str]:
    """The words that a page which a script writes gives to search engines (`articleBody` of schema.org)."""
    for words in page.xpath('//script[@type="application/ld+json"]/text()'):
        found = _LD_BODY.search(words)
        if found:
            text = str(json.loads(found.group(1)))
            return [line for part in (text_of(text) if "</" in text else text).split("\n") if (line := _line(part))]
    return []


def _with_credits(page: HtmlElement, paragraphs: list[str], title: str | None) -> list[str]:
    if title and paragraphs and paragraphs[0].casefold() == title.casefold():
        paragraphs = paragraphs[1:]
    if not paragraphs:
        return []
    have = {_bare(p) for p in paragraphs}
    lines = list(dict.fromkeys(_credit_lines(page)))
    first = next(
        (i for i, line in enumerate(lines) if _bare(line) in have or paragraphs[0].startswith(line)), len(lines)
    )
    before = [line for line in lines[:first] if _is_byline(line) and _bare(line) not in have]
    after = [line for line in lines if not _is_byline(line) and _bare(line) not in have]
    return [*before[:1], *paragraphs, *after]


def _credit_lines(page: HtmlElement) -> Iterator[str]:
    """Lines that look like a byline or a credit line, in the order of the page, from the smallest block around each."""
    for block in page.xpath(f"//*[self::{_BLOCKS.replace('|', ' or self::')}][not({_ASIDE})]"):
        line = _line(block.text_content())
        if len(line) <= _CREDIT_LENGTH and (_is_byline(line) or _is_credit(line)):
            yield line


def _is_byline(line: str) -> bool:
    """True if a line begins like a byline and is not a sentence."""
    return len(line) <= _BYLINE_LENGTH and not line.endswith((".", "!", "?")) and _opens(line, "byline")


def _is_credit(line: str) -> bool:
    return _opens(line.lstrip("([*—–- "), "credit") or any(p in line for p in _phrases("closing"))


def _opens(line: str, kind: str) -> bool:
    return any(line.startswith(p) and not line[len(p) : len(p) + 1].isalpha() for p in _phrases(kind))


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(row["phrase"] for row in table("credits.tsv") if row["kind"] == kind)


def _blocks(page: HtmlElement) -> Iterator[str]:
    """The text between the boundaries of blocks."""
    breaks = frozenset(("br", "tr", "ul", "ol", "table", "main", *_BLOCKS.split("|"))) - {
        "span",
        "em",
        "i",
        "small",
        "cite",
    }
    line: list[str] = []
    for kind, piece in _walk(page):
        if kind == "text":
            line.append(piece)
        elif piece in breaks and line:
            if joined := _line("".join(line)):
                yield joined
            line = []
    if joined := _line("".join(line)):
        yield joined


def _walk(page: HtmlElement) -> Iterator[tuple[str, str]]:
    from lxml.etree import iterwalk

    silent = 0
    for event, element in iterwalk(page, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        hidden = name in ("script", "style", "head", "template", "noscript", "button", "select", "svg")
        if event == "start":
            silent += hidden
            yield "block", name
            if element.text and not silent:
                yield "text", element.text
        else:
            silent -= hidden
            yield "block", name
            if element.tail and not silent:
                yield "text", element.tail


def _moment(page: HtmlElement, markup: str, found: Document | None) -> datetime | None:
    """The time of publication in the metadata, or the day if there is no time."""
    declared: Iterable[str] = [value for path in _DATE_PATHS for value in page.xpath(path)]
    for value in (*declared, *_LD_DATE.findall(markup), *([found.date] if found and found.date else [])):
        when = moment_of(value)
        if when:
            return when
    return None


def _own_address(page: HtmlElement, url: str | None) -> str | None:
    """The address that the page gives itself; a relative one is resolved against its base, or is of no use."""
    if not url or urlsplit(url).scheme:
        return url or None
    bases = page.xpath('//base/@href | //meta[@property="og:url"]/@content | //link[@rel="alternate"]/@href')
    base = next((b for b in bases if urlsplit(b).scheme in ("http", "https")), None)
    return urljoin(base, url) if base else None


def _line(text: str) -> str:
    return " ".join(text.split())


def _bare(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().casefold()
