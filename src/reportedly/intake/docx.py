"""Word documents (DOCX) by python-docx: paragraphs and tables in their order; the title is that of the style Title."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.database import articles_in
from reportedly.intake.document import needs, open_document, report_of_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from reportedly.intake.content import Given
    from reportedly.model import Report

_TITLES = ("Title", "Heading 1")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "instrText"))
"""What was deleted or moved away, and what is no running text."""


def read_docx(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The document as one report, or as its articles if it is a file of a newspaper database.

    A document's own dates say when it was written or saved, not published, and are not taken.
    """
    lines = list(docx_lines(raw, given.where))
    articles = articles_in([text for _, text in lines], given.where, given.published)
    if articles is not None:
        yield from articles
        return
    title = next((text for name in _TITLES for style, text in lines if style == name and text.strip()), None)
    yield report_of_paragraphs([text for _, text in lines], given.where, title=title, published=given.published)


def docx_lines(raw: bytes, where: str) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph, and of each row of a table."""
    try:
        import docx
        from docx.text.paragraph import Paragraph
    except ImportError:
        raise needs("documents", where, "a Word document (DOCX)") from None
    open_document(raw, where).close()
    try:
        document = docx.Document(io.BytesIO(raw))
        for block in _blocks(document.element.body):
            if block.tag == f"{_W}p":
                style = Paragraph(block, document).style
                yield (style.name or "" if style else ""), "".join(_words(block))
            else:
                cells = (_cell(cell) for cell in block.iter(f"{_W}tc"))
                yield "Table", " | ".join(words for words in cells if words)
    except IntakeError:
        raise
    except Exception as problem:  # a damaged document raises anything in the library; only this file fails
        raise IntakeError(where, f"cannot be read as DOCX ({type(problem).__name__}: {problem})") from problem


def _blocks(element: _Element) -> Iterator[_Element]:
    """Paragraphs and rows of tables in their order, also those in fields to fill in and in what was inserted."""
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tr"):
            yield child
        elif child.tag not in _UNSEEN:
            yield from _blocks(child)


def _words(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in _UNSEEN:
            yield from _words(child)


def _cell(cell: _Element) -> str:
    return " ".join("".join(_words(p)) for p in cell.iter(f"{_W}p")).strip()
