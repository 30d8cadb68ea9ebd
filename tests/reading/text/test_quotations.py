"""Pairs of quotation marks, however they are drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.text.quotations import find_quotations


def inside(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and left.', ["no"]),
        ("He said “no” and left.", ["no"]),
        ("She called it ‘a shame’, twice.", ["a shame"]),
        ("She called it 'a shame', twice.", ["a shame"]),
        ("''We won,'' she said.", ["We won,"]),
        ("Er sagte „nein“ und ging.", ["nein"]),
        ("Il dit «non» et partit.", ["non"]),
        ("“He told me ‘never’ again,” she said.", ["He told me ‘never’ again,"]),
        ("The ministers' plan and the dog's bowl", []),
        ("It’s the players’ choice, isn’t it?", []),
        ("The '90s were long.", []),
        ('"One," she said. "Two."', ["One,", "Two."]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text",
    ['The mayor said " it would rain. All is well.', "“ The mayor left.", "The mayor left ”.", '"', "", "\n\n", "”“"],
)
def test_a_mark_without_a_partner_is_no_quotation(text: str) -> None:
    assert inside(text) == []


def test_a_lost_mark_spoils_its_own_paragraph_only() -> None:
    assert inside("He said “no and left.\n\nShe said “yes” and stayed.") == ["yes"]


def test_paragraphs_that_open_anew_go_on() -> None:
    text = "“First, we waited.\n\n“Then we left,” she said."
    first, second = find_quotations(text)
    assert not first.continues
    assert second.continues
    assert text[first.start : first.end] == "First, we waited."
    assert text[second.start : second.end] == "Then we left,"


@given(st.text(alphabet="\"'“”‘’„«» ,.ab\n\u200b\u202e", max_size=80))
def test_any_soup_of_marks_gives_ordered_disjoint_places(text: str) -> None:
    found = find_quotations(text)
    for q in found:
        assert 0 <= q.open < q.start < q.end <= q.close <= len(text)
    assert all(a.close <= b.open for a, b in pairwise(found))
