"""Numbers with their bounds and units, found without a parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Anchor, Time, TimeType
from reportedly.reading.quantities.figures import find_figures
from reportedly.reading.text.lexer import tokenize


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("At least 300 came.", 300, None, None),
        ("No more than a dozen came.", None, 12, None),
        ("It holds 5,000 or more.", 5000, None, None),
        ("Between 3 and 4 million came.", 3e6, 4e6, None),
        ("Several hundred came.", 200, 999, None),
        ("They walked 35 km.", 35, 35, "kilometre"),
        ("They walked 300m.", 300, 300, "metre"),
        ("They fed 5m people.", 5e6, 5e6, "people"),
        ("It cost $3bn.", 3e9, 3e9, "USD"),
        ("It cost 50 cents.", 0.5, 0.5, "USD"),
        ("It cost several hundred cents.", 2, 9.99, "USD"),
        ("He paid a 500-pound fine.", 500, 500, "GBP"),
        ("He bought 500 pounds of flour.", 500, 500, "pound"),
        ("It rose by 3.5%.", 3.5, 3.5, "percent"),
        ("A third of the 6m people fled.", 2e6, 2e6, "people"),
        ("Three out of four stayed.", 0.75, 0.75, "share"),
        ("It was -- a 100-strong unit.", 100, 100, "people"),
        ("The lake covers 84 300 acres.", 84_300, 84_300, "acre"),
        ("Arms worth 1.750.000 euros were found.", 1_750_000, 1_750_000, "EUR"),
        ("The relief came to Rs. 950 crore.", 9.5e9, 9.5e9, "INR"),
        ("The debt is Rs 3 lakh crore.", 3e12, 3e12, "INR"),
        ("The fine was Rs500.", 500, 500, "INR"),
        ("The loss was between €4m and €6m.", 4e6, 6e6, "EUR"),
        ("Turnout fell from 4% to 5% lower.", 4, 4, "percent"),
        ("Gusts of 80 km/h to 95 km/h were felt.", 80, 95, "kilometre per hour"),
        ("A ticket is 12-14 NOK.", 12, 14, "NOK"),
        ("A stamp is 90p.", 0.9, 0.9, "GBP"),
        ("They got 6% or 7% of the vote.", 6, 7, "percent"),
        ("It was -7C at dawn.", -7, -7, "degree"),
        ("Growth was minus 2 percent.", -2, -2, "percent"),
        ("It was minus 20 at dawn.", -20, -20, None),
        ("Two to three hundred came.", 200, 300, None),
        ("From 700 to 800 came.", 700, 800, None),
        ("It rose from 700 to 800.", 700, 700, None),
        ("The wall is 9 m. It leans.", 9, 9, "metre"),
        ("The stamp was 3 euros 15 cents.", 3.15, 3.15, "EUR"),
        ("The plank is 5 feet 6 inches.", 5.5, 5.5, "foot"),
        ("A 3/4 inch pipe burst.", 0.75, 0.75, "inch"),
        ("The trail is 6½ miles.", 6.5, 6.5, "mile"),
        ("The trail is seven and a half miles.", 7.5, 7.5, "mile"),
    ],
)
def test_bounds_and_unit(text: str, low: float | None, high: float | None, unit: str | None) -> None:
    figure = find_figures(tokenize(text), ())[0]
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 was invoked.",
        "Gate 12C is shut.",
        "Shares of Holm (TEN: HLM) fell.",
        "The firm Delta Six Ltd won.",
        "Shares of Holm (HKEX: 700) fell.",
        "A 5G mast fell.",
        "He lives at No. 10.",
        "The F-16 landed.",
        "They won 3-2.",
        "Call 555-0134 for details.",
        "The minister, Anna Kole, 52, resigned.",
        "A 44-year-old man died.",
        "He called three times.",
        "The 3rd brigade left.",
        "The Rapid Force (RF) 50 left port.",
        "1. Wash the rice.",
    ],
)
def test_labels_ages_scores_and_ordinals_are_no_figures(text: str) -> None:
    assert find_figures(tokenize(text), ()) == ()


def test_a_share_of_hours_has_no_number_for_its_whole() -> None:
    [figure] = find_figures(tokenize("Half of the 10 hours were lost."), ())
    assert (figure.low, figure.unit, figure.whole) == (0.5, "share", None)


def test_numbers_in_times_are_left_out() -> None:
    text = "They met on 9 May with 40 guests."
    [both, guests] = find_figures(tokenize(text), ())
    time = Time(anchor=Anchor.of(text, 12, 17), type=TimeType.DATE, value="2021-05-09", made_by="t")
    assert find_figures(tokenize(text), [time]) == (guests,)
    assert both.low == 9


@given(st.text(alphabet=st.sampled_from("0123456789 .,-:/'’$€%\n\u200b\u202eam") | st.characters(), max_size=60))
def test_no_text_makes_the_figures_fail(text: str) -> None:
    for figure in find_figures(tokenize(text), ()):
        assert 0 <= figure.first < figure.end
