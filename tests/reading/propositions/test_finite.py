"""Infinitives and gerunds with their subjects."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.model import Act, Anchor
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


def _wording(text: str, content: str, act: Act, **more: Any) -> str:
    start = text.index(content)
    source = Anchor(0, len(text.split()[0]), text.split()[0])
    found = proposition(text, act, parts=[(start, start + len(content))], source=source, **more)
    return found.wording


@pytest.mark.parametrize(
    ("text", "content", "act", "words"),
    [
        ("Norway promised to close its ports.", "to close its ports", Act.PROMISE, "[Norway will] close its ports"),
        ("Norway urged Chile to close its ports.", "to close its ports", Act.DEMAND, "[Chile should] close its ports"),
        (
            "Norway called on Chile to close its ports.",
            "to close its ports",
            Act.DEMAND,
            "[Chile should] close its ports",
        ),
        (
            "Norway vowed not to close its ports.",
            "not to close its ports",
            Act.PROMISE,
            "[Norway will] not close its ports",
        ),
        (
            "Norway urged Chile to close its ports and to pay.",
            "to close its ports and to pay",
            Act.DEMAND,
            "[Chile should] close its ports and pay",
        ),
        ("Chile denied sinking the ferry.", "sinking the ferry", Act.DENY, "[Chile sank] the ferry"),
        ("Chile denied having sunk the ferry.", "having sunk the ferry", Act.DENY, "[Chile has] sunk the ferry"),
        ("Norway accused Chile of sinking the ferry.", "sinking the ferry", Act.ACCUSE, "[Chile sank] the ferry"),
        (
            "Norway accused Chile of sinking the ferry and hiding the wreck.",
            "sinking the ferry and hiding the wreck",
            Act.ACCUSE,
            "[Chile sank] the ferry and [hid] the wreck",
        ),
        ("Norway claimed to have sunk the ferry.", "to have sunk the ferry", Act.ASSERT, "[Norway has] sunk the ferry"),
    ],
)
def test_a_whole_clause_is_made_of_it(text: str, content: str, act: Act, words: str) -> None:
    assert _wording(text, content, act) == words


def test_a_judgement_gets_its_copula() -> None:
    text = "Norway described the raid as an outrage."
    assert _wording(text, "the raid as an outrage", Act.EVALUATE) == "the raid [is] an outrage"
    text = "Norway wants the ports reopened."
    assert _wording(text, "the ports reopened", Act.DEMAND) == "the ports [should be] reopened"


def test_a_subject_in_the_content_stays_there() -> None:
    text = "The ferry is expected to reach Bergen."
    found = proposition(text, Act.PREDICT, parts=[(0, 9), (22, 37)], cue=(10, 21), source=None)
    assert found.wording == "The ferry [will] reach Bergen"


def test_what_nobody_is_said_to_do_stays_a_fragment() -> None:
    assert _wording("Norway tried to close its ports.", "to close its ports", Act.ASSERT) == "close its ports"
    assert _wording("Norway refused to comment on it.", "to comment on it", Act.DECLINE) == "comment on it"


@pytest.mark.parametrize(
    ("text", "content", "act"),
    [
        ("Sailors said, pointing at the sea, nothing.", "pointing at the sea", Act.ASSERT),
        ("Norway was hoping to close its ports.", "to close its ports", Act.PROMISE),
        ("Polls show Lund leading in Norway.", "Lund leading in Norway", Act.ASSERT),
        ("If Norway promises to close its ports, Chile will pay.", "to close its ports", Act.PROMISE),
    ],
)
def test_what_nobody_says_or_does_gets_no_subject(text: str, content: str, act: Act) -> None:
    assert "[" not in _wording(text, content, act)[0]


def test_a_noun_that_takes_an_infinitive_is_not_its_subject() -> None:
    text = "Norway announced plans to close its ports."
    assert "[will]" not in _wording(text, "plans to close its ports", Act.PROMISE)[0]


def test_whoever_is_to_do_it_is_a_subject() -> None:
    text = "Norway asked them to close the ports."
    assert _wording(text, "them to close the ports", Act.DEMAND) == "[they should] close the ports"


def test_an_infinitive_behind_a_clause_stays() -> None:
    text = "It is good for Norway to close its ports, the king said."
    assert _wording(text, "It is good for Norway to close its ports", Act.PROMISE).endswith("to close its ports")
