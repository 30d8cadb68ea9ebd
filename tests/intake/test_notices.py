"""Notices in place of an article, and beside it."""

from __future__ import annotations

import pytest

from reportedly.errors import IntakeError
from reportedly.intake.content import Given
from reportedly.intake.html import read_articles
from reportedly.model import Report

CONSENT = "<p>We and our 97 partners store and/or access information on a device. You can accept or refuse.</p>"
ARTICLE = "<h1>Ferry late</h1><p>The ferry was late on Friday, captain Nils Berg said.</p><p>He gave no reason.</p>"


def text_on(markup: str) -> str:
    (report,) = read_articles(markup.encode(), Given(where="page.html"))
    assert isinstance(report, Report)
    return report.text


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("Daily", f'<div class="cmp-root">{CONSENT}</div>', "request for consent"),
        ("Daily", CONSENT, "request for consent"),
        ("Error 404", "<h1>Oops!</h1><p>Nothing here, our editors said.</p>", "error page"),
        ("Daily", "<p>The article you requested is no longer available.</p>", "error page"),
        ("403 Forbidden", "<p>Our security team said no.</p>", "error page"),
        ("Daily", "<div id=app></div><p>JavaScript is required to view this site.</p>", "script"),
        ("Just a moment...", "<p>Verify you are human by ticking the box.</p>", "test for humans"),
        ("Tax row", "<h1>Tax row</h1><p>To continue reading, log in.</p><p>Get more insight.</p>", "paywall"),
    ],
)
def test_a_page_with_a_notice_alone_is_no_report(title: str, body: str, reason: str) -> None:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    with pytest.raises(IntakeError, match=reason):
        list(read_articles(markup.encode(), Given(where="page.html")))


@pytest.mark.parametrize(
    "beside", [f'<div id="cookie-bar">{CONSENT}</div>', CONSENT, "<noscript>Please enable JavaScript.</noscript>"]
)
@pytest.mark.parametrize("around", ["article", "aside", "div"])
def test_a_notice_beside_an_article_is_left_out(beside: str, around: str) -> None:
    markup = f"<html><body>{beside}<main><{around}>{ARTICLE}</{around}></main></body></html>"
    text = text_on(markup)
    assert "Nils Berg" in text
    assert "partners" not in text
    assert "JavaScript" not in text


@pytest.mark.parametrize(
    "sentence",
    [
        "The regulator said on Monday that the firm uses cookies without consent, and fined it two million euros.",
        "“You need a subscription to read it,” editor Ann Holt said, “and we value your privacy.”",
        "The page you requested is a novel about a missing page, its author Ida Moe told the newspaper on Friday. " * 8,
    ],
)
def test_news_about_notices_is_news(sentence: str) -> None:
    markup = f"<html><body><article><h1>Row</h1><p>{sentence}</p><p>It was late, he said.</p></article></body></html>"
    assert sentence[:40] in text_on(markup)
