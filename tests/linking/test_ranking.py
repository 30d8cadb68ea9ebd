"""Which claims matter."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.linking.ranking import MONTH, MOST, place_of, rank_of, rank_of_news
from reportedly.model import ChangeKind


def test_a_rank_tells_its_reasons() -> None:
    rank = rank_of(affirm=2, deny=1, origins=3, changes=0)
    assert rank.points == 2 * 2 + 4 + 2
    assert rank.reasons == ("2 parties affirm it", "1 party denies it", "2 more origins")


def test_a_claim_of_one_text_has_no_reason_of_its_own() -> None:
    assert rank_of(affirm=0, deny=0, origins=1, changes=0).points == 0
    assert rank_of(affirm=0, deny=0, origins=1, changes=0).reasons == ()


def test_the_hundredth_text_adds_nothing() -> None:
    assert rank_of(affirm=0, deny=0, origins=100, changes=0).points == MOST


def test_a_month_is_worth_a_point() -> None:
    day = date(2031, 3, 1)
    one, two = rank_of(affirm=0, deny=0, origins=2, changes=0), rank_of(affirm=0, deny=0, origins=3, changes=0)
    assert place_of(two, day) == place_of(one, day + timedelta(days=MONTH))
    assert place_of(one, day) < place_of(one, day + timedelta(days=1))


def test_news_count_on_top_of_the_claim() -> None:
    whole = rank_of(affirm=2, deny=1, origins=3, changes=1)
    opposed = rank_of_news(whole, ChangeKind.OPPOSITION, affirm=0, deny=1, origins=1)
    joined = rank_of_news(whole, None, affirm=0, deny=1, origins=1)
    assert opposed.points > joined.points > whole.points
    assert opposed.reasons == ("opposition", *whole.reasons)
    assert joined.reasons == whole.reasons
