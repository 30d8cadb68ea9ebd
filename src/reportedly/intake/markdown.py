"""Markdown by markdown-it: its words without the marks; headings and items of lists are paragraphs.

The title is the first heading. A date alone under it, or in front matter, is that of publication.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.intake.check import check_text
from reportedly.intake.dates import moment_of
from reportedly.intake.encoding import decode
from reportedly.intake.html import text_of
from reportedly.language import code_of
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from markdown_it.token import Token

    from reportedly.errors import IntakeError
    from reportedly.intake.content import Given

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"^(\w[\w-]*):[ \t]*(.+?)\s*?$", re.MULTILINE)
_LONGEST_DATE = 60
_CODE = ("fence", "code_block")


def read_markdown(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The file as one report."""
    text = decode(raw, given.where, given.encoding)
    front = _FRONT.match(text)
    named = {key.lower(): value.strip().strip("\"'") for key, value in _PAIR.findall(front.group(1))} if front else {}
    blocks = list(_blocks(text[front.end() :] if front else text))
    title = named.get("title") or next((words for kind, words in blocks if kind == "heading"), None)
    lines = [words for kind, words in blocks]
    if lines and title and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    when = moment_of(named["date"]) if named.get("date") else None
    if lines and when is None and (when := _date(lines[0])):
        lines = lines[1:]
    words = "\n\n".join(lines)
    check_text(words, given.where)
    yield Report(
        text=words,
        title=title,
        outlet=named.get("outlet") or named.get("source") or named.get("publisher"),
        url=named.get("url") or named.get("link"),
        published_at=when or given.published,
        language=code_of(named.get("lang") or named.get("language")),
    )


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Kind and words of each block that has words; rows of tables are one block each."""
    from markdown_it import MarkdownIt

    row: list[str] | None = None
    kind = ""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield "row", " | ".join(cell for cell in row if cell)
            row = None
        elif token.type.endswith("_open"):
            kind = token.type.removesuffix("_open")
        elif token.type in _CODE:
            yield from (("code", line) for line in token.content.splitlines() if line.strip())
        elif token.type == "html_block" and (words := " ".join(text_of(token.content).split())):
            yield "html", words
        elif token.type == "inline":
            words = " ".join("".join(_words(token.children or ())).split())
            if row is not None:
                row.append(words)
            elif words:
                yield kind, words


def _words(tokens: list[Token] | tuple[Token, ...]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _date(line: str) -> datetime | None:
    """The date that a line is, if it is nothing else."""
    when = moment_of(line) if len(line) <= _LONGEST_DATE else None
    left = re.sub(r"[\d\W_]+|(?i:published|updated|utc|gmt|on)\b", " ", line)
    return when if when and len(left.split()) <= 2 else None
