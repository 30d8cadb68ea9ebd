"""The sheet in a terminal: at each width, through a pipe, with hostile text."""

import io
import re
import unicodedata

import pytest
from rich.console import Console

from reportedly.export.sheet import render
from reportedly.model import Reading, Report
from tests.export.made import RUN, TEXT, ferry, hostile


def printed(reading: Reading, width: int, *, colour: bool = False, **options: bool) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=colour, color_system="truecolor" if colour else None).print(
        render(reading, **options)
    )
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 100, 120, 132, 160, 240])
def test_every_part_is_there_at_every_width(width: int) -> None:
    out = " ".join(printed(ferry(), width).split())
    for part in (
        "Norland admits sinking ferry",
        "Test Courier · 5 March 2031 · ferry-1",
        "6 statements by 4 sources, 1 contradiction, 1 forecast",
        "first time",
        "[unnamed]",
        "2031-03-04",
        "probable",
        "answers 2",
        "≥ 90 people: dead",
        "40–50 people",
        "Tuesday → 2031-03-04",
        "June → 2031-06 (before)",
        "Places that stand for a party",
        "due 2031-06",
        "ASSAULT/heavy-weapons",
        "→ 40–50 against ≥ 90 dead",
    ):
        assert part in out, part
    assert "closed” " not in out  # the event without a type is left out


@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_no_line_is_wider_than_the_console(width: int) -> None:
    for reading in (ferry(), hostile()):
        assert max(len(line.rstrip()) for line in printed(reading, width).splitlines()) <= width


@pytest.mark.parametrize("width", [80, 97, 120, 131, 160])
def test_no_word_is_cut(width: int) -> None:
    reading = ferry()
    known = set(re.findall(r"\w+", TEXT.casefold()))
    section = printed(reading, width).split("Against each other")[0].split("How sure" if width >= 100 else "What")[1]
    words = set(re.findall(r"\w+", section.casefold()))
    labels = "confirms denies asserts promises estimates first time forecast through unnamed answers certain probable"
    assert {w for w in words - known - set(labels.split()) if not w.isdigit()} == set()


def test_the_chain_has_its_own_column_only_where_there_is_room() -> None:
    assert "Through" not in printed(ferry(), 80)
    assert "through the Norland News Agency" in " ".join(printed(ferry(), 120).split())
    assert "Through" in printed(ferry(), 140)


def test_own_voice_stands_apart_and_can_be_left_out() -> None:
    assert "In the outlet’s own voice" in printed(ferry(), 80)
    assert "stayed closed" not in printed(ferry(), 80, own_voice=False)


@pytest.mark.parametrize("width", [80, 120, 160])
def test_hostile_text_reaches_the_terminal_as_text_only(width: int) -> None:
    out = printed(hostile(), width)
    assert not [c for c in out if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c != "\n"]
    assert "[red]x[/red]" in out
    assert "[bold]not" in out


def test_colour_changes_no_word() -> None:
    bare = printed(ferry(), 120)
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", printed(ferry(), 120, colour=True))
    assert coloured == bare


def test_a_report_without_statements_says_so() -> None:
    assert "Nobody is quoted" in printed(Reading(report=Report(text="Rain fell."), run=RUN), 80)


def test_a_report_that_was_not_read_says_why() -> None:
    out = printed(Reading(report=Report(text="x"), run=RUN, failure="too \x1b[2Jlong"), 80)
    assert "Not read: too [2Jlong" in out
