"""Headings: full names, interviewees and issuers that titles and outlets give."""

from __future__ import annotations

import pytest

from reportedly.model import Report
from reportedly.reading.parsed import parse
from reportedly.reading.speakers.headings import Heading
from reportedly.reading.speakers.stage import SourceResolver


def heading(title: str, outlet: str = "Harbour Post") -> Heading:
    return Heading.of(Report(text="x", title=title, outlet=outlet))


@pytest.mark.parametrize(
    ("title", "last", "full"),
    [
        ("Ten minutes with Ada Obi", "Obi", "Ada Obi"),
        ("“We stay”: Minister Ada Obi", "Obi", "Ada Obi"),
        ("Why Pilar Soto Vega left the bank", "Soto", "Pilar Soto Vega"),
        ("Mine shut for a year", "Obi", None),
        ("Harbour Row Ends As Minister Obi Resigns", "Obi", None),
    ],
)
def test_a_title_gives_a_last_name_in_full(title: str, last: str, full: str | None) -> None:
    assert heading(title).full_name(last) == full


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Communiqué of the Tarra Front", "Tarra Front"),
        ("Statement by Isla Reed on the ferry", "Isla Reed"),
        ("To all staff, from Olga Berg", "Olga Berg"),
        ("Minister rejects statement of the union", None),
        ("The end of the Tarra Front", None),
    ],
)
def test_a_title_names_the_issuer_of_a_text(title: str, issuer: str | None) -> None:
    assert heading(title).issuer == issuer


def test_people_in_a_title_are_no_bodies_and_nobody_of_the_roster() -> None:
    assert list(heading("Five questions for Bela Nagy").people()) == ["Bela Nagy"]
    assert list(heading("Five questions for the Tarra Union").people()) == []
    assert list(heading("Five questions on South Korea").people()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Statement by Secretary of Trade Ana Ruiz on the ferry", "Ana Ruiz"),
        ("Statement by Envoy/Deputy Minister Ana Ruiz the start of talks", "Ana Ruiz"),
        ("Statement by Minister Isla Reed on the ferry", "Isla Reed"),
    ],
)
@pytest.mark.model
def test_the_issuer_of_a_statement_is_named_without_titles(title: str, name: str) -> None:
    text = "We welcome it."
    discourse = SourceResolver(parse(text), [], Report(text=text, title=title, outlet="US State Department")).discourse
    outlet = discourse.entities.outlet
    assert outlet is not None
    assert (outlet.name, outlet.of) == (name, "United States")
