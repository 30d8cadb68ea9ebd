"""What is expected next, when it falls due and how likely."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Act, Anchor, Forecast, Likelihood, Quote, Time, TimeType
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.forecasts.stage import find_forecast
from reportedly.reading.parsed import parse
from reportedly.reading.speech_act.stage import SpeechAct

pytestmark = pytest.mark.model

TODAY = date(2025, 3, 10)


def _forecast(
    text: str, content: str, cue: str | None = None, act: Act = Act.ASSERT, times: dict[str, str] | None = None
) -> Forecast | None:
    def at(words: str) -> Anchor:
        start = text.index(words)
        return Anchor.of(text, start, start + len(words))

    said = Attribution(
        source=None if cue is None else Anchor.of(text, 0, text.index(" ")),
        cue=at(cue) if cue else None,
        content=(at(content),),
        quote=Quote.INDIRECT if cue else None,
        confidence=1.0,
        made_by="t",
    )
    found = [
        Time(
            anchor=at(words),
            type=TimeType.DURATION if value.startswith("P") else TimeType.DATE,
            value=value,
            made_by="t",
        )
        for words, value in (times or {}).items()
    ]
    return find_forecast(parse(text), said, SpeechAct(act=act), sorted(found, key=lambda t: t.anchor), TODAY)


@pytest.mark.parametrize(
    ("text", "content", "cue", "act"),
    [
        ("Osaka said the ferry will sail again.", "the ferry will sail again", "said", Act.ASSERT),
        ("Osaka said the ferry would sail again.", "the ferry would sail again", "said", Act.ASSERT),
        ("Osaka says the ferry is going to sail.", "the ferry is going to sail", "says", Act.ASSERT),
        ("Osaka promised to repair the quay.", "to repair the quay", "promised", Act.PROMISE),
        ("Osaka expects the port to reopen.", "the port to reopen", "expects", Act.ASSERT),
        ("Osaka predicted a harsh winter.", "a harsh winter", "predicted", Act.PREDICT),
        ("Osaka warned that the quay could sink.", "the quay could sink", "warned", Act.PREDICT),
        ("The ferry is expected to sail again.", "The ferry is expected to sail again", None, Act.ASSERT),
        ("The ferry is set to leave the harbour.", "The ferry is set to leave the harbour", None, Act.ASSERT),
        ("Osaka said more storms are likely.", "more storms are likely", "said", Act.ASSERT),
        ("Osaka said the gap may grow.", "the gap may grow", "said", Act.ASSERT),
        ("Osaka did not rule out that the port could close.", "the port could close", "did not rule out", Act.ASSERT),
    ],
)
def test_statements_about_a_later_time(text: str, content: str, cue: str | None, act: Act) -> None:
    assert _forecast(text, content, cue, act) is not None


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Osaka said the ferry sank.", "the ferry sank", "said"),
        ("Osaka said the ferry would have sailed.", "the ferry would have sailed", "said"),
        ("Osaka said it would like to thank them.", "it would like to thank them", "said"),
        ("Osaka said that it could not open the gate.", "it could not open the gate", "said"),
        ("Osaka said the storm may have sunk it.", "the storm may have sunk it", "said"),
        ("Osaka said the engine is likely to have failed.", "the engine is likely to have failed", "said"),
        ("The ferry, which will sail again, is white.", "The ferry, which will sail again, is white", None),
        ("Osaka is a port.", "Osaka is a port", None),
    ],
)
def test_statements_about_their_own_time_or_an_earlier_one(text: str, content: str, cue: str | None) -> None:
    assert _forecast(text, content, cue) is None


@pytest.mark.parametrize(
    ("words", "value", "horizon"),
    [
        ("on Friday", "2025-03-14", "2025-03-14"),
        ("by the end of the year", "2025", "2025-12-31"),
        ("by May", "2025-05", "2025-05-31"),
        ("next week", "2025-W12", "2025-03-23"),
        ("over the next several weeks", "PXW", "2025-04-30"),
        ("within ten days", "P10D", "2025-03-20"),
        ("since 2019", "2019", None),
    ],
)
def test_horizons(words: str, value: str, horizon: str | None) -> None:
    text = f"Osaka said the port would reopen {words}."
    found = _forecast(text, f"the port would reopen {words}", "said", times={words: value})
    assert found is not None
    assert found.horizon == horizon


def test_the_latest_of_several_days_counts() -> None:
    text = "Osaka said the port would reopen on Friday or Saturday."
    found = _forecast(
        text,
        "the port would reopen on Friday or Saturday",
        "said",
        times={"Friday": "2025-03-14", "Saturday": "2025-03-15"},
    )
    assert found == Forecast(horizon="2025-03-15", likelihood=Likelihood.UNSTATED)


def test_a_day_named_before_in_the_paragraph_is_meant() -> None:
    text = "The launch is planned for 2 April. Engineers said the chances of it going ahead were slim."
    found = _forecast(text, "the chances of it going ahead were slim", "said", times={"2 April": "2025-04-02"})
    assert found == Forecast(horizon="2025-04-02", likelihood=Likelihood.UNLIKELY)


def test_a_day_of_another_paragraph_is_not() -> None:
    text = "The launch is planned for 2 April.\n\nEngineers said the chances of a merger were slim."
    found = _forecast(text, "the chances of a merger were slim", "said", times={"2 April": "2025-04-02"})
    assert found == Forecast(horizon=None, likelihood=Likelihood.UNLIKELY)


@settings(max_examples=30)
@given(st.text(alphabet=st.sampled_from("may will be the ferry “said, \n\u200bא12%"), min_size=1, max_size=60))
def test_nothing_raises(text: str) -> None:
    said = Attribution(
        source=None, cue=None, content=(Anchor.of(text, 0, len(text)),), quote=None, confidence=1.0, made_by="t"
    )
    doc = parse(text)
    for act in Act:
        find_forecast(doc, said, SpeechAct(act=act), (), TODAY)
