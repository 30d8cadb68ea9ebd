"""What answers what, and which statements exclude each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Act, Actor, ActorKind, Anchor, Quantity, Statement
from reportedly.reading.parsed import parse
from reportedly.reading.relations.stage import find_contradictions, find_replies
from tests.reading.stages import events

pytestmark = pytest.mark.model


def _statements(text: str, *rows: tuple[str, str, str, Act]) -> list[Statement]:
    """Statements from (source, cue, content, act), each part searched from where the last row ended."""
    found = []
    begin = 0
    for n, (source, cue, content, act) in enumerate(rows):
        parts = []
        for words in (source, cue, content):
            start = text.index(words, begin)
            parts.append(Anchor.of(text, start, start + len(words)))
        begin = min(p.start for p in parts) + 1
        found.append(
            Statement(
                id=f"s{n}", source=parts[0], cue=parts[1], content=(parts[2],), act=act, made_by="t",
                actor=Actor(name=source, kind=ActorKind.ORGANISATION),
            )
        )  # fmt: skip
    return found


def test_a_denial_answers_the_statement_before_it() -> None:
    text = (
        "Greenwater said the refinery had dumped oil in the bay. The mayor said the beach was open. "
        "Norpetro denied that its refinery had dumped oil."
    )
    statements = _statements(
        text,
        ("Greenwater", "said", "the refinery had dumped oil in the bay", Act.ASSERT),
        ("The mayor", "said", "the beach was open", Act.ASSERT),
        ("Norpetro", "denied", "its refinery had dumped oil", Act.DENY),
    )
    answers = [s.answers for s in find_replies(parse(text), statements)]
    assert answers == [None, None, "s0"]


def test_a_denial_may_come_first() -> None:
    text = "Norpetro denied dumping oil in the bay. Greenwater had said the firm dumped oil in the bay for years."
    statements = _statements(
        text,
        ("Norpetro", "denied", "dumping oil in the bay", Act.DENY),
        ("Greenwater", "said", "the firm dumped oil in the bay for years", Act.ASSERT),
    )
    assert find_replies(parse(text), statements)[0].answers == "s1"


def test_a_noun_points_back() -> None:
    text = "Greenwater said divers found barrels near the pier. Norpetro rejected the allegation."
    statements = _statements(
        text,
        ("Greenwater", "said", "divers found barrels near the pier", Act.ACCUSE),
        ("Norpetro", "rejected", "the allegation", Act.DENY),
    )
    assert find_replies(parse(text), statements)[1].answers == "s0"


def test_a_denial_of_something_else_answers_nothing() -> None:
    text = "Greenwater said divers found barrels near the pier. Norpetro denied that it would sell its fleet."
    statements = _statements(
        text,
        ("Greenwater", "said", "divers found barrels near the pier", Act.ASSERT),
        ("Norpetro", "denied", "it would sell its fleet", Act.DENY),
    )
    assert [s.answers for s in find_replies(parse(text), statements)] == [None, None]


def test_words_in_common_are_no_answer_if_what_is_said_to_be_so_is_not_among_them() -> None:
    text = (
        "Greenwater said the coal deal had brought 40 ships to the port. "
        "Norpetro denied that the fire on the pier delayed the coal deal."
    )
    statements = _statements(
        text,
        ("Greenwater", "said", "the coal deal had brought 40 ships to the port", Act.ASSERT),
        ("Norpetro", "denied", "the fire on the pier delayed the coal deal", Act.DENY),
    )
    assert [s.answers for s in find_replies(parse(text), statements)] == [None, None]


@pytest.mark.parametrize("denied", ["any role in the raid on the coal depot", "that it had raided the depot"])
def test_a_denial_in_other_forms_answers(denied: str) -> None:
    text = f"Greenwater said Norpetro raided the coal depot in May. Norpetro denied {denied}."
    statements = _statements(
        text,
        ("Greenwater", "said", "Norpetro raided the coal depot in May", Act.ASSERT),
        ("Norpetro", "denied", denied.removeprefix("that "), Act.DENY),
    )
    assert find_replies(parse(text), statements)[1].answers == "s0"


def test_nobody_answers_themselves() -> None:
    text = "Norpetro said the tank leaked oil. Norpetro denied that the tank leaked oil."
    statements = _statements(
        text,
        ("Norpetro", "said", "the tank leaked oil", Act.ASSERT),
        ("Norpetro", "denied", "the tank leaked oil", Act.DENY),
    )
    assert find_replies(parse(text), statements)[1].answers is None


def _contradictions(
    text: str, statements: list[Statement], quantities: tuple[Quantity, ...] = ()
) -> list[tuple[str, str]]:
    doc = parse(text)
    statements = list(find_replies(doc, statements))
    mentions = events(doc, statements, (), (), quantities)
    return [(c.first, c.second) for c in find_contradictions(doc, statements, mentions, quantities)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Greenwater said the tanker spilled oil off Bergen. Norpetro said the tanker did not spill oil off Bergen.",
            ("Greenwater", "said", "the tanker spilled oil off Bergen", Act.ASSERT),
            ("Norpetro", "said", "the tanker did not spill oil off Bergen", Act.ASSERT),
        ),
        (
            "The junta spoke of victory in Tarsk. The league said its men continued fighting in the town.",
            ("The junta", "spoke of", "victory in Tarsk", Act.ASSERT),
            ("The league", "said", "its men continued fighting in the town", Act.ASSERT),
        ),
        (
            "The clinic said Olsen was alive. The family said Olsen had died.",
            ("The clinic", "said", "Olsen was alive", Act.ASSERT),
            ("The family", "said", "Olsen had died", Act.ASSERT),
        ),
        (
            "Chile said its troops had withdrawn from Arica. Peru said they remained in Arica.",
            ("Chile", "said", "its troops had withdrawn from Arica", Act.ASSERT),
            ("Peru", "said", "they remained in Arica", Act.ASSERT),
        ),
    ],
)
def test_statements_that_cannot_both_hold(
    text: str, first: tuple[str, str, str, Act], second: tuple[str, str, str, Act]
) -> None:
    assert _contradictions(text, _statements(text, first, second)) == [("s0", "s1")]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "The junta spoke of victory in Tarsk. The league said its men continued fighting in Orsk.",
            ("The junta", "spoke of", "victory in Tarsk", Act.ASSERT),
            ("The league", "said", "its men continued fighting in Orsk", Act.ASSERT),
        ),
        (
            "Chile said its troops had withdrawn from Arica. Peru said it would remain in Arica.",
            ("Chile", "said", "its troops had withdrawn from Arica", Act.ASSERT),
            ("Peru", "said", "it would remain in Arica", Act.PROMISE),
        ),
        (
            "The clinic said Olsen was alive. The clinic said Olsen had died.",
            ("The clinic", "said", "Olsen was alive", Act.ASSERT),
            ("The clinic", "said", "Olsen had died", Act.ASSERT),
        ),
    ],
)
def test_statements_that_can(text: str, first: tuple[str, str, str, Act], second: tuple[str, str, str, Act]) -> None:
    assert _contradictions(text, _statements(text, first, second)) == []


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(40.0, None, [("s0", "s1")]), (5.0, None, []), (None, None, [])],
)
def test_bounds_that_do_not_meet(low: float | None, high: float | None, expected: list[tuple[str, str]]) -> None:
    text = "Rescuers said over forty miners had died at Lota. The company said nine miners had died at Lota."
    statements = _statements(
        text,
        ("Rescuers", "said", "over forty miners had died at Lota", Act.ASSERT),
        ("The company", "said", "nine miners had died at Lota", Act.ASSERT),
    )

    def count(words: str, low: float | None, high: float | None) -> Quantity:
        start = text.index(words)
        anchor = Anchor.of(text, start, start + len(words))
        return Quantity(anchor=anchor, low=low, high=high, unit="people", of="miners", made_by="t")

    quantities = (count("over forty", low, high), count("nine", 9.0, 9.0))
    assert _contradictions(text, statements, quantities) == expected


def test_the_reason_names_both() -> None:
    text = "The clinic said Olsen was alive. The family said Olsen had died."
    statements = _statements(
        text,
        ("The clinic", "said", "Olsen was alive", Act.ASSERT),
        ("The family", "said", "Olsen had died", Act.ASSERT),
    )
    doc = parse(text)
    (found,) = find_contradictions(doc, statements, (), ())
    assert "The clinic" in found.reason
    assert "The family" in found.reason


@settings(max_examples=30)
@given(st.text(alphabet=st.sampled_from("the army denied “it, \n\u200bא12 alive dead"), min_size=2, max_size=60))
def test_nothing_raises(text: str) -> None:
    doc = parse(text)
    half = len(text) // 2
    spans = [Anchor.of(text, 0, half), Anchor.of(text, half, len(text))]
    statements = [
        Statement(id=str(n), source=a, cue=a, content=(a,), act=act, made_by="t")
        for n, (a, act) in enumerate(zip(spans, (Act.ASSERT, Act.DENY), strict=True))
    ]
    answered = find_replies(doc, statements)
    assert [s.id for s in answered] == ["0", "1"]
    find_contradictions(doc, answered, events(doc, answered, (), (), ()), ())
