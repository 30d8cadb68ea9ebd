"""Plain text: the whole file is one report, unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.intake.check import check_text
from reportedly.intake.database import articles_in
from reportedly.intake.encoding import decode
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.errors import IntakeError
    from reportedly.intake.content import Given

_HEADLINE = re.compile(r"\s*(\S[^\r\n]{2,150}?)[ \t]*\r?\n[ \t]*\r?\n\s*\S")
_CREDIT = re.compile(r"[Bb][Yy]\s|\(|[A-Z][A-Z ,.]+\s[-–—]\s")


def read_texts(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The file as one report, unchanged, or as its articles if it is a file of a newspaper database.

    Its headline is the title, if it has one.
    """
    text = decode(raw, given.where, given.encoding)
    check_text(text, given.where)
    articles = articles_in(text.splitlines(), given.where, given.published)
    if articles is None:
        yield Report(text=text, title=headline(text), published_at=given.published)
    else:
        yield from articles


def headline(text: str) -> str | None:
    """The first line, if an empty line follows and it does not end like a sentence."""
    first = _HEADLINE.match(text)
    if first is None or first.group(1)[-1] in '.!:;,”"' or _CREDIT.match(first.group(1)):
        return None
    return first.group(1)
