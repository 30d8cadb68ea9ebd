"""Rich text (RTF) by striprtf: its words; the title is that of the document's properties, or its headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.database import articles_in
from reportedly.intake.document import needs, report_of_paragraphs
from reportedly.intake.text import headline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

_TITLE = re.compile(r"\{\\title\s++([^{}\\]++)\}")


def read_rtf(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The document as one report, each of its lines a paragraph, or as the articles of a newspaper database."""
    text = rtf_text(raw, given.where)
    articles = articles_in(text.split("\n"), given.where, given.published)
    if articles is not None:
        yield from articles
        return
    named = _TITLE.search(raw[:20_000].decode("cp1252", "replace"))
    title = named.group(1) if named else headline(text)
    yield report_of_paragraphs(text.split("\n"), given.where, title=title, published=given.published)


def rtf_text(raw: bytes, where: str) -> str:
    """The words of RTF, one paragraph a line."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise needs("documents", where, "rich text (RTF)") from None
    try:
        return str(rtf_to_text(raw.decode("cp1252", "replace"), encoding="cp1252", errors="replace"))
    except Exception as problem:  # damaged RTF raises anything in the library; only this file fails
        raise IntakeError(where, f"cannot be read as RTF ({type(problem).__name__}: {problem})") from problem
