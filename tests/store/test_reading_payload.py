"""A Reading comes back from its JSON as it was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from reportedly.model import (
    Act,
    Actor,
    ActorKind,
    Agent,
    Anchor,
    Certainty,
    Contradiction,
    Counting,
    EventMention,
    EventType,
    Forecast,
    Likelihood,
    Manner,
    Mention,
    Object,
    Party,
    Place,
    Polarity,
    PredicateClass,
    Proposition,
    Quantity,
    Quote,
    Reading,
    Report,
    Run,
    Stance,
    Statement,
    Time,
    TimeType,
)
from reportedly.store.reading_payload import check, from_payload, to_payload

TEXT = "Ana Lund said on Monday that 12 boats had left Lisse."


def _at(words: str) -> Anchor:
    return Anchor.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


FULL = Reading(
    report=Report(text=TEXT, id="r"),
    run=Run(software="s", pipeline="p", encoder="e", lexicon="l"),
    statements=(
        Statement(
            id="s1",
            source=_at("Ana Lund"),
            cue=_at("said"),
            content=(_at("12 boats"), _at("had left Lisse")),
            via=(_at("Monday"),),
            actor=Actor(name="Ana Lund", kind=ActorKind.PERSON, of="Lisse"),
            anonymous=True,
            quote=Quote.MIXED,
            manner=Manner.WRITING,
            answers="s0",
            act=Act.PREDICT,
            polarity=Polarity.NEGATIVE,
            certainty=Certainty.POSSIBLE,
            said_at=date(2031, 3, 3),
            first_time=True,
            forecast=Forecast(horizon="2031-04", likelihood=Likelihood.EVEN),
            proposition=Proposition(
                wording="12 boats had left Lisse",
                plainness=1.5,
                stands_alone=False,
                predicate="leave",
                agent=Agent(words=_at("12 boats"), party=Party("Lisse"), speaker=True),
                doer="boat",
                object=Object(words=_at("Lisse"), head="lisse", party=Party("Lisse")),
                place=1,
                times=("2031-03-03",),
                negated=True,
                mixed=True,
                against=True,
                denied=True,
                ahead=True,
                conditional=True,
                verdict=Stance.DENY,
                classes=(PredicateClass(name="leave", sign=-1),),
                boast=True,
                earlier=True,
                parties=(Mention(anchor=_at("Lisse"), party=Party("Lisse")),),
            ),
            confidence=0.25,
            made_by="m",
        ),
    ),
    times=(Time(anchor=_at("Monday"), type=TimeType.DATE, value="2031-03-03", mod="APPROX", made_by="m"),),
    places=(Place(anchor=_at("Lisse"), name="Lisse", geonameid=1, country="NL", lat=52.2, lon=4.5, made_by="m"),),
    quantities=(
        Quantity(
            anchor=_at("12"),
            low=12.0,
            high=None,
            unit="boat",
            of="boats",
            whole=_at("12 boats"),
            counting=Counting.ADDED,
            times=(_at("Monday"),),
            places=(_at("Lisse"),),
            statement="s1",
            made_by="m",
        ),
    ),
    events=(
        EventMention(
            trigger=_at("left"),
            type=EventType.YIELD,
            mode=None,
            actors=(_at("12 boats"),),
            recipients=(),
            place=_at("Lisse"),
            time=None,
            quantities=(_at("12"),),
            statement="s1",
            factuality=-1.5,
            said_factuality=None,
            made_by="m",
        ),
    ),
    contradictions=(Contradiction(first="s1", second="s2", reason="numbers", made_by="m"),),
)


def test_everything_comes_back() -> None:
    kept = json.loads(json.dumps(to_payload(FULL)))
    assert from_payload(kept, FULL.report, FULL.run, None) == FULL


def test_nothing_comes_back_as_nothing() -> None:
    empty = Reading(report=FULL.report, run=FULL.run, failure="no words")
    assert from_payload(to_payload(empty), FULL.report, FULL.run, "no words") == empty


def test_what_was_kept_before_a_field_was_there_comes_back_without_it() -> None:
    kept = json.loads(json.dumps(to_payload(FULL)))
    for quantity in kept["quantities"]:
        del quantity["whole"], quantity["statement"], quantity["counting"], quantity["times"], quantity["places"]
    (back,) = from_payload(kept, FULL.report, FULL.run, None).quantities
    assert (back.low, back.whole, back.statement) == (12, None, None)
    assert (back.counting, back.times, back.places) == (None, (), ())


def test_a_payload_is_written_as_ledgers_of_before_hold_it() -> None:
    kept = json.loads((Path(__file__).parent / "payload.json").read_text("utf-8"))
    assert json.dumps(to_payload(FULL)) == json.dumps(kept)


def test_a_value_that_is_not_of_its_kind_is_named() -> None:
    kept = to_payload(FULL) | {"times": [{"anchor": None}]}
    with pytest.raises(ValidationError, match="anchor"):
        from_payload(kept, FULL.report, FULL.run, None)


def test_checking_takes_no_number_for_words() -> None:
    check(to_payload(FULL))
    with pytest.raises(ValidationError, match="start"):
        check(json.loads(json.dumps(to_payload(FULL)).replace('"start": 29', '"start": "29"')))
