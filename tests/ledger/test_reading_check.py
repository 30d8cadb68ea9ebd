"""What cannot be in a reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reportedly import lexicon
from reportedly.ledger import reading_check
from reportedly.model import (
    Anchor,
    Anchoring,
    Contradiction,
    EventMention,
    Forecast,
    Likelihood,
    Mention,
    Party,
    Place,
    Quantity,
    Reading,
    Time,
    TimeType,
)
from tests.ledger.told import STORY, read

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = read(STORY[0])
TEXT = GOOD.report.text
FIRST, SECOND = GOOD.statements
HERE, NOWHERE = Anchor.of(TEXT, 0, 6), Anchor(0, 6, "Sweden")
PLACE = Place(anchor=HERE, name="Norway", geonameid=1, country="NO", lat=60.0, lon=8.0, made_by="told")
NUMBER = Quantity(anchor=HERE, low=1, high=2, unit=None, of=None, made_by="told")
EVENT = EventMention(
    trigger=HERE,
    type=None,
    mode=None,
    actors=(),
    recipients=(),
    place=None,
    time=None,
    quantities=(),
    statement=FIRST.id,
    factuality=3,
    said_factuality=None,
    made_by="told",
)
TIME = Time(anchor=HERE, type=TimeType.DATE, value="2031", anchored=Anchoring.TEXT, anchored_on=HERE, made_by="told")
WHOLE = replace(GOOD, places=(PLACE,), quantities=(NUMBER,), events=(EVENT,), times=(TIME,))


def _said(**changes: Any) -> Reading:
    return replace(WHOLE, statements=(replace(FIRST, **changes), SECOND))


def _about(**changes: Any) -> Reading:
    assert FIRST.proposition
    return _said(proposition=replace(FIRST.proposition, **changes))


def test_what_can_be_is_no_problem() -> None:
    assert list(reading_check.problems(WHOLE)) == []


WRONG: dict[str, Callable[[], Reading]] = {
    "a time says": lambda: replace(WHOLE, times=(replace(TIME, anchored_on=NOWHERE),)),
    "a quantity says": lambda: replace(WHOLE, quantities=(replace(NUMBER, whole=NOWHERE),)),
    f"statement {FIRST.id} says": lambda: _said(via=(NOWHERE,)),
    "the proposition of": lambda: _about(parties=(Mention(anchor=NOWHERE, party=Party("Sweden")),)),
    "an event says": lambda: replace(WHOLE, events=(replace(EVENT, quantities=(NOWHERE,)),)),
    f"statement {FIRST.id} refers": lambda: _said(answers="0" * 16),
    "a quantity refers": lambda: replace(WHOLE, quantities=(replace(NUMBER, statement="0" * 16),)),
    "an event refers": lambda: replace(WHOLE, events=(replace(EVENT, statement="0" * 16),)),
    "a contradiction refers": lambda: replace(
        WHOLE, contradictions=(Contradiction(first=FIRST.id, second="0" * 16, reason="", made_by="told"),)
    ),
    "is there twice": lambda: replace(WHOLE, statements=(FIRST, FIRST)),
    "has no content": lambda: _said(content=()),
    "confidence cannot": lambda: _said(confidence=1.5),
    "the name of the actor": lambda: _said(actor=replace(FIRST.actor, name=" ")) if FIRST.actor else WHOLE,
    "said_at cannot": lambda: _said(said_at=STORY[0].published_at.date().replace(year=9999)),  # type: ignore[union-attr]
    "plainness cannot": lambda: _about(plainness=float("inf")),
    "geonameid cannot": lambda: replace(WHOLE, places=(replace(PLACE, geonameid=10**12),)),
    "lat cannot": lambda: replace(WHOLE, places=(replace(PLACE, lat=91.0),)),
    "lon cannot": lambda: replace(WHOLE, places=(replace(PLACE, lon=float("nan")),)),
    "lat and lon cannot": lambda: replace(WHOLE, places=(replace(PLACE, lon=None),)),
    "country cannot": lambda: replace(WHOLE, places=(replace(PLACE, country="Norway"),)),
    "high cannot": lambda: replace(WHOLE, quantities=(replace(NUMBER, high=float("inf")),)),
    "low and high cannot": lambda: replace(WHOLE, quantities=(replace(NUMBER, low=3),)),
    "factuality cannot": lambda: replace(WHOLE, events=(replace(EVENT, factuality=4),)),
    "value cannot": lambda: replace(WHOLE, times=(replace(TIME, value="2031-13"),)),
    "mod cannot": lambda: replace(WHOLE, times=(replace(TIME, mod="SOMETIME"),)),
    "anchored cannot": lambda: replace(WHOLE, times=(replace(TIME, value=None, anchored_on=None),)),
    "something is there twice": lambda: replace(WHOLE, events=(EVENT, EVENT)),
    "are not in text order": lambda: replace(WHOLE, statements=(SECOND, FIRST)),
    "answers itself": lambda: _said(answers=FIRST.id),
    "or one itself": lambda: replace(
        WHOLE, contradictions=(Contradiction(first=FIRST.id, second=FIRST.id, reason="", made_by="told"),)
    ),
    "quote cannot": lambda: _said(quote=None),
    "the horizon of the forecast": lambda: _said(forecast=Forecast(horizon="soon", likelihood=Likelihood.EVEN)),
    "wording cannot": lambda: _about(wording=" "),
    "a party cannot": lambda: _about(parties=(Mention(anchor=HERE, party=Party("Norway", "z")),)),
    "its reading failed": lambda: replace(WHOLE, failure="was not read"),
}


@pytest.mark.parametrize("problem", WRONG)
def test_what_cannot_be_is_told(problem: str) -> None:
    told = list(reading_check.problems(WRONG[problem]()))
    assert any(problem in sentence for sentence in told), told
    assert all(sentence.startswith("report a: ") for sentence in told)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("He hid 17kg of tea.", "[Vik] hid 17 kg of [his] tea"),
        ("He said“no cut” was seen.", "saidno cut"),
        ("The cable[12] broke.", "[On Monday] cable broke"),
        ("The crew (of two) left", "of two left [Bergen]"),
        ("The list [of crews left", "The list [of ports left"),
    ],
)
def test_a_wording_has_the_words_of_its_text(text: str, wording: str) -> None:
    assert _unwritten(text, wording) == []
    assert len(_unwritten(text, f"Eels {wording}".replace("[of ports", ""))) == 1


def _unwritten(text: str, wording: str) -> list[str]:
    reading = replace(_about(wording=wording), report=replace(GOOD.report, text=text))
    return [problem for problem in reading_check.problems(reading) if f"the wording of statement {FIRST.id}" in problem]


def test_countries_of_the_tables_at_hand_are_known() -> None:
    """Other tables may have others."""
    own = replace(GOOD.run, lexicon=lexicon.digest())
    for code, run, right in (("QQ", own, False), ("QQ", GOOD.run, True), ("XK", own, True), ("Q", GOOD.run, False)):
        reading = replace(WHOLE, run=run, places=(replace(PLACE, country=code),))
        assert (list(reading_check.problems(reading)) == []) is right
