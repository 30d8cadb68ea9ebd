"""The act of a statement by rules and model together."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly import encoder
from reportedly.model import Act, Certainty, Polarity
from reportedly.reading.attribution.stage import find_attributions
from reportedly.reading.parsed import parse
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.speech_act.act_model import ACTS, SURE, act_features, correct_acts
from reportedly.reading.speech_act.stage import SpeechAct
from reportedly.reading.triggers.stage import find_triggers

pytestmark = pytest.mark.model

TEXT = "Aid workers said that the guards had fired into the queue. “We did not fire,” the commander told reporters."


def corrected(monkeypatch: pytest.MonkeyPatch, act: Act, chance: float, ruled: SpeechAct) -> SpeechAct:
    """What becomes of the first statement of TEXT if the model gives an act this probability."""
    rest = (1 - chance) / (len(ACTS) - 1)
    scores = np.log(np.array([chance if a is act else rest for a in ACTS], dtype=np.float32))
    monkeypatch.setattr(encoder, "acts", lambda *_: scores)
    parsed = parse(TEXT)
    evidence = gather_evidence(parsed, find_triggers(parsed))
    found = find_attributions(parsed, evidence)
    return correct_acts(parsed, evidence.words, evidence.tags, found, [ruled] * len(found))[0]


def test_a_sure_model_corrects_the_act(monkeypatch: pytest.MonkeyPatch) -> None:
    assert corrected(monkeypatch, Act.ACCUSE, SURE + 0.01, SpeechAct()).act is Act.ACCUSE


def test_no_weighty_act_comes_from_a_model_that_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert corrected(monkeypatch, Act.ACCUSE, SURE - 0.01, SpeechAct()).act is not Act.ACCUSE


def test_a_weighty_act_of_the_rules_stands_with_less(monkeypatch: pytest.MonkeyPatch) -> None:
    assert corrected(monkeypatch, Act.ACCUSE, SURE - 0.01, SpeechAct(act=Act.ACCUSE)).act is Act.ACCUSE


def test_other_acts_need_only_be_the_likeliest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert corrected(monkeypatch, Act.EVALUATE, SURE - 0.01, SpeechAct()).act is Act.EVALUATE


def test_a_denial_is_negative(monkeypatch: pytest.MonkeyPatch) -> None:
    assert corrected(monkeypatch, Act.DENY, 0.9, SpeechAct()).polarity is Polarity.NEGATIVE


def test_what_is_no_denial_after_all_is_not_negative(monkeypatch: pytest.MonkeyPatch) -> None:
    ruled = SpeechAct(act=Act.DENY, polarity=Polarity.NEGATIVE)
    assert corrected(monkeypatch, Act.EVALUATE, 0.9, ruled).polarity is Polarity.POSITIVE


def test_a_finding_in_the_negative_stays_negative(monkeypatch: pytest.MonkeyPatch) -> None:
    ruled = SpeechAct(polarity=Polarity.NEGATIVE)
    assert corrected(monkeypatch, Act.ESTIMATE, 0.9, ruled).polarity is Polarity.NEGATIVE


def test_who_declines_is_sure_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    act = corrected(monkeypatch, Act.DECLINE, 0.9, SpeechAct(certainty=Certainty.CERTAIN))
    assert (act.act, act.certainty) == (Act.DECLINE, Certainty.UNKNOWN)


def test_the_model_reads_the_words_of_the_statement_and_the_act_of_the_rules() -> None:
    parsed = parse(TEXT)
    evidence = gather_evidence(parsed, find_triggers(parsed))
    said = find_attributions(parsed, evidence)[1]
    ruled = SpeechAct(act=Act.DENY, polarity=Polarity.NEGATIVE)
    inputs = act_features(parsed.syntax, evidence.words.place(), said, ruled)
    words = [parsed.text[a:b] for a, b in evidence.words.spans]
    assert [words[k] for k in inputs.source] == ["the", "commander"]
    assert "fire" in [words[k] for k in inputs.content]
    assert ACTS[inputs.rule % len(ACTS)] is Act.DENY
    assert inputs.rule >= len(ACTS)
