"""The rows of a sheet."""

from dataclasses import replace

import pytest

from reportedly.export.rows import rows_of
from reportedly.model import Actor, ActorKind, Anchor, Quantity, Reading, Report, Statement
from tests.export.made import RUN, ferry


def test_numbers_stand_on_the_innermost_word() -> None:
    text = "A said that B thinks 5 came, and 7 left. 9 stayed."
    a, b = (
        Statement(
            id=name,
            source=Anchor.of(text, place, place + 1),
            cue=None,
            content=(Anchor.of(text, text.index(start), text.index(end) + len(end)),),
            made_by="test",
        )
        for name, place, start, end in (("a", 0, "that B", "7 left"), ("b", 12, "5 came", "5 came"))
    )
    found = tuple(
        Quantity(anchor=Anchor.of(text, n, n + 1), low=1, high=1, unit=None, of=None, made_by="test")
        for n in (text.index("5"), text.index("7"), text.index("9"))
    )
    rows = rows_of(Reading(report=Report(text=text), run=RUN, statements=(a, b), quantities=found))
    assert [n.who for n in rows.numbers] == ["B", "A", None]


@pytest.mark.parametrize(
    ("name", "words", "shown"),
    [
        ("Norland", "Norland", None),
        ("Norland", "Norland’s", None),
        ("Norland Navy", "the Norland navy", None),
        ("Ann Berg", "Foreign Minister Ann Berg", None),
        ("Ann Berg", "Berg", None),
        ("Ánn Bérg", "Ann Berg", None),
        ("Ann Berg", "She", "She"),
        ("Norland", "The North", "The North"),
    ],
)
def test_words_are_shown_where_a_reader_would_not_know_whose_they_are(name: str, words: str, shown: str | None) -> None:
    text = f"{words} said it."
    statement = Statement(
        id="s",
        source=Anchor.of(text, 0, len(words)),
        cue=None,
        content=(Anchor.of(text, len(text) - 3, len(text) - 1),),
        actor=Actor(name=name, kind=ActorKind.STATE),
        made_by="test",
    )
    [row] = rows_of(Reading(report=Report(text=text), run=RUN, statements=(statement,))).statements
    assert (row.who, row.words) == (name, shown)


def test_statements_are_numbered_in_text_order_and_own_voice_is_not() -> None:
    reading = ferry()
    rows = rows_of(replace(reading, statements=reading.statements[::-1]))
    assert [r.number for r in rows.statements] == [1, 2, 3, 4, 5, 6]
    assert [r.number for r in rows.own_voice] == [0]
    assert rows.statements[3].answers == 2


def test_a_contradiction_with_a_statement_that_is_not_there_is_left_out() -> None:
    reading = ferry()
    rows = rows_of(replace(reading, statements=reading.statements[:3]))
    assert rows.contradictions == ()


def test_sources_are_counted_without_regard_to_case() -> None:
    rows = rows_of(ferry())
    assert rows.sources == 4
    assert [who for who, _ in rows.by_source()][:2] == ["Norland", "Admiralty of Norland"]
