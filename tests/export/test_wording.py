"""Values in words for people."""

import pytest

from reportedly.export import wording
from reportedly.model import Anchor, Quantity


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short enough", 20, "short enough"),
        ("the harbour stayed closed", 14, "the harbour …"),
        ("the harbour stayed closed", 13, "the harbour …"),
        ("the harbour, which was closed", 14, "the harbour …"),
        ("Donaudampfschifffahrt ended", 8, "Donaudampfschifffahrt …"),
        ("Donaudampfschifffahrt", 8, "Donaudampfschifffahrt"),
        ("w" * 500 + " x", 20, "w" * 120 + " …"),
        ("", 5, ""),
    ],
)
def test_text_is_cut_at_word_borders(text: str, limit: int, expected: str) -> None:
    assert wording.abridged(text, limit) == expected


def test_plain_drops_what_steers_a_display() -> None:
    assert wording.plain("a\x1b[31m\tb\n\u202ec\x00\u200bd\ud800") == "a[31m b cd"


def test_shown_keeps_every_place() -> None:
    text = "a\x1b\u202eb\r\nc\ud800"
    assert len(wording.shown(text)) == len(text)
    assert wording.shown(text) == "a\ufffd\ufffdb \nc\ufffd"


@pytest.mark.parametrize(
    ("low", "high", "unit", "of", "expected"),
    [
        (10000, None, "people", "soldiers", "≥ 10,000 people: soldiers"),
        (4000, 5000, "people", None, "4,000–5,000 people"),
        (None, 30, "kilometre", None, "≤ 30 kilometres"),
        (33.333, 33.333, "percent", "seats", "33.33 %: seats"),
        (2.5, 2.5, "USD", None, "USD 2.5"),
        (12, 12, None, "ships", "12: ships"),
        (None, None, "people", "killed", "no figure, people: killed"),
        (None, None, None, None, "no figure"),
        (3, 3, "vote", "vote", "3 vote"),
    ],
)
def test_quantities_show_their_bounds(
    low: float | None, high: float | None, unit: str | None, of: str | None, expected: str
) -> None:
    q = Quantity(anchor=Anchor(0, 1, "x"), low=low, high=high, unit=unit, of=of, made_by="test")
    assert wording.quantity(q) == expected


@pytest.mark.parametrize(
    ("low", "high", "unit", "of", "expected"),
    [
        (12, None, "people", "sailors lost", "≥ 12 sailors lost"),
        (422, 422, "ship", "ships", "422 ships"),
        (2, 2, "province", "coastal provinces", "2 coastal provinces"),
        (5000, 5000, "tonne", "grain", "5,000 tonnes of grain"),
        (1, 1, "tonne", "grain", "1 tonne of grain"),
        (30, 30, "cubic metre", "sand", "30 cubic metres of sand"),
        (5, 6, "square foot", None, "5–6 square feet"),
        (7, 7, "barrel per day", None, "7 barrels per day"),
        (2.5, 2.5, "USD", "goods", "USD 2.5 (goods)"),
        (3, 3, "percent", "seats", "3 % of seats"),
        (3, 3, "people", None, "3 people"),
        (None, None, "people", "killed", None),
    ],
)
def test_figures_are_told_in_words(
    low: float | None, high: float | None, unit: str | None, of: str | None, expected: str | None
) -> None:
    assert wording.figure(low, high, unit, of) == expected


def test_units_of_measure_are_told_from_words_for_things() -> None:
    assert [u for u in ("percent", "USD", "square mile", "ship", "people", None) if wording.is_measured(u)] == [
        "percent",
        "USD",
        "square mile",
    ]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[broken", False),
        ("https://example.org/\nSet-Cookie: x", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, expected: bool) -> None:
    assert (wording.link(url) is not None) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3.0, "certainly so"), (2.0, "probably so"), (0.0, "left open"), (-1.0, "possibly not"), (-3.0, "certainly not")],
)
def test_factuality_reads_as_words(value: float, expected: str) -> None:
    assert wording.factuality(value) == expected
