"""Subtitles (SRT, VTT): a transcript, one paragraph a turn, with the speakers that they name.

A speaker is named by a voice (`<v Ann Lee>`), a label ("ANN LEE:"), or not at all; ">>" and a dash begin a new turn.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.intake.encoding import decode
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given

_CUE = re.compile(r"[ \t]*(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}[ \t]*-->[ \t]*(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}[^\n]*")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]{0,200}>|\{\\[^}\n]{0,80}\}|<\d\d:\d\d[^>\n]{0,20}>")
_LABEL = re.compile(
    r"(?:>>|[-–—])?\s*((?:[A-Z][\w.'’-]*)(?:[ ,]+(?:[A-Z][\w.'’-]*|\([A-Za-z ,]+\)|of|de|van|von|al)){0,5}):(?:\s+|$)"
)
_TURN = re.compile(r"(?:>>+|[-–—](?=\s?\S))\s*")
_SOUND = re.compile(r"[\[(♪][^\])♪\n]{0,80}[\])♪]|♪")
_SENTENCE_END = (".", "!", "?", "…", '"', "”")
_LONGEST = 1500
"""Characters of a paragraph that no speaker divides."""


def read_subtitles(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The transcript as one report; notes of sounds ("[applause]") and repeated lines are left out."""
    lines = decode(raw, given.where, given.encoding).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(_CUE.fullmatch(line) for line in lines):
        raise IntakeError(given.where, "is named like subtitles, but has no times (00:00:01,000 --> 00:00:02,500)")
    text = "\n\n".join(_turns(_cues(lines)))
    check_text(text, given.where)
    yield Report(text=text, published_at=given.published)


def _cues(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    """Speaker and words of each line that is shown, without lines that are shown again as they roll up."""
    before: list[str] = []
    for block in _blocks(lines):
        shown = [part for line in block for part in _voices(line)]
        yield from (part for part in shown if part[1] not in before)
        before = [words for _, words in shown] or before


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """The lines below each time, up to an empty line or the next number or time."""
    block: list[str] | None = None
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_time = _CUE.fullmatch(line) is not None
        is_number = line.strip().isdigit() and _CUE.fullmatch(following) is not None
        if block is not None and (is_time or is_number or not line.strip()):
            yield block
            block = None
        if is_time:
            block = []
        elif block is not None:
            block.append(line)
    if block:
        yield block


def _voices(line: str) -> Iterator[tuple[str | None, str]]:
    """The parts of a line by the voices that speak them."""
    parts = _VOICE.split(line)
    for voice, part in zip([None, *parts[1::2]], parts[::2], strict=True):
        words = " ".join(_SOUND.sub(" ", html.unescape(_TAG.sub("", part))).split())
        if words:
            yield voice.strip() if voice else None, words


def _turns(cues: Iterator[tuple[str | None, str]]) -> Iterator[str]:
    """Paragraphs: each begins with the name of its speaker where one is known and new."""
    speaker: str | None = None
    words: list[str] = []
    for voice, shown in cues:
        line = shown
        label = _LABEL.match(line)
        named = voice or (label[1] if label else None)
        if label and not voice:
            line = line[label.end() :]
        turn = _TURN.match(line)
        new = (named is not None and named != speaker) or (turn is not None and named is None)
        if turn:
            line = line[turn.end() :]
        full = sum(map(len, words)) > _LONGEST and words[-1].endswith(_SENTENCE_END)
        if words and (new or full):
            yield _paragraph(speaker, words)
            words = []
            speaker = named if new else speaker
        if named:
            speaker = named
        elif turn:
            speaker = None
        if line:
            words.append(line)
    if words:
        yield _paragraph(speaker, words)


def _paragraph(speaker: str | None, words: list[str]) -> str:
    text = " ".join(words)
    return f"{speaker}: {text}" if speaker else text
