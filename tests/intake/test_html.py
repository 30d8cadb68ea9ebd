"""Web pages to reports."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import IntakeError
from reportedly.intake.content import Given
from reportedly.intake.html import read_articles, text_of
from reportedly.model import Report

BODY = (
    "<p>The foreign minister said on Friday that talks with the union had failed after three days.</p>"
    "<p>“We did what we could,” he said. “The other side did not move, and I doubt that it ever will.”</p>"
    "<p>The union denied that it had walked out, saying that the ministry had cancelled the last session.</p>"
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Talks fail | Daily Example</title>
<meta property="og:title" content="Talks fail"><meta property="og:site_name" content="Daily Example">
<meta property="article:published_time" content="2024-03-01T14:05:00+02:00">
<link rel="canonical" href="https://example.org/talks"></head><body>
<nav><a href="/">Home</a></nav>
<aside><p>By Somebody Else</p><a href="/x">Another story</a></aside>
<article><h1>Talks fail</h1><p class="byline">By Anna Kovacs and Jon Lee</p>{BODY}
<p class="credits">(Reporting by Anna Kovacs in Geneva; Editing by Paul Smith)</p></article>
<footer><p>Copyright Daily Example. All rights reserved.</p><p>Source: Example News Agency</p></footer></body></html>"""


def page(markup: str | bytes, published: datetime | None = None) -> Report:
    raw = markup if isinstance(markup, bytes) else markup.encode()
    (report,) = read_articles(raw, Given(where="page.html", published=published))
    assert isinstance(report, Report)
    return report


def test_what_a_page_says_of_itself() -> None:
    report = page(PAGE)
    assert report.title == "Talks fail"
    assert report.outlet == "Daily Example"
    assert report.url == "https://example.org/talks"
    assert report.language == "en"
    assert report.published_at == datetime(2024, 3, 1, 14, 5, tzinfo=timezone(timedelta(hours=2)))


def test_byline_and_credit_lines_stay() -> None:
    paragraphs = page(PAGE).text.split("\n\n")
    assert paragraphs[0] == "By Anna Kovacs and Jon Lee"
    assert paragraphs[1].startswith("The foreign minister said")
    assert "(Reporting by Anna Kovacs in Geneva; Editing by Paul Smith)" in paragraphs
    assert "Source: Example News Agency" in paragraphs


def test_trimmings_go() -> None:
    text = page(PAGE).text
    assert "Somebody Else" not in text
    assert "Home" not in text
    assert text.count("Kovacs and Jon Lee") == 1
    assert "Talks fail\n" not in text


@pytest.mark.parametrize(
    ("head", "when"),
    [
        ('<meta property="article:published_time" content="2024-03-01">', datetime(2024, 3, 1, tzinfo=UTC)),
        (
            '<script type="application/ld+json">{"datePublished": "2024-03-01T09:00:00Z"}</script>',
            datetime(2024, 3, 1, 9, tzinfo=UTC),
        ),
        ('<meta name="date" content="2024-03-01">', datetime(2024, 3, 1, tzinfo=UTC)),
        ("", datetime(2000, 1, 1, tzinfo=UTC)),
    ],
)
def test_when_it_was_published(head: str, when: datetime) -> None:
    markup = f"<html><head>{head}</head><body><article>{BODY}</article></body></html>"
    assert page(markup, datetime(2000, 1, 1, tzinfo=UTC)).published_at == when


def test_a_short_page_is_read_too() -> None:
    assert page("<html><body><p>Talks failed.</p><p>He left.</p></body></html>").text == "Talks failed.\n\nHe left."


def test_what_one_parser_fails_on_another_reads() -> None:
    assert page("<body><iframe></iframe>Talks failed.").text == "Talks failed."


def test_a_page_in_another_encoding() -> None:
    markup = f'<html><head><meta charset="iso-8859-2"></head><body><p>Łódź</p>{BODY}</body></html>'
    for quote in "“”":
        markup = markup.replace(quote, '"')
    assert "Łódź" in page(markup.encode("iso-8859-2")).text


def test_an_xml_declaration_does_no_harm() -> None:
    assert "talks" in page(f'<?xml version="1.0" encoding="utf-8"?><html><body>{BODY}</body></html>').text


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body><script>render()</script></body></html>", "without running text"),
        ("<html><head><title>Only a title</title></head><body></body></html>", "without running text"),
        ("<!-- nothing -->", ""),
        ('<body><iframe src="page.html"></iframe>', "without running text"),
        ("<?xml version='1.0'?>", "is empty"),
    ],
)
def test_pages_without_text_say_so(markup: str, reason: str) -> None:
    with pytest.raises(IntakeError) as problem:
        page(markup)
    assert reason in problem.value.reason


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One &amp; two.</p><p>Three<br>four</p>", "One & two.\n\nThree\n\nfour"),
        ("Bare <b>words</b> here", "Bare words here"),
        ("<script>alert(1)</script>Words<style>p {}</style> stay", "Words stay"),
        ("a &lt;b&gt; c", "a <b> c"),
        ("", ""),
    ],
)
def test_fragments(markup: str, text: str) -> None:
    assert text_of(markup) == text


PIECES = ["<p>", "</p>", "<div", ">", "<!--", "&#x0;", "By A", "\u202e", "words ", "<br/>", "]]>"]


@given(st.lists(st.sampled_from(PIECES)))
def test_broken_markup_gives_a_report_or_a_reason(pieces: list[str]) -> None:
    try:
        report = page("".join(pieces))
    except IntakeError:
        return
    assert report.text.strip()


def test_a_page_of_a_script_may_declare_its_words() -> None:
    words = r"The port was shut.\n\nNo ship left, \"none\", the port said."
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{words}"}}</script>'
    (report,) = read_articles(f"<html><head>{script}</head><body></body></html>".encode(), Given(where="page.html"))
    assert isinstance(report, Report)
    assert report.text == 'The port was shut.\n\nNo ship left, "none", the port said.'


def test_a_table_that_lays_out_the_page_leaves_no_marks() -> None:
    markup = b"<html><body><table><tr><td>The port was shut, the harbour master said.</td></tr></table></body></html>"
    (report,) = read_articles(markup, Given(where="page.html"))
    assert isinstance(report, Report)
    assert report.text == "The port was shut, the harbour master said."
