"""What is done by saying it."""

from __future__ import annotations

import pytest

from reportedly.model import Act, Certainty, Manner, Polarity, Report
from reportedly.reading import read
from reportedly.reading.attribution.own_voice import find_own_voice
from reportedly.reading.parsed import parse
from reportedly.reading.speech_act.stage import SpeechAct, find_speech_act
from tests.reading.stages import attributions

pytestmark = pytest.mark.model


def speech_act(text: str) -> SpeechAct:
    doc = parse(text)
    found = attributions(doc) or find_own_voice(doc, ())
    return find_speech_act(doc, found[0])


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The ministry said the dam had been built in 1960.", Act.ASSERT),
        ("The ministry confirmed that the dam had burst.", Act.CONFIRM),
        ("The ministry admitted that the dam had burst.", Act.CONFIRM),
        ("The ministry denied that the dam had burst.", Act.DENY),
        ("The ministry denied having sold the dam.", Act.DENY),
        ("The ministry dismissed the report as false.", Act.DENY),
        ("The ministry ruled out a sale.", Act.DENY),
        ("The ministry labelled the story \u201cpure fantasy\u201d.", Act.DENY),
        ("The ministry called the claims untrue.", Act.DENY),
        ("Critics called the film a beautiful lie.", Act.EVALUATE),
        ("The miller pleaded guilty to fraud.", Act.CONFIRM),
        ("\u201cWe have no comment on that,\u201d she said.", Act.DECLINE),
        ("\u201cI have nothing to add,\u201d she said.", Act.DECLINE),
        ("The owner said that the pump had failed.", Act.ASSERT),
        ("The miller said that the plan had failed badly.", Act.EVALUATE),
        ("The mill said it would publish the data in June.", Act.PROMISE),
        ("The mill said it would suffer in June.", Act.PREDICT),
        ("He said it would take a week to mend the mill.", Act.PREDICT),
        ("The mill said it would not renew the lease.", Act.PREDICT),
        ("The millers said they would probably leave in June.", Act.PREDICT),
        ("The miller said the river would rise in June.", Act.PREDICT),
        ("Neighbours asked for silence.", Act.DEMAND),
        ("\u201cThat is not true,\u201d the miller said.", Act.DENY),
        ("There is no truth in the story, the miller said.", Act.DENY),
        ("The claims are without foundation, the mill said.", Act.DENY),
        ("The mill said there was no flour left.", Act.ASSERT),
        ("\u201cThat is a question for the court,\u201d the miller said.", Act.DECLINE),
        ("The miller said it was premature to speculate.", Act.DECLINE),
        ("The ministry could not confirm that the dam had burst.", Act.DECLINE),
        ("The ministry declined to say whether the dam had burst.", Act.DECLINE),
        ("The ministry stopped short of confirming that it had sold the mine.", Act.DECLINE),
        ("The ministry refused to rule out a sale.", Act.DECLINE),
        ("The ministry neither confirmed nor denied the sale.", Act.DECLINE),
        ("The ministry has not denied that the dam was sold.", Act.DECLINE),
        ("“We cannot confirm that the dam was sold,” she said.", Act.DECLINE),
        ("“I deny that the dam was sold,” she said.", Act.DENY),
        ("“The claims about the dam are nothing but propaganda,” she said.", Act.DENY),
        ("The reports of a sale are baseless, the ministry said.", Act.DENY),
        ("The reports of a sale are not false, the ministry said.", Act.ASSERT),
        ("The ministry has dismissed as groundless the reports that the dam was sold.", Act.DENY),
        ("The ministry neither confirmed nor ruled out that the dam would be sold.", Act.DECLINE),
        ("Today, “I can confirm that the dam was sold,” she said.", Act.CONFIRM),
        ("Norway accused Denmark of fishing in its waters.", Act.ACCUSE),
        ("The minister said Denmark had violated the treaty.", Act.ACCUSE),
        ("The agency estimated that 300 people had died.", Act.ESTIMATE),
        ("The agency put the damage at 30 million euros.", Act.ESTIMATE),
        ("About 300 people have been killed, the agency said.", Act.ESTIMATE),
        ("The agency said the river would rise by Sunday.", Act.PREDICT),
        ("The agency predicted a long winter.", Act.PREDICT),
        ("A strike is likely, the union said.", Act.PREDICT),
        ("The union vowed to fight the sale.", Act.PROMISE),
        ("“We will rebuild the dam,” she said.", Act.PROMISE),
        ("The union called on the owners to resign.", Act.DEMAND),
        ("The union urged the owners to resign.", Act.DEMAND),
        ("The owners must resign, the union said.", Act.DEMAND),
        ("She told the owners to resign.", Act.DEMAND),
        ("She said that the sale was a grave mistake.", Act.EVALUATE),
        ("She called the sale a disgrace.", Act.EVALUATE),
        ("She praised the firemen.", Act.EVALUATE),
        ("The dam burst on Monday.", Act.ASSERT),
    ],
)
def test_act(text: str, act: Act) -> None:
    assert speech_act(text).act is act


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The ministry denied that the dam had burst.", Polarity.NEGATIVE),
        ("The ministry rejected the claim.", Polarity.NEGATIVE),
        ("She does not believe that the dam burst.", Polarity.NEGATIVE),
        ("The ministry has not denied that the dam burst.", Polarity.POSITIVE),
        ("The ministry said that the dam had not burst.", Polarity.POSITIVE),
    ],
)
def test_polarity(text: str, polarity: Polarity) -> None:
    assert speech_act(text).polarity is polarity


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("She said the dam had burst.", Certainty.CERTAIN),
        ("She said the dam had probably burst.", Certainty.PROBABLE),
        ("She said the dam may have burst.", Certainty.POSSIBLE),
        ("She believes the dam has burst.", Certainty.PROBABLE),
        ("She asked whether the dam had burst.", Certainty.UNKNOWN),
        ("She could not confirm that the dam had burst.", Certainty.UNKNOWN),
        ("She said the man who may run the dam was ill.", Certainty.CERTAIN),
        ("She said the dam had burst on 3 May.", Certainty.CERTAIN),
        ("She said May Lund had left the dam.", Certainty.CERTAIN),
        ("She said there could be no doubt that the dam had burst.", Certainty.CERTAIN),
        ("She said there was some doubt that the dam had burst.", Certainty.POSSIBLE),
    ],
)
def test_certainty(text: str, certainty: Certainty) -> None:
    assert speech_act(text).certainty is certainty


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("She said the dam had burst.", Manner.SPEECH),
        ("She wrote that the dam had burst.", Manner.WRITING),
        ("She said in a letter that the dam had burst.", Manner.WRITING),
        ("She thinks the dam has burst.", Manner.THOUGHT),
        ("The dam has burst in the night.", Manner.WRITING),
    ],
)
def test_manner(text: str, manner: Manner) -> None:
    assert speech_act(text).manner is manner


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Norway confirmed for the first time that it had sold the dam.", True),
        ("In its first public acknowledgement, Norway said that it had sold the dam.", True),
        ("Norway said that women had run the dam for the first time.", False),
        ("Norway said that it had sold the dam.", False),
        ("Norway, breaking its silence, said that it had sold the dam.", True),
        ("Norway, which until now had denied it, confirmed that it had sold the dam.", True),
    ],
)
def test_first_time(text: str, first: bool) -> None:
    assert speech_act(text).first_time is first


