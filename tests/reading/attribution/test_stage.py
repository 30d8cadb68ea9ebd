"""Statements that rules and tagger find together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Quote
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.parsed import parse
from tests.reading.attribution.test_rules import DIRECT, OTHERS, SPEECH
from tests.reading.stages import attributions

pytestmark = pytest.mark.model


def one(text: str) -> Attribution:
    """The only statement."""
    (only,) = attributions(parse(text))
    return only


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Lund said the road was open.", Quote.INDIRECT),
        ("“The road is open,” Lund said.", Quote.DIRECT),
        ("Lund said the road was “wide open”.", Quote.MIXED),
    ],
)
def test_whose_words_they_are(text: str, quote: Quote) -> None:
    assert one(text).quote is quote


def test_every_statement_says_what_made_it_and_how_sure_that_is() -> None:
    for text, _ in (*SPEECH, *DIRECT, *OTHERS):
        for said in attributions(parse(text)):
            assert said.made_by.startswith(("reader", "rule:"))
            assert 0 < said.confidence <= 1


def test_the_plain_cases_have_both_the_rule_and_the_tagger_behind_them() -> None:
    said = one("The mayor said that the bridge would reopen in May.")
    assert said.made_by == "reader+rule:that"
    assert said.frame == "that"
    assert said.confidence > 0.7


def test_together_they_find_who_says_what() -> None:
    hit = asked = 0
    for text, expected in (*SPEECH, *DIRECT):
        got = {(a.source.exact if a.source else None, c.exact) for a in attributions(parse(text)) for c in a.content}
        want = {(source, content) for source, contents in expected for content in contents}
        hit, asked = hit + len(got & want), asked + len(want)
    assert hit / asked > 0.65


WORDS = "said he told claims denied Rome was it reported citing as by and according|to The|minister quoted|as|saying"
MARKS = [*"\"“”‘’',.:\n\u200b\u202e\x00()—€🚢", "''", "\n\n"]
SOUP = st.lists(st.sampled_from([*(w.replace("|", " ") for w in WORDS.split()), *MARKS]), max_size=40).map(" ".join)


@settings(max_examples=60)
@given(SOUP)
def test_no_soup_of_words_and_marks_raises_or_shifts_an_anchor(text: str) -> None:
    for said in attributions(parse(text)):
        for anchor in (*said.content, *said.via, *(a for a in (said.source, said.cue) if a)):
            assert anchor.holds_in(text)
        assert list(said.content) == sorted(said.content)


@pytest.mark.parametrize(
    "text",
    [
        "The firm withdrew a statement in which it had blamed the pilots.",
        "The bank called in the auditor on Monday.",
    ],
)
def test_content_that_names_only_a_day_or_asks_is_no_statement(text: str) -> None:
    said = [c.exact for s in attributions(parse(text)) for c in s.content]
    assert not {"which", "Monday", "on Monday"} & set(said)


def test_content_is_whole_behind_a_preposition() -> None:
    text = "The tower fell on Sunday.\n\nOfficials put the number of dead at 40."
    assert one(text).content[-1].exact == "the number of dead at 40"
