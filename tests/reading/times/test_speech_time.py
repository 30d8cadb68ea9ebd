"""The day on which a source spoke, over given parses and times."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.model import Anchor, Time, TimeType
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.times.speech_time import speech_day
from tests.reading.docs import parsed

ON_FRIDAY = """
The       DT   det    2
mayor     NN   nsubj  3
said      VBD  ROOT   0
on        IN   prep   3
Friday    NNP  pobj   4
that      IN   mark   9
the       DT   det    8
bridge    NN   nsubj  9
reopened  VBD  ccomp  3  lemma=reopen
.         .    punct  3
"""
INSIDE = """
The       DT   det    2
mayor     NN   nsubj  3
said      VBD  ROOT   0
the       DT   det    5
bridge    NN   nsubj  6
reopened  VBD  ccomp  3  lemma=reopen
on        IN   prep   6
Friday    NNP  pobj   7
.         .    punct  3
"""
BEFORE = """
On        IN   prep   5
Friday    NNP  pobj   1
the       DT   det    4
mayor     NN   nsubj  5
said      VBD  ROOT   0
the       DT   det    7
bridge    NN   nsubj  8
reopened  VBD  ccomp  5  lemma=reopen
.         .    punct  5
"""
OF_ANOTHER_VERB = """
The       DT   det    2
mayor     NN   nsubj  7
elected   VBN  acl    2  lemma=elect
on        IN   prep   3
Friday    NNP  pobj   4
,         ,    punct  2
said      VBD  ROOT   0
the       DT   det    9
bridge    NN   nsubj  10
reopened  VBD  ccomp  7  lemma=reopen
.         .    punct  7
"""
RIGHT_AFTER = """
"The      DT   det    2
bridge    NN   nsubj  3
reopened  VBD  ccomp  7  lemma=reopen
,         ,    punct  7
the       DT   det    6
mayor     NN   nsubj  7
said      VBD  ROOT   0
late      RB   advmod 9
Friday    NNP  npadvmod 3
.         .    punct  7
"""
FRIDAY = date(2025, 4, 25)


def spoken(rows: str, content: str, value: str = "2025-04-25", published: date | None = None) -> date | None:
    report = parsed(rows)

    def at(words: str) -> Anchor:
        start = report.text.index(words)
        return Anchor.of(report.text, start, start + len(words))

    said = Attribution(source=None, cue=at("said"), content=(at(content),), quote=None, confidence=1.0, made_by="t")
    time = Time(anchor=at("Friday"), type=TimeType.DATE, value=value, made_by="t")
    return speech_day(report, said, [time], published)


@pytest.mark.parametrize(
    ("rows", "content", "day"),
    [
        (ON_FRIDAY, "the bridge reopened", FRIDAY),
        (BEFORE, "the bridge reopened", FRIDAY),
        (RIGHT_AFTER, "The bridge reopened", FRIDAY),
        (INSIDE, "the bridge reopened on Friday", None),
        (OF_ANOTHER_VERB, "the bridge reopened", None),
    ],
)
def test_the_time_must_modify_the_cue(rows: str, content: str, day: date | None) -> None:
    assert spoken(rows, content) == day


@pytest.mark.parametrize("value", ["2025-W17", "2025-04", "2025-04-25/2025-04-26", "PAST_REF"])
def test_no_day_is_taken_from_a_longer_time(value: str) -> None:
    assert spoken(ON_FRIDAY, "the bridge reopened", value) is None


def test_a_time_of_day_has_its_day() -> None:
    assert spoken(ON_FRIDAY, "the bridge reopened", "2025-04-25TEV") == FRIDAY


def test_nobody_spoke_after_the_report_was_published() -> None:
    assert spoken(ON_FRIDAY, "the bridge reopened", published=FRIDAY) == FRIDAY
    assert spoken(ON_FRIDAY, "the bridge reopened", published=date(2025, 4, 24)) is None
