"""Word documents (DOCX) by python-docx: paragraphs and tables in their order; the title is that of the style Title."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.database import articles_in
from reportedly.intake.document import needs, open_document, report_of_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

_TITLES = ("Title", "Heading 1")


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
        from docx.table import Table
        from docx.text.paragraph import Paragraph
    except ImportError:
        raise needs("documents", where, "a Word document (DOCX)") from None
    open_document(raw, where).close()
    try:
        document = docx.Document(io.BytesIO(raw))
        for block in document.iter_inner_content():
            if isinstance(block, Paragraph):
                yield (block.style.name or "" if block.style else ""), block.text
            elif isinstance(block, Table):
                for row in block.rows:
                    cells = {cell._tc: cell for cell in row.cells}  # a merged cell comes once for each column
                    words = [" ".join(p.text for p in cell.paragraphs).strip() for cell in cells.values()]
                    yield "Table", " | ".join(w for w in words if w)
    except IntakeError:
        raise
    except Exception as problem:  # a damaged document raises anything in the library; only this file fails
        raise IntakeError(where, f"cannot be read as DOCX ({type(problem).__name__}: {problem})") from problem
