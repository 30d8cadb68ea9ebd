"""The articles of a web page that has several: news in brief, and the posts of a live blog."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_POST_NAME = re.compile(r"(?<![a-z])live|(?<![a-z])(?:post|entry|update|block|timeline)s?(?![a-z])", re.IGNORECASE)
_NO_ARTICLE = re.compile(r"comment|reply|related|recommend|recirc|promo|teaser|card|sidebar", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?(?=\s|$)", re.IGNORECASE)
_SHORTEST_SENTENCE = 5
"""Words."""
_NO_TEXT = "nav", "figure", "form", "script", "style", "button", "template", "noscript", "aside", "iframe", "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One of several articles of a page."""

    element: HtmlElement
    title: str | None
    clock: str | None
    """When a post was written, as the page says it: "14:32 GMT", or a whole date and time."""
    is_post: bool
    """True for a post of a live blog, whose head is part of what it says."""


def articles_of(page: HtmlElement) -> list[Article]:
    """The articles of a page, in its order, where it has several; else none."""
    groups: dict[tuple[HtmlElement, str], list[HtmlElement]] = defaultdict(list)
    for element in page.iter("article", "section", "div", "li"):
        parent = element.getparent()
        if parent is not None and _is_article(element):
            name = "article" if element.tag == "article" else f"{element.tag}.{_first_name(element)}"
            groups[parent, name].append(element)
    several = [group for group in groups.values() if len(group) > 1]
    best = max(several, key=lambda group: sum(len(e.text_content()) for e in group), default=[])
    if not best or _has_one_main(page, best):
        return []
    live = best[0].tag != "article" or sum(_clock(e) is not None for e in best) * 2 > len(best)
    return [Article(element=e, title=_title(e), clock=_clock(e), is_post=live) for e in best]


def standfirst_of(page: HtmlElement, articles: list[Article]) -> list[str]:
    """The sentences of a live blog above its first post: what the page says in sum.

    They are paragraphs and items of lists after the main headline, of whole sentences, in no menu, form or picture.
    """
    posts = {article.element for article in articles}
    below_headline = page.find(".//h1") is None
    found: list[str] = []
    for element in page.iter():
        if element in posts:
            break
        if element.tag == "h1":
            below_headline, found = True, []
        elif below_headline and element.tag in ("p", "li") and element.find(".//p") is None and _may_sum_up(element):
            found.append(" ".join(element.text_content().split()))
    return [words for words in found if _is_whole_sentence(words)]


def _is_whole_sentence(words: str) -> bool:
    """True for words that end like a sentence and are long enough for one."""
    return len(words.split()) >= _SHORTEST_SENTENCE and words.rstrip("\"'”’)").endswith((".", "!", "?"))


def _may_sum_up(element: HtmlElement) -> bool:
    return not any(
        e.tag in _NO_TEXT
        or (e.tag in ("header", "footer") and e.find(".//h1") is None)
        or _NO_ARTICLE.search(e.get("class") or "")
        for e in (element, *element.iterancestors())
    )


def drop_trimmings(article: Article) -> None:
    """Remove what is no text of an article: pictures, menus, forms, the time of a post."""
    for element in list(article.element.iter(*_NO_TEXT)):
        if element.getparent() is not None:
            element.drop_tree()


def is_clock(line: str) -> bool:
    """True if a line is a time of day alone."""
    found = _CLOCK.match(line)
    return found is not None and not line[found.end() :].strip(" ,–-")


def _is_article(element: HtmlElement) -> bool:
    """True for an article with a heading of its own, or a block that looks like a post: with a time at its top."""
    if _NO_ARTICLE.search(element.get("class") or "") or any(
        e.tag in ("nav", "aside") for e in element.iterancestors()
    ):
        return False
    heading = next(element.iter(*_HEADINGS), None)
    clock = _clock(element)
    if element.tag == "article":
        return (heading is not None or clock is not None) and element.find(".//article") is None
    return clock is not None and bool(_POST_NAME.search(element.get("class") or ""))


def _has_one_main(page: HtmlElement, group: list[HtmlElement]) -> bool:
    """True if the others only lead elsewhere: their headings are links, or one alone has the main heading."""
    linked = [e for e in group if _is_linked(e)]
    if len(linked) >= len(group) - 1:
        return True
    mains = [e for e in group if e.find(".//h1") is not None]
    outside = [e for e in page.iter("article") if e not in group and e.find(".//h1") is not None]
    return len(mains) == 1 or any(o not in group[0].iterancestors() for o in outside)


def _is_linked(element: HtmlElement) -> bool:
    heading = next(element.iter(*_HEADINGS), None)
    return heading is not None and (
        heading.find(".//a[@href]") is not None or any(a.tag == "a" for a in heading.iterancestors())
    )


def _title(element: HtmlElement) -> str | None:
    heading = next(element.iter(*_HEADINGS), None)
    return " ".join(heading.text_content().split()) or None if heading is not None else None


def _clock(element: HtmlElement) -> str | None:
    """The time at the top of a block, in a `time` or as its first words."""
    times = [t.get("datetime") or t.text_content() for t in element.iter("time")]
    if times:
        return " ".join(times[0].split()) or None
    for text in _first_texts(element.itertext()):
        found = _CLOCK.match(text)
        if found:
            return found.group()
    return None


def _first_texts(texts: Iterable[str], most: int = 2) -> list[str]:
    return [" ".join(t.split()) for t in texts if t.strip()][:most]


def _first_name(element: HtmlElement) -> str:
    return next(iter((element.get("class") or "").split()), "")
