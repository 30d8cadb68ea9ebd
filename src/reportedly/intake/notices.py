"""Notices of web pages: consent to cookies, paywalls, errors, scripts that are off, and tests for humans.

A notice beside an article is left out. A page that has nothing else holds no report, and says why.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

_CONSENT_NAME = re.compile(
    r"consent|cookie|gdpr|ccpa|onetrust|didomi|usercentrics|truste|quantcast|qc-cmp|sp_message|(?<![a-z])cmp(?![a-z])"
    r"|privacy[-_ ]?(?:banner|notice|manager|wall|popup|dialog|overlay)|your[-_ ]privacy",
    re.IGNORECASE,
)
_WALL_NAME = re.compile(
    r"pay-?wall|reg-?wall|meter(?:ed|ing)?(?![a-z])|subscri|piano|gate(?:way|d)?(?![a-z])|sign-?up|newsletter"
    r"|barrier|locked|offer",
    re.IGNORECASE,
)
_CONTAINERS = ("div", "section", "aside", "dialog", "form", "footer", "header", "p", "ul", "noscript")
_LONGEST_NOTICE = 2500
"""Characters of a block that may be a notice."""
_LONGEST_ERROR = 700
"""Characters of a page that a headline alone makes an error page."""
_SHORTEST_TEASER = 400
"""Characters; a page with a paywall and fewer words than this beside it has no article."""
_REASONS = {
    "error": "is an error page and no article: look for the article at another address",
    "captcha": "is a test for humans and no article: open it in a browser and save the page",
    "script": "is written by a script and holds no article: open it in a browser and save the page as text",
    "paywall": "holds no article but a paywall: sign in with a browser and save the page",
    "consent": "holds no article but a request for consent: answer it in a browser and save the page",
}
_TO_VISITORS = re.compile(r"\b(?:you|your|we|our)\b|^(?:to continue|to keep|subscribe|sign|log|please|accept)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_QUOTED = re.compile(r'"[^"]*"|“[^”]{0,400}”')


def drop_notices(page: HtmlElement) -> frozenset[str]:
    """Remove the blocks of the page that are notices; the kinds that were found."""
    found: set[str] = set()
    for block in list(page.iter(*_CONTAINERS)):
        if block.getparent() is None or not _is_in(block, page):
            continue
        kind = _kind_of(block)
        if kind:
            found.add(kind)
            block.drop_tree()
    return frozenset(found)


def split_notices(paragraphs: Iterable[str]) -> tuple[list[str], frozenset[str]]:
    """The paragraphs that are no notices, and the kinds of the others."""
    kept: list[str] = []
    found: set[str] = set()
    for paragraph in paragraphs:
        kinds = _kinds(paragraph)
        if kinds and kinds & {"consent", "paywall", "script"} and _is_of_the_site(paragraph):
            found |= kinds
        else:
            kept.append(paragraph)
    return kept, frozenset(found)


def reason_without_article(heads: Sequence[str], paragraphs: Sequence[str], notices: frozenset[str]) -> str | None:
    """Why the page holds no article, None if it does; `notices` are the kinds that were left out of it."""
    length = sum(map(len, paragraphs))
    for kind in ("error", "captcha", "paywall"):
        if length <= _LONGEST_ERROR and any(_is_head(head, kind) for head in heads):
            return _REASONS[kind]
    said = frozenset().union(*map(_kinds, paragraphs))
    if length <= _LONGEST_ERROR:
        for kind in ("error", "captcha", "script"):
            if kind in said and _mostly(kind, paragraphs):
                return _REASONS[kind]
    if "paywall" in notices and length < _SHORTEST_TEASER:
        return _REASONS["paywall"]
    if not any(_SENTENCE_END.search(p) for p in paragraphs):  # words of buttons and menus beside it are no article
        return next((_REASONS[kind] for kind in _REASONS if kind in notices), None)
    return None


def _kind_of(block: HtmlElement) -> str | None:
    """The kind of notice that the whole block is, by its name and its words."""
    text = " ".join(block.text_content().split())
    if not text or len(text) > _LONGEST_NOTICE or block.find(".//article") is not None:
        return None
    kinds = _kinds(text)
    named = " ".join(block.get(a) or "" for a in ("id", "class", "aria-label", "data-testid"))
    if block.tag == "noscript":
        return "script" if "script" in kinds else None
    if block.find(".//main") is not None or block.find(".//h1") is not None:
        return None
    is_dialog = block.tag == "dialog" or block.get("role") in ("dialog", "alertdialog")
    if "consent" in kinds and (
        is_dialog or _CONSENT_NAME.search(named) or (block.tag == "p" and _is_of_the_site(text))
    ):
        return "consent"
    if "paywall" in kinds and (is_dialog or _WALL_NAME.search(named)) and len(text) < _LONGEST_ERROR:
        return "paywall"
    return None


def _is_in(block: HtmlElement, page: HtmlElement) -> bool:
    return block is not page and any(parent is page for parent in block.iterancestors())


def _mostly(kind: str, paragraphs: Sequence[str]) -> bool:
    """True if the notices of the kind are half of the words or more, or all but one paragraph."""
    rest = [p for p in paragraphs if kind not in _kinds(p)]
    return sum(map(len, rest)) * 2 <= sum(map(len, paragraphs)) or len(rest) <= 1 < len(paragraphs)


def _is_of_the_site(paragraph: str) -> bool:
    """True if it speaks to the visitor: news about cookies and paywalls quotes, and names who says so."""
    words = _plain(_QUOTED.sub("", paragraph))
    return bool(_kinds(words)) and _TO_VISITORS.search(words) is not None


def _is_head(head: str, kind: str) -> bool:
    words = _plain(head)
    parts = (words, *(part.strip() for part in re.split(r"\s[|–—-]\s", words)))
    return any(pattern.fullmatch(part) for pattern in _patterns(f"{kind} head") for part in parts)


@lru_cache(2000)
def _kinds(text: str) -> frozenset[str]:
    words = _plain(text)
    return frozenset(k for k in _REASONS if any(pattern.search(words) for pattern in _patterns(k)))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in table("notices.tsv") if row["kind"] == kind)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
