"""Whatever a report says: reading it never raises, and every anchor holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.export.contract import to_json
from reportedly.model import Anchor, Reading, Report
from reportedly.reading import read

pytestmark = pytest.mark.model

WORDS = """
The foreign minister|Anna Kovacs|Tehran|the North|a spokesman for the army|He|they|Reuters|the U.S.|Mr. Lee|witnesses
officials on condition of anonymity|the ministry’s|Russia's|sources|said|says|denied|confirmed for the first time|told
according to|claims|predicted|doubts|did not deny|warned|wrote|refused to comment|promised|asked|was accused of
reportedly|that|the talks had failed|would attend|troops were killed|missiles hit the town of|a deal|to|of|and|but|if
over 10,000 soldiers|dozens|between 4,000 and 5,000|$3.5bn|a third of the 600|1,2,3|0|12%|never|reports|on Monday
last year|by 9 May|in 2024-13-45|the 1990s|30 February|at 25:61|next|99th|ago|in Kursk|near the border|Paris, Texas
St. Petersburg|Korea|https://example.org/?a=b&c|<b>|</script>|&amp;|{{x}}|%s|[bold]|=1+1|@x|#y|قال الوزير|השר אמר
министр|not|部长说|🚀|👨‍👩‍👧|𝕏
ﬁ|half|million|tons of|euros|per cent|more than|three days|Wednesday’s|the late|former president
"""
MARKS = "\"“”‘’'«»`„()[]—–-,.:;?!…/\n\t \u00a0\u200b\u200d\u2060\ufeff\u202e\u2066\u0301\x07\x1b\u2028\x85\x0b\r"
PIECES = [*re.split(r"[|\n]", WORDS.strip()), *MARKS, "\n\n", "\r\n\r\n", "''", "``", "a" * 300]
SOUP = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).flatmap(
    lambda words: st.sampled_from([" ", " ", " ", ""]).map(lambda space: space.join(words))
)
WHOLE = """\
GENEVA, March 1 (Example) – “We did what we could,” Foreign Minister Anna Kovacs said on Friday after talks with the
union of 12,000 dockers failed. “The other side,” she added, “did not move.”

The union denied that it had walked out, as Example News reported, citing two officials who spoke on condition of
anonymity. It is unlikely that Kovacs will attend the meeting in Vienna on 9 March, according to her spokesman."""
DAYS = st.none() | st.sampled_from([date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31), date(2025, 4, 28)])


def anchors(value: Any) -> Iterator[Anchor]:
    """Every anchor in a value, however deep."""
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from anchors(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from anchors(getattr(value, field.name))


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span in JSON of the contract."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def check(reading: Reading) -> None:
    text = reading.report.text
    for anchor in anchors(reading):
        assert anchor.holds_in(text), anchor
    ids = [s.id for s in reading.statements]
    assert len(ids) == len(set(ids))
    for s in reading.statements:
        assert s.content
        assert list(s.content) == sorted(s.content)
        assert s.quote is None or s.source or s.cue
        assert s.made_by
        assert 0 <= s.confidence <= 1
        assert s.answers is None or s.answers in ids
    for e in reading.events:
        assert -3 <= e.factuality <= 3
        assert e.said_factuality is None or -3 <= e.said_factuality <= 3
        assert e.statement is None or e.statement in ids
    for q in reading.quantities:
        assert q.low is None or q.high is None or q.low <= q.high
    for c in reading.contradictions:
        assert {c.first, c.second} <= set(ids)
    row = json.loads(json.dumps(to_json(reading)))
    for span in spans({k: v for k, v in row.items() if k != "report"}):
        assert text[span["start"] : span["end"]] == span["text"]


def reading_of(text: str, day: date | None = None) -> Reading:
    when = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    return read(Report(text=text, published_at=when, language="en"))


@settings(max_examples=150)
@given(text=SOUP, day=DAYS)
@example(text='He said "', day=None)
@example(text="”” “said he", day=None)
@example(text=", according to", day=None)
@example(text="\n\n\n", day=None)
@example(text="\u202e" * 5, day=None)
@example(text="a\u0301" * 200, day=None)
@example(text="Monday " * 100, day=date(1, 1, 1))
@example(text="next year, next century, in 9,999 years", day=date(9999, 12, 31))
@example(text='"' * 501, day=None)
@example(text="he said she said " * 60, day=None)
@example(text="1" * 400 + " soldiers, 10^999 people, 1e309 dead", day=None)
def test_soup(text: str, day: date | None) -> None:
    reading = reading_of(text, day)
    assert reading.failure is None or "only English is read" in reading.failure
    check(reading)


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=200))
def test_any_characters(text: str) -> None:
    check(reading_of(text))


@settings(max_examples=25)
@given(st.data())
def test_a_report_cut_anywhere(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(WHOLE) - 1))
    end = data.draw(st.integers(start + 1, len(WHOLE)))
    check(reading_of(WHOLE[start:end], date(2024, 3, 1)))


def test_the_same_report_gives_the_same_reading() -> None:
    text = "The minister said on Friday that talks had failed. The union denied it."
    assert reading_of(text) == reading_of(text)
