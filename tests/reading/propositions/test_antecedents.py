"""Whom and what the pronouns and short references of a content stand for."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.model import Actor, ActorKind, Anchor, Quote, Report
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.parsed import parse
from reportedly.reading.propositions.context import Context
from reportedly.reading.speakers.stage import resolve_in_discourse
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


def _said(text: str, content: str, source: str | None, actor: Actor | None, **more: Any) -> tuple[str, bool]:
    """The wording of the last place of a content in a text, and whether it stands alone."""
    start = text.rindex(content)
    part = Anchor.of(text, start, start + len(content))
    whose = (
        Anchor.of(text, text.rindex(source, 0, start), text.rindex(source, 0, start) + len(source)) if source else None
    )
    found = Attribution(source=whose, cue=None, content=(part,), quote=None, confidence=1.0, made_by="made")
    _, discourse = resolve_in_discourse(parse(text), [found], Report(text=text))
    about = proposition(
        text,
        parts=[(part.start, part.end)],
        context=Context(discourse=discourse),
        source=whose,
        actor=actor,
        quote=Quote.INDIRECT if source else None,
        **more,
    )
    return about.wording, about.stands_alone


NORWAY = Actor(name="Norway", kind=ActorKind.STATE)
LUND = Actor(name="Ana Lund", kind=ActorKind.PERSON, of="Norway")
CREW = Actor(name="Sailors", kind=ActorKind.GROUP)


@pytest.mark.parametrize(
    ("text", "content", "source", "actor", "words"),
    [
        (
            "Norway said that it had closed its ports.",
            "it had closed its ports",
            "Norway",
            NORWAY,
            "[Norway] had closed its ports",
        ),
        ("Ana Lund said she had resigned.", "she had resigned", "Ana Lund", LUND, "[Ana Lund] had resigned"),
        ("Norway said its ports were shut.", "its ports were shut", "Norway", NORWAY, "[Norway’s] ports were shut"),
        (
            "Norway said it was aware of the leak.",
            "it was aware of the leak",
            "Norway",
            NORWAY,
            "[Norway] was aware of the leak",
        ),
        ("Sailors said they had not slept.", "they had not slept", "Sailors", CREW, "[Sailors] had not slept"),
    ],
)
def test_reported_speech_speaks_of_its_speaker(text: str, content: str, source: str, actor: Actor, words: str) -> None:
    found = _said(text, content, source, actor)
    assert (found[0].casefold(), found[1]) == (words.casefold(), True)


def test_i_is_the_speaker_and_we_are_the_party() -> None:
    text = "“I welcome it. We are closing our ports,” Ana Lund said."
    quoted: dict[str, Any] = {"source": Anchor.of(text, 42, 50), "actor": LUND, "quote": Quote.DIRECT}
    assert proposition(text, parts=[(1, 13)], **quoted).wording == "[Ana Lund welcomes] it"
    assert proposition(text, parts=[(15, 39)], **quoted).wording == "[Norway is] closing [Norway’s] ports"


@pytest.mark.parametrize(
    ("text", "content", "source", "actor"),
    [
        ("Medics treating the victims said they had fled.", "they had fled", "Medics treating the victims", CREW),
        ("Ana Lund told Eva Holm that she had won.", "she had won", "Ana Lund", LUND),
        ("Norway said it was a lie.", "it was a lie", "Norway", NORWAY),
        ("Ana Lund said they had closed the ports.", "they had closed the ports", "Ana Lund", LUND),
    ],
)
def test_where_two_may_be_meant_nobody_is_named(text: str, content: str, source: str, actor: Actor) -> None:
    assert _said(text, content, source, actor) == (content, False)


@pytest.mark.parametrize(
    ("text", "content", "words"),
    [
        (
            "Peaceful marches against the tax began in March. They were broken up.",
            "They were broken up",
            "[peaceful marches against the tax] were broken up",
        ),
        (
            "The crew of the Havna dam fled at dawn. Hours later the dam had collapsed.",
            "Hours later the dam had collapsed",
            "Hours later [the Havna dam] had collapsed",
        ),
        (
            "Eva Holm was arrested, Ana Lund said. She is being held in Lima.",
            "She is being held in Lima",
            "[Eva Holm] is being held in Lima",
        ),
        (
            "Anonymous letters reached three banks. An hour later the letters were burnt.",
            "An hour later the letters were burnt",
            "An hour later [the anonymous letters] were burnt",
        ),
    ],
)
def test_the_outlet_speaks_of_what_came_before(text: str, content: str, words: str) -> None:
    assert _said(text, content, None, None) == (words, True)


def test_of_two_dams_none_is_meant_for_sure() -> None:
    text = "The Havna dam was repaired. The Solberg dam was not. Hours later the dam had collapsed."
    assert _said(text, "Hours later the dam had collapsed", None, None)[0] == "Hours later the dam had collapsed"


def test_whoever_is_quoted_within_a_quotation_is_not_the_speaker() -> None:
    text = "“The general told us, ‘I will burn it,’ in May,” Ana Lund said."
    found = proposition(
        text,
        parts=[(1, text.index(",”"))],
        source=Anchor.of(text, text.index("Ana"), text.index(" said")),
        actor=LUND,
        quote=Quote.DIRECT,
    )
    assert "[Ana Lund] will burn" not in found.wording


@pytest.mark.parametrize("name", ["Many", "Percent", "Maj", "Tenn.", "the Inquiry (CoI"])
def test_a_count_or_half_a_name_names_nobody(name: str) -> None:
    actor = Actor(name=name, kind=ActorKind.UNNAMED)
    found = _said("Many say they are tired.", "they are tired", "Many", actor)
    assert found == ("they are tired", False)


def test_she_is_nobody_whom_the_verb_has_as_its_object() -> None:
    words, alone = _said("Ana Lund said she told Lund to go.", "she told Lund to go", "Ana Lund", LUND)
    assert (words, alone) == ("she told Lund to go", False)
