"""Origins of several reports and of one."""

from __future__ import annotations

from datetime import date

from reportedly.ledger import Ledger
from reportedly.listing import Filter


def test_origins_of_several_reports_and_of_one(story: Ledger) -> None:
    (copied,) = story.origins(Filter(multiple=True))
    assert copied.reports == ("x", "y")
    assert list(story.origins(Filter(multiple=True, as_of=date(2031, 3, 3)))) == []
    assert story.firsts_of(["y", "a", "nobody"]) == {"y": copied.reports[0], "a": "a"}
    assert story.origins_of(["y", "a"]) == {"y": copied, "a": next(o for o in story.origins() if o.reports == ("a",))}
