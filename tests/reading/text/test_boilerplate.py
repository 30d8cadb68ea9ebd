"""Datelines, words of a page around an article, and labels before a headline."""

from __future__ import annotations

import pytest

from reportedly.reading.text.boilerplate import find_boilerplate, find_datelines


@pytest.mark.parametrize(
    "opening",
    [
        "TUNIS, 3 March (Agency) - ",
        "SÃO LUÍS, Brazil (Agency) — ",
        "GOMA, Democratic Republic of Congo (Agency) - ",
        "QUITO - ",
        "PORT LOUIS, Mauritius – ",
        "Tunis (Agency) -- ",
    ],
)
def test_a_dateline_ends_with_its_dash(opening: str) -> None:
    assert find_datelines(f"{opening}The court adjourned.") == ((0, len(opening)),)


@pytest.mark.parametrize("opening", ["THE JUDGE HAS LEFT THE ROOM — ", "Agency TUNIS (Agency) - "])
def test_a_heading_is_no_dateline(opening: str) -> None:
    text = f"{opening}The court adjourned."
    assert find_datelines(text) == ()
    assert find_boilerplate(text) == ((0, len(opening)),)


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience.",
        "Image caption, The mayor opened the bridge in May",
        "Photo: Ana Ruiz / Getty Images",
        "4 min read",
    ],
)
def test_words_of_the_page_are_boilerplate(line: str) -> None:
    text = f"The bank cut rates.\n\n{line}\n\nShares rose."
    start = text.index(line)
    assert find_boilerplate(text) == ((start, start + len(line)),)


@pytest.mark.parametrize(
    ("text", "label"), [("WRAPUP 3-Oil slips", "WRAPUP 3-"), ("Explainer: Why oil slips", "Explainer: ")]
)
def test_a_label_before_a_headline_is_boilerplate(text: str, label: str) -> None:
    assert find_boilerplate(text) == ((0, len(label)),)


def test_times_before_the_entries_of_a_live_blog_are_boilerplate() -> None:
    text = "08:15 Rain.\n\n09:30 – Police close the road.\n\n10.05 It opens."
    assert [text[s:e] for s, e in find_boilerplate(text)] == ["08:15 ", "09:30 – ", "10.05 "]
    assert find_boilerplate("08:15 Rain.\n\nThe road was closed at 09:30 on Friday.") == ()


def test_a_name_with_a_hyphen_is_no_label() -> None:
    assert find_boilerplate("NATO-Russia talks resume") == ()