def test_first_time_belongs_to_the_cue_that_it_depends_on() -> None:
    text = "Lund admitted for the first time that the brakes were worn, after denying it for three days."
    parsed = parse(text)
    acts = [find_speech_act(parsed, said) for said in attributions(parsed)]
    assert [(a.act, a.first_time) for a in acts] == [(Act.CONFIRM, True), (Act.DENY, False)]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The ministry said the dam had not burst.", Polarity.NEGATIVE),
        ("The ministry said there were no survivors.", Polarity.NEGATIVE),
        ("Engineers said boiler No 3 had leaked.", Polarity.POSITIVE),
        ("There is no doubt that the guards opened the gate, the ministry said.", Polarity.POSITIVE),
        ("It is not in question that the guards opened the gate, the ministry said.", Polarity.POSITIVE),
        ("The ministry said only the driver could have opened the gate.", Polarity.POSITIVE),
        ("The ministry said the dam had burst.", Polarity.POSITIVE),
        ("The ministry denied that the dam had burst.", Polarity.NEGATIVE),
        ("The ministry declined to comment.", Polarity.POSITIVE),
    ],
)
def test_polarity_is_that_of_what_the_source_presents(text: str, polarity: Polarity) -> None:
    assert read(Report(text=text)).statements[0].polarity is polarity
