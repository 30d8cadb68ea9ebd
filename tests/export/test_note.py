"""A note as HTML: Markdown is marked up, and nothing in a note runs, loads or leads astray."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reportedly.export.note import note_html

ALLOWED = {
    *("a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"),
}


def test_markdown_is_marked_up_below_the_headings_of_the_page() -> None:
    made = note_html(
        "# Tea\n\nThe **mill** is ~~open~~ shut, see [the report](https://odda.example/1).\n\n- one\n- two"
    )
    assert "<h3>Tea</h3>" in made
    assert "<strong>mill</strong> is <s>open</s> shut" in made
    assert '<a href="https://odda.example/1" rel="noopener noreferrer nofollow">the report</a>' in made
    assert made.count("<li>") == 2
    assert "<h6>Deep</h6>" in note_html("###### Deep")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<div style='x'>\n\n</div>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "[x](//odda.example/1)",
        r"[x](/\odda.example)",
        "![x](https://odda.example/x.png)",
        '```js" onload="x\nx\n```',
        '[x](https://odda.example "\\" onclick=\\"x")',
        "<https://odda.example/\" onclick='x'>",
    ],
)
def test_nothing_in_a_note_runs_or_loads(text: str) -> None:
    _sound(text)


@given(st.text(alphabet="<>/\\\"'`!()[]:#&;=- \nabjscriptonimgd1", max_size=80))
def test_whatever_a_note_holds_it_is_sound(text: str) -> None:
    _sound(text)


def _sound(text: str) -> None:
    found = html.fragment_fromstring(note_html(text), create_parent="section")
    for element in found.iterdescendants():
        assert element.tag in ALLOWED
        assert set(element.keys()) <= {"href", "title", "rel", "class", "start"}
        assert element.get("href", "#").startswith(("http://", "https://", "mailto:", "/", "#"))
        assert not element.get("href", "#").replace("\\", "/").startswith("//")
