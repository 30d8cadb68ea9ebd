"""Whose act it is, whether it is one to boast of, which words say it plainly, when a forecast is due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.linking.agency import agreed, is_boast, whose_act
from reportedly.linking.embedding import mentions
from reportedly.linking.wording import plainness, words_of
from reportedly.model import Act, Anchor, EventMention, Party
from tests.linking.made import statement


def _event(said: str, trigger: str, actor: str | None) -> EventMention:
    start = said.index(trigger)
    doer = Anchor.of(said, said.index(actor), said.index(actor) + len(actor)) if actor else None
    return EventMention(
        trigger=Anchor.of(said, start, start + len(trigger)),
        type=None,
        mode=None,
        actors=(doer,) if doer else (),
        recipients=(),
        place=None,
        time=None,
        quantities=(),
        statement=None,
        factuality=3.0,
        said_factuality=3.0,
        made_by="made",
    )


@pytest.mark.parametrize(
    ("said", "speaker", "whose"),
    [
        ("Norway has closed its harbours", "Chile", "Norway"),
        ("it had closed its harbours", "Chile", "Chile"),
        ("its divers had cut the cable", "Chile", "Chile"),
        ("Norwegian trawlers were seen off Peru", "Chile", None),
        ("the dead included 12 Norwegians and 4 Chileans", "Chile", None),
        ("19 of the divers had been on their way to Norway", "Norway", None),
        ("Norway has received similar letters", "Norway", None),
        ("it hoped for an answer from Peru", "Chile", None),
        ("the ferry of a firm in Norway has closed its bar", "Norway", None),
        ("the cable was cut by Chilean divers", "Norway", "Chile"),
        ("Norwegian trawlers were sunk by Peru", "Norway", "Peru"),
        ("the cable was cut", "Norway", None),
        ("In January and February Norway has closed four harbours", "Chile", "Norway"),
        ("Sub-units of the armed forces of Norway have closed the harbour", "Chile", "Norway"),
    ],
)
def test_whose_act_it_is(said: str, speaker: str, whose: str | None) -> None:
    assert whose_act(statement(said), (), Party(speaker)) == (Party(whose) if whose else None)


@pytest.mark.parametrize("act", [Act.DEMAND, Act.EVALUATE, Act.PREDICT, Act.PROMISE, Act.DECLINE])
def test_a_demand_a_view_a_plan_is_nobodys_act(act: Act) -> None:
    assert whose_act(statement("Norway has closed its harbours", act), (), Party("Norway")) is None


@pytest.mark.parametrize(
    ("said", "trigger", "actor", "whose"),
    [
        ("Chilean divers cut the cable", "cut", "Chilean divers", "Chile"),
        ("its own divers cut the cable", "cut", "its own divers", "Norway"),
        ("the cable that Chilean divers cut has been repaired", "cut", "Chilean divers", None),
        ("Norway has news of a cut cable", "cut", None, None),
        ("Norway repaired the cable", "repaired", None, "Norway"),
    ],
)
def test_the_doer_of_the_main_happening_counts(said: str, trigger: str, actor: str | None, whose: str | None) -> None:
    assert whose_act(statement(said), (_event(said, trigger, actor),), Party("Norway")) == (
        Party(whose) if whose else None
    )


@pytest.mark.parametrize(
    ("said", "boast"),
    [
        ("our troops have liberated the port", True),
        ("the army captured two divers", True),
        ("two divers have been captured", False),
        ("two divers were captured by the navy", True),
        ("the army killed two rebels", True),
        ("the army killed two farmers", False),
        ("the boat was shot down the river", False),
        ("the harbour was closed", False),
    ],
)
def test_successes_are_boasts(said: str, boast: bool) -> None:
    assert is_boast(statement(said)) is boast


def test_whose_act_it_is_takes_more_than_half_of_those_that_tell() -> None:
    chile, peru = Party("Chile"), Party("Peru")
    assert agreed([chile, None, None, None, peru, chile]) == chile
    assert agreed([chile, peru]) is None
    assert agreed([None]) is None


def test_the_speaker_is_the_doer_only_where_the_content_leaves_the_doer_out() -> None:
    said = "Chile admitted sinking the ferry, Chile said two of the crew drowned"
    doer = Anchor.of(said, 0, 5)
    for begin, trigger, whose in ((15, "sinking", "Chile"), (46, "drowned", None)):
        told = replace(statement(said), content=(Anchor.of(said, begin, len(said)),))
        event = replace(_event(said, trigger, None), actors=(doer,))
        assert whose_act(told, (event,), Party("Chile")) == (Party(whose) if whose else None)


def test_mentions_come_in_order_and_the_longest_name_wins() -> None:
    assert [who for _, who in mentions("The South Koreans met the Kremlin and North Korea’s envoy.")] == [
        "South Korea",
        "Russia",
        "North Korea",
    ]
    assert mentions("turkey with rice") == []


@pytest.mark.parametrize(
    ("plainer", "less_plain"),
    [
        ("Norway has closed three of its harbours to trawlers", "it has closed them"),
        ("Norway has closed three of its harbours", "the closure"),
        ("Norway has closed three of its harbours", " ".join(["Norway has closed three of its harbours"] * 6)),
        ("it has closed them", "which"),
        ("the harbours had been closed", "lawmakers on Wednesday"),
        ("the harbours had been closed", "who had helped to close the harbours of Norway"),
        ("the harbours had been closed", "Three inspectors to close the harbours of Norway by"),
        ("Norway closed three of its harbours", "he closed three of his harbours"),
    ],
)
def test_plain_words_win(plainer: str, less_plain: str) -> None:
    assert plainness(statement(plainer)) > plainness(statement(less_plain))
    assert plainness(statement(plainer)) > plainness(statement(plainer, Act.PREDICT))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("that the harbours were closed", "the harbours were closed"),
        ("and that it rained", "it rained"),
        ("to close its harbours", "close its harbours"),
        ("That’s so", "That’s so"),
        ("that", "that"),
    ],
)
def test_a_content_is_shown_without_what_hung_it_on_its_cue(said: str, words: str) -> None:
    assert words_of(statement(said)) == words
