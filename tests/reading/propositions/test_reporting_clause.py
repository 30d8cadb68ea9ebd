"""Contents that are no clause, after who says it and how."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.model import Act, Actor, ActorKind, Anchor, Quote
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model

_UNION = Actor(name="Dockers United", kind=ActorKind.ORGANISATION)
_LUND = Actor(name="Ana Lund", kind=ActorKind.PERSON, of="Harbour Board")
_VOTERS = Actor(name="voters", kind=ActorKind.GROUP)


def _worded(said: str, source: str, cue: str, content: str, actor: Actor | None, act: Act, **more: Any) -> str:
    start, at = said.index(content), said.index(cue)
    named: dict[str, Any] = {
        "source": Anchor.of(said, said.index(source), said.index(source) + len(source)) if source else None
    }
    parts, cut = [(start, start + len(content))], (at, at + len(cue))
    return proposition(said, act, parts=parts, cue=cut, actor=actor, **named, **more).wording


@pytest.mark.parametrize(
    ("said", "source", "cue", "content", "actor", "act", "words"),
    [
        (
            "The union strongly condemned the sale of the harbour.",
            "The union",
            "strongly condemned",
            "the sale of the harbour",
            _UNION,
            Act.EVALUATE,
            "[Dockers United strongly condemned] the sale of the harbour",
        ),
        (
            "Lund, who has endorsed the plan, left the hall early.",
            "Lund, who",
            "has endorsed",
            "the plan",
            _LUND,
            Act.EVALUATE,
            "[Ana Lund has endorsed] the plan",
        ),
        (
            "We welcome the decision of the court.",
            "We",
            "welcome",
            "the decision of the court",
            _UNION,
            Act.EVALUATE,
            "[Dockers United welcomes] the decision of the court",
        ),
        (
            "The union defended its strike.",
            "The union",
            "defended",
            "its strike",
            _UNION,
            Act.EVALUATE,
            "[Dockers United defended] its strike",
        ),
        (
            "Many voters in the old town oppose the bridge.",
            "Many voters in the old town",
            "oppose",
            "the bridge",
            _VOTERS,
            Act.EVALUATE,
            "[Many voters in the old town oppose] the bridge",
        ),
        (
            "The union explained how the cranes had been repaired.",
            "The union",
            "explained",
            "how the cranes had been repaired",
            _UNION,
            Act.ASSERT,
            "[Dockers United explained] how the cranes had been repaired",
        ),
        (
            "The union is sorry to be losing two of its members.",
            "The union",
            "is",
            "losing two of its members",
            _UNION,
            Act.EVALUATE,
            "[Dockers United is sorry to be] losing two of its members",
        ),
        (
            "Lund left the hall after praising the vote.",
            "Lund",
            "praising",
            "the vote",
            _LUND,
            Act.EVALUATE,
            "[Ana Lund praised] the vote",
        ),
        (
            "Lund, who is on the board, is leaving, hoping for a better offer.",
            "Lund, who is on the board",
            "hoping for",
            "a better offer",
            _LUND,
            Act.EVALUATE,
            "[Ana Lund hopes for] a better offer",
        ),
        (
            "The owners of the yard are disgusted by the sale.",
            "The owners of the yard",
            "are disgusted by",
            "the sale",
            _VOTERS,
            Act.EVALUATE,
            "[the owners of the yard are disgusted by] the sale",
        ),
        (
            "Lund and her deputy oppose the bridge.",
            "Lund and her deputy",
            "oppose",
            "the bridge",
            _LUND,
            Act.EVALUATE,
            "[Lund and her deputy oppose] the bridge",
        ),
        (
            "Lund would not say where the cranes had been sold.",
            "Lund",
            "would not say",
            "where the cranes had been sold",
            _LUND,
            Act.DECLINE,
            "[Ana Lund would not say] where the cranes had been sold",
        ),
        (
            "The union is unsure if the strike goes on.",
            "The union",
            "is unsure",
            "if the strike goes on",
            _UNION,
            Act.EVALUATE,
            "[Dockers United is unsure] if the strike goes on",
        ),
    ],
)
def test_a_content_that_is_no_clause_follows_source_and_cue(
    said: str, source: str, cue: str, content: str, actor: Actor, act: Act, words: str
) -> None:
    assert _worded(said, source, cue, content, actor, act) == words


def test_a_pronoun_that_stands_for_nobody_known_is_kept() -> None:
    said = "They'd demanded the reopening of the canal."
    assert _worded(said, "They", "'d demanded", "the reopening of the canal", None, Act.DEMAND).startswith("[they had")


@pytest.mark.parametrize(
    ("said", "cue", "content"),
    [
        ("The union said the harbour had been sold.", "said", "the harbour had been sold"),
        ("The union said that the harbour, sold in May, was empty.", "said", "the harbour, sold in May, was empty"),
        ("“A disgrace,” the union said.", "said", "A disgrace"),
    ],
)
def test_a_clause_and_a_content_before_its_cue_are_left_as_they_are(said: str, cue: str, content: str) -> None:
    assert _worded(said, "he union", cue, content, _UNION, Act.ASSERT) == content


def test_what_is_declined_is_left_open_without_its_cue() -> None:
    said = "The union would not say whether the strike goes on."
    content = "whether the strike goes on"
    assert _worded(said, "The union", "would not say", content, _UNION, Act.DECLINE) == "the strike goes on"


def test_a_question_is_no_assertion() -> None:
    said = "The survey asked whether the strike goes on."
    worded = _worded(said, "The survey", "asked", "whether the strike goes on", None, Act.ASSERT, quote=Quote.INDIRECT)
    assert worded == "[the survey asked whether] the strike goes on"


@pytest.mark.parametrize(
    ("said", "cue", "before", "behind", "words"),
    [
        (
            "The raid was described as a mistake.",
            "was described",
            "The raid",
            "a mistake",
            "The raid [was described as] a mistake",
        ),
        (
            "The offer is believed to be for eight years.",
            "is believed",
            "The offer",
            "to be for eight years",
            "The offer [is believed] to be for eight years",
        ),
    ],
)
def test_a_cue_between_the_parts_of_no_clause_is_put_in(
    said: str, cue: str, before: str, behind: str, words: str
) -> None:
    parts = [(said.index(part), said.index(part) + len(part)) for part in (before, behind)]
    at = said.index(cue)
    found = proposition(said, Act.EVALUATE, parts=parts, cue=(at, at + len(cue)), source=None, actor=None)
    assert found.wording == words


@pytest.mark.parametrize(
    ("said", "source", "cue", "content", "name", "words"),
    [
        (
            "Reds hope to win the seat.",
            "Reds",
            "hope",
            "to win the seat",
            "Red Party",
            "[Reds hope] to win the seat",
        ),
        (
            "The board again criticised the plan.",
            "The board",
            "again",
            "the plan",
            "Harbour Board",
            "[Harbour Board again criticised] the plan",
        ),
    ],
)
def test_verb_and_subject_go_together(said: str, source: str, cue: str, content: str, name: str, words: str) -> None:
    actor = Actor(name=name, kind=ActorKind.ORGANISATION)
    assert _worded(said, source, cue, content, actor, Act.EVALUATE) == words


def test_two_blanks_in_a_cue_are_one() -> None:
    text = "Norway complained  about the new quota."
    found = proposition(
        text,
        parts=[(25, 38)],
        cue=(7, 24),
        source=Anchor(0, 6, "Norway"),
        actor=Actor(name="Norway", kind=ActorKind.STATE),
        quote=None,
    )
    assert found.wording == "[Norway complained about] the new quota"


def test_an_adverb_before_the_verb_of_a_cue_stays_whole() -> None:
    text = "Norway so far has opposed the new quota."
    found = proposition(
        text,
        parts=[(26, 39)],
        cue=(7, 25),
        source=Anchor(0, 6, "Norway"),
        actor=Actor(name="Norway", kind=ActorKind.STATE),
        quote=None,
    )
    assert found.wording == "[Norway so far has opposed] the new quota"
