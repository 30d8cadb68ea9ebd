"""Subtitles to transcripts with their speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report

TIME = "00:00:0{0},000 --> 00:00:0{1},500"
SRT = """1
00:00:01,000 --> 00:00:03,500
MS. LIND: The bridge is shut,
and it will stay shut.

2
00:00:04,000 --> 00:00:06,000
<i>We have no date.</i>

3
00:00:06,500 --> 00:00:08,000
MR. PRICE: Why? [applause]
"""
VTT = """WEBVTT - Council

NOTE made by hand

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.500 align:start position:0%
<v Ann Lind>The bridge is shut, and it will stay shut.</v>

00:04.000 --> 00:06.000
<v.loud Ann Lind>We have no <c.yellow>date</c>.
<v Bo Price>Why?
"""
ARROWS = """WEBVTT

00:00:01.000 --> 00:00:03.000
>> ANN LIND: The bridge is shut,

00:00:03.000 --> 00:00:05.000
and it will stay shut. We have no date.

00:00:05.000 --> 00:00:06.000
>> Why?
"""
ROLLING = """WEBVTT

00:00:01.000 --> 00:00:02.000
The bridge is shut,

00:00:02.000 --> 00:00:03.000
The bridge is shut,
and<00:00:02.500><c> it</c> will stay shut.

00:00:03.000 --> 00:00:04.000
and it will stay shut.
We have no date.
"""
NO_BLANKS = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nThe bridge is shut.\r\n"
    "2\r\n00:00:02,000 --> 00:00:03,000\r\n- Why?\r\n"
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (SRT, "MS. LIND: The bridge is shut, and it will stay shut. We have no date.\n\nMR. PRICE: Why?"),
        (VTT, "Ann Lind: The bridge is shut, and it will stay shut. We have no date.\n\nBo Price: Why?"),
        (ARROWS, "ANN LIND: The bridge is shut, and it will stay shut. We have no date.\n\nWhy?"),
        (ROLLING, "The bridge is shut, and it will stay shut. We have no date."),
        (NO_BLANKS, "The bridge is shut.\n\nWhy?"),
    ],
)
@pytest.mark.parametrize("name", ["a.srt", "a.txt", "a"])
def test_speakers_are_kept(tmp_path: Path, raw: str, text: str, name: str) -> None:
    (tmp_path / name).write_bytes(raw.encode())
    (report,) = reportedly.open_all(tmp_path / name)
    assert isinstance(report, Report)
    assert report.text == text


def test_a_long_speech_is_cut_into_paragraphs(tmp_path: Path) -> None:
    cues = [
        f"{n}\n00:{n // 60:02}:{n % 60:02},000 --> 00:{n // 60:02}:{n % 60:02},900\nThis is sentence number {n}.\n"
        for n in range(99)
    ]
    (tmp_path / "a.srt").write_text("\n".join(cues))
    report = reportedly.open(tmp_path / "a.srt")
    assert report.text.count("\n\n") == 1
    assert report.text.count("sentence") == 99


@pytest.mark.parametrize("raw", ["The mayor left.", "WEBVTT\n\nNOTE nothing", "1\n00:00:01,000 --> 00:00:02,000\n\n"])
def test_what_has_no_words_is_refused(tmp_path: Path, raw: str) -> None:
    (tmp_path / "a.vtt").write_text(raw)
    (problem,) = reportedly.open_all(tmp_path / "a.vtt")
    assert isinstance(problem, IntakeError)
