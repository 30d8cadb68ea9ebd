"""The text cut into segments: nothing is lost, and everything is marked at its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.marking import paragraphs
from reportedly.export.wording import shown
from reportedly.model import Anchor, Reading, Report, Statement
from tests.export.made import RUN, ferry, hostile


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def reading(text: str, *contents: list[tuple[int, int]], spoken: bool = True) -> Reading:
    """A reading with one statement for each list of spans; its cue is the first character."""
    return Reading(
        report=Report(text=text),
        run=RUN,
        statements=tuple(
            Statement(
                id=f"{n:02}",
                source=Anchor.of(text, 0, 1) if spoken else None,
                cue=None,
                content=tuple(Anchor.of(text, a, b) for a, b in spans),
                made_by="test",
            )
            for n, spans in enumerate(contents, start=1)
        ),
    )


def laid_out(made: Reading) -> list[tuple[str, tuple[int, ...]]]:
    return [(s.text, tuple(m.number for m in s.marks)) for p in paragraphs(made) for s in p.segments]


def test_nested_contents_are_marked_widest_first() -> None:
    assert laid_out(reading("a bcd e", [(0, 7)], [(2, 5)]))[1:] == [(" ", (1,)), ("bcd", (1, 2)), (" e", (1,))]


def test_crossing_contents_share_their_overlap() -> None:
    assert laid_out(reading("-abcdef", [(1, 5)], [(3, 7)])) == [
        ("-", ()),
        ("ab", (1,)),
        ("cd", (1, 2)),
        ("ef", (2,)),
    ]


def test_parts_of_one_content_open_once_and_close_once() -> None:
    [paragraph] = paragraphs(reading("-ab cd ef", [(1, 3), (4, 6), (7, 9)]))
    assert [[m.id for m in s.opens] for s in paragraph.segments if s.opens] == [["01"]]
    assert [s.text for s in paragraph.segments if s.closes] == ["ef"]


def test_a_content_across_paragraphs_has_its_note_where_it_begins() -> None:
    first, second = paragraphs(reading("-one\n\ntwo three", [(1, 9)]))
    assert (first.notes, second.notes) == ((1,), ())
    assert [s.text for s in second.segments if s.marks] == ["two"]
    assert [m.number for m in second.segments[0].closes] == [1]


def test_a_content_that_ends_in_the_gap_closes_before_it() -> None:
    first, second = paragraphs(reading("-one\n\ntwo", [(1, 5)]))
    assert [m.number for m in first.segments[-1].closes] == [1]
    assert not second.segments[0].marks


def test_own_voice_is_found_but_not_marked() -> None:
    [paragraph] = paragraphs(reading("Rain fell.", [(0, 10)], spoken=False))
    assert [(s.text, s.marks, [m.id for m in s.opens]) for s in paragraph.segments] == [("Rain fell.", (), ["01"])]
    assert paragraph.notes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo\nstill two\n \nthree", ["one", "two\nstill two", "three"]),
        ("one\ntwo\n", ["one", "two"]),
        ("one\r\n\r\ntwo", ["one", "two"]),
        ("  one  ", ["one"]),
        ("\n\n", []),
        ("", []),
    ],
)
def test_paragraphs_are_kept(text: str, expected: list[str]) -> None:
    found = paragraphs(Reading(report=Report(text=text), run=RUN))
    assert ["".join(s.text for s in p.segments) for p in found] == expected


@pytest.mark.parametrize("made", [ferry(), hostile()], ids=["ferry", "hostile"])
def test_segments_hold_the_text_exactly(made: Reading) -> None:
    whole = "".join(s.text for p in paragraphs(made) for s in p.segments)
    assert squeezed(whole) == squeezed(shown(made.report.text))


@given(st.data())
def test_any_borders_lose_nothing(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab \n\t\r\u202e\x00é😀"), min_size=1, max_size=40))
    place = st.integers(0, len(text))
    span = st.tuples(place, place).map(sorted).filter(lambda s: s[0] < s[1]).map(lambda s: (s[0], s[1]))
    contents = data.draw(st.lists(st.lists(span, min_size=1, max_size=3), max_size=6))
    made = reading(text, *contents)
    found = paragraphs(made)
    assert squeezed("".join(s.text for p in found for s in p.segments)) == squeezed(shown(text))
    for s in made.statements:
        marked = "".join(g.text for p in found for g in p.segments if s.id in {m.id for m in g.marks})
        covered = {n for c in s.content for n in range(c.start, c.end)}
        assert squeezed(marked) == squeezed(shown("".join(text[n] for n in sorted(covered))))
