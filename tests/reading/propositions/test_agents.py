"""Who does what a statement tells, and whether it is a success to boast of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.model import Anchor, EventMention
from tests.reading.propositions.told import proposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Agent

pytestmark = pytest.mark.model


def agent(said: str, *, begin: int = 0, events: Sequence[EventMention] = ()) -> Agent | None:
    return proposition(said, parts=[(begin, len(said))], events=events).agent


def _whose(found: Agent | None, speaker: str) -> str | None:
    if found is None:
        return None
    return speaker if found.speaker else found.party.name if found.party else None


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
        statement="told",
        factuality=3.0,
        said_factuality=3.0,
        made_by="made",
    )


@pytest.mark.parametrize(
    ("said", "speaker", "whose"),
    [
        ("Norway has closed its harbours", "Chile", "Norway"),
        ("it had closed its harbours", "Chile", "Chile"),
        ("it shared the view that divers had cut the cable", "Chile", None),
        ("it had concluded that Norwegian divers cut the cable", "Chile", None),
        ("it had sunk the ship that carried the cable", "Chile", "Chile"),
        ("its divers had cut the cable", "Chile", "Chile"),
        ("its divers had been ordered to show restraint", "Chile", None),
        ("its divers are believed to have cut the cable", "Chile", "Chile"),
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
    assert _whose(agent(said), speaker) == whose


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
    assert _whose(agent(said, events=[_event(said, trigger, actor)]), "Norway") == whose


def test_the_speaker_is_the_doer_only_where_the_content_leaves_the_doer_out() -> None:
    said = "Chile admitted sinking the ferry, Chile said two of the crew drowned"
    doer = Anchor.of(said, 0, 5)
    for begin, trigger, whose in ((15, "sinking", "Chile"), (46, "drowned", None)):
        event = replace(_event(said, trigger, None), actors=(doer,))
        assert _whose(agent(said, begin=begin, events=[event]), "Chile") == whose


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
    assert proposition(said).boast is boast
