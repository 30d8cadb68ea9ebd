"""Whom and what the pronouns and short references of a content stand for."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.model import Act, Actor, ActorKind, Anchor, Quote, Report
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.parsed import parse
from reportedly.reading.propositions.context import Context
from reportedly.reading.speakers.stage import resolve_in_discourse
from tests.reading.propositions.told import proposition

pytestmark = pytest.mark.model


def _said(text: str, content: str, source: str | None, actor: Actor | None, **more: Any) -> str:
    """The wording of the last place of a content in a text."""
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
    return about.wording


NORWAY = Actor(name="Norway", kind=ActorKind.STATE)
LUND = Actor(name="Ana Lund", kind=ActorKind.PERSON, of="Norway")
CREW = Actor(name="Sailors", kind=ActorKind.GROUP)
_SOURCES = Actor(name="Naval sources", kind=ActorKind.GROUP)


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
    assert found.casefold() == words.casefold()


def test_i_is_the_speaker_and_we_are_the_party() -> None:
    text = "“I welcome it. We are closing our ports,” Ana Lund said."
    quoted: dict[str, Any] = {"source": Anchor.of(text, 42, 50), "actor": LUND, "quote": Quote.DIRECT}
    assert proposition(text, parts=[(1, 13)], **quoted).wording == "[Ana Lund welcomes] it"
    assert proposition(text, parts=[(15, 39)], **quoted).wording == "[Norway is] closing [Norway’s] ports"


@pytest.mark.parametrize(
    ("text", "content", "source", "actor"),
    [
        ("Medics treating the victims said they had fled.", "they had fled", "Medics treating the victims", CREW),
        ("Naval sources said they had fled.", "they had fled", "Naval sources", _SOURCES),
        ("Ana Lund told Eva Holm that she had won.", "she had won", "Ana Lund", LUND),
        ("Norway said it was a lie.", "it was a lie", "Norway", NORWAY),
        ("Ana Lund said they had closed the ports.", "they had closed the ports", "Ana Lund", LUND),
    ],
)
def test_where_two_may_be_meant_nobody_is_named(text: str, content: str, source: str, actor: Actor) -> None:
    assert _said(text, content, source, actor) == content


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
    assert _said(text, content, None, None) == words


def test_of_two_dams_none_is_meant_for_sure() -> None:
    text = "The Havna dam was repaired. The Solberg dam was not. Hours later the dam had collapsed."
    assert _said(text, "Hours later the dam had collapsed", None, None) == "Hours later the dam had collapsed"


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
    assert found == "they are tired"


def test_she_is_nobody_whom_the_verb_has_as_its_object() -> None:
    words = _said("Ana Lund said she told Lund to go.", "she told Lund to go", "Ana Lund", LUND)
    assert words == "she told [Ana Lund] to go"


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("He had left the hall by noon, Ana Lund said.", "He had left the hall by noon", "Ana Lund"),
        ("They had left the ship by noon, naval sources said.", "They had left the ship by noon", "naval sources"),
    ],
)
def test_whoever_is_named_behind_the_words_speaks_of_somebody_else(text: str, content: str, source: str) -> None:
    start = text.index(source)
    actor = Actor(name=source, kind=ActorKind.GROUP if source[0].islower() else ActorKind.PERSON)
    whose = Anchor.of(text, start, start + len(source))
    assert proposition(text, parts=[(0, len(content))], source=whose, actor=actor).wording == content


def test_whoever_is_asked_is_not_the_speaker() -> None:
    text = "Jon Lund asked him to close the port."
    found = proposition(
        text,
        Act.DEMAND,
        parts=[(text.index("him"), len(text) - 1)],
        cue=(9, 14),
        source=Anchor.of(text, 0, 8),
        actor=Actor(name="Jon Lund", kind=ActorKind.PERSON),
    )
    assert found.wording == "[he should] close the port"


def test_a_third_person_beside_i_is_somebody_else() -> None:
    text = "Jon Lund said he had fallen and I saw it."
    found = _said(text, "he had fallen and I saw it", "Jon Lund", Actor(name="Jon Lund", kind=ActorKind.PERSON))
    assert found.startswith("he had fallen")


@pytest.mark.parametrize(
    ("text", "of", "words"),
    [
        ("“We are selling two ships,” said Ana Lund, who heads Fjordline.", "Fjordline", "[Fjordline is] selling"),
        ("“We are selling two ships,” said Ana Lund.", "Fjordline", "We are selling"),
        ("“We are selling two ships,” said Ana Lund of the Labour Party.", "Labour Party", "We are selling"),
        ("“We are selling two ships,” said Ana Lund, who helps Ole Berg.", "Ole Berg", "We are selling"),
    ],
)
def test_we_is_a_body_that_the_report_names_beside_the_speaker(text: str, of: str, words: str) -> None:
    content = "We are selling two ships"
    start, at = text.index(content), text.index("Ana Lund")
    part = Anchor.of(text, start, start + len(content))
    source = Anchor.of(text, at, at + 8)
    found = Attribution(source=source, cue=None, content=(part,), quote=Quote.DIRECT, confidence=1.0, made_by="made")
    _, discourse = resolve_in_discourse(parse(text), [found], Report(text=text))
    about = proposition(
        text,
        parts=[(part.start, part.end)],
        context=Context(discourse=discourse),
        source=source,
        actor=Actor(name="Ana Lund", kind=ActorKind.PERSON, of=of),
        quote=Quote.DIRECT,
    )
    assert about.wording.startswith(words)


def test_our_is_left_open_where_nobody_says_we() -> None:
    text = "“The strike hurts our allies,” Ana Lund said."
    quoted: dict[str, Any] = {"source": Anchor.of(text, 31, 39), "actor": LUND, "quote": Quote.DIRECT}
    assert proposition(text, parts=[(1, 28)], **quoted).wording == "The strike hurts our allies"


def test_shortened_forms_of_i_are_in_the_third_person() -> None:
    text = "“I'm glad. I don't know the man,” Ana Lund said."
    quoted: dict[str, Any] = {"source": Anchor.of(text, 34, 42), "actor": LUND, "quote": Quote.DIRECT}
    assert proposition(text, parts=[(1, 9)], **quoted).wording == "[Ana Lund is] glad"
    assert proposition(text, parts=[(11, 31)], **quoted).wording == "[Ana Lund doesn't] know the man"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The office building burnt. The apartment building stood. Hours later the building was shut.",
            "Hours later the building was shut",
        ),
        ("A wider crisis for the euro loomed. Hours later the crisis grew.", "Hours later the crisis grew"),
        ("The smartest people on the left agree. Hours later the people left.", "Hours later the people left"),
    ],
)
def test_a_short_reference_that_may_be_another_one_is_left_open(text: str, content: str) -> None:
    assert _said(text, content, None, None) == content


def test_a_record_does_not_say_i_of_itself() -> None:
    text = "“I saw the ship go down,” one tweet said."
    tweet = Actor(name="one tweet", kind=ActorKind.UNNAMED)
    quoted: dict[str, Any] = {"source": Anchor.of(text, 26, 35), "actor": tweet, "quote": Quote.DIRECT}
    assert proposition(text, parts=[(1, 23)], **quoted).wording == "I saw the ship go down"


def test_i_between_straight_marks_within_a_quotation_is_somebody_else() -> None:
    text = "“Then he says 'I am ill,' and leaves,” Ana Lund said."
    quoted: dict[str, Any] = {"source": Anchor.of(text, 39, 47), "actor": LUND, "quote": Quote.DIRECT}
    assert "[Ana Lund" not in proposition(text, parts=[(1, 36)], **quoted).wording


@pytest.mark.parametrize(("marks", "words"), [("“”", "the dam had collapsed"), ("  ", "[the old dam] had collapsed")])
def test_whoever_is_quoted_may_speak_of_another_dam(marks: str, words: str) -> None:
    text = f"The crew repaired an old dam. Ana Lund said {marks[0]}the dam had collapsed{marks[1]}."
    start = text.index("the dam")
    parsed = parse(text)
    found = Attribution(
        source=None,
        cue=None,
        content=(Anchor.of(text, start, start + 21),),
        quote=None,
        confidence=1.0,
        made_by="made",
    )
    _, discourse = resolve_in_discourse(parsed, [found], Report(text=text))
    quote = Quote.DIRECT if marks.strip() else Quote.INDIRECT
    about = proposition(
        text,
        parts=[(start, start + 21)],
        context=Context(discourse=discourse),
        source=Anchor.of(text, 30, 38),
        actor=LUND,
        quote=quote,
    )
    assert about.wording == words


def test_a_name_at_the_start_of_a_sentence_keeps_its_capital() -> None:
    woods = Actor(name="Woods", kind=ActorKind.UNNAMED)
    assert _said("Woods said he had fallen.", "he had fallen", "Woods", woods) in (
        "he had fallen",
        "[Woods] had fallen",
    )


@pytest.mark.parametrize(
    ("text", "content", "source", "actor"),
    [
        ("Ana Lund says she died on Sunday.", "she died on Sunday", "Ana Lund", LUND),
        (
            "Governor Eva Holm won. The governor has a long list of foes.",
            "The governor has a long list of foes",
            None,
            None,
        ),
        ("Eva Holm is no born sailor. He left at dawn.", "He left at dawn", None, None),
        (
            "We have had years of peace.",
            "We have had years of peace",
            None,
            Actor(name="Solvik Herald", kind=ActorKind.OUTLET),
        ),
    ],
)
def test_a_doubtful_reference_stays(text: str, content: str, source: str | None, actor: Actor | None) -> None:
    assert _said(text, content, source, actor) == content


def test_verbs_in_one_with_a_pronoun_are_written_in_full() -> None:
    assert _said("Ana Lund said she’ll resign.", "she’ll resign", "Ana Lund", LUND) == "[Ana Lund will] resign"
    assert _said("Ana Lund said she's ready.", "she's ready", "Ana Lund", LUND) == "[Ana Lund is] ready"
    assert (
        _said("Ana Lund said she's been robbed.", "she's been robbed", "Ana Lund", LUND) == "[Ana Lund has] been robbed"
    )


def test_words_of_a_headline_are_put_in_for_nothing() -> None:
    text = "Norway and Chile\nLund's wet season ended. Ana Lund missed the rest of the season."
    assert "Chile" not in _said(text, "Ana Lund missed the rest of the season", None, None)


def test_a_last_name_gets_the_full_name_once() -> None:
    text = "Sarah Holm left Lima. Holm sold the ferry, and Holm wept."
    assert _said(text, "Holm sold the ferry, and Holm wept", None, None) == "[Sarah Holm] sold the ferry, and Holm wept"


def test_of_two_people_of_one_name_none_is_meant_for_sure() -> None:
    text = "Sarah Holm and David Holm left Lima. Holm sold the ferry."
    assert _said(text, "Holm sold the ferry", None, None) == "Holm sold the ferry"
