"""PDF by pdfminer.six: paragraphs in the order of reading, column by column.

Lines that stand at the edge of several pages (running heads, page numbers) are left out, and words that were divided
at the end of a line are joined again. A page without words is a picture: of a document of such pages, it is said.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.database import articles_in
from reportedly.intake.document import needs, report_of_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTTextBox

    from reportedly.intake.content import Given
    from reportedly.model import Report

_LOG = logging.getLogger(__name__)
MOST_PAGES = 2000
_EDGE = 0.1
"""The share of a page's height, above and below, where running heads stand."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s++)?[-–—]?\s*+\d{1,4}\s*+[-–—]?(?:\s*+(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_DIVIDED = re.compile(r"([a-z])[-\u00ad\u2010]\n(?=[a-z])")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)]*$")
_UNKNOWN = re.compile(r"\(cid:\d+\)")
"""What the library gives for a letter of a font that does not say which letter it is."""
_MOST_UNKNOWN = 0.1
"""Share of unknown letters from which a document is not read."""
_HEAD = 3
"""The most lines of a running head with a page number."""
_MOST_BOXES = 300
_LONGEST_TITLE = 300
_LARGER = 1.25
"""Times the usual size of letters: a headline."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that stand together on a page."""

    text: str
    page: int
    at_edge: bool
    size: float


def read_pdf(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The document as one report, or as its articles if it is a file of a newspaper database.

    The title is the block of the largest letters on the first page.
    """
    where = given.where
    pages, drawn = _blocks(raw, where)
    blocks = list(_legible(drawn, where))
    with_words = {block.page for block in blocks}
    if not with_words:
        raise IntakeError(where, "is a PDF without text, as of scanned pages: recognise its text first (OCR)")
    if len(with_words) < pages:
        empty = [str(n) for n in range(1, pages + 1) if n not in with_words]
        _LOG.warning("%s: no text on %s of %d pages (%s): are they scanned?", where, len(empty), pages, _some(empty))
    running = _running(blocks)
    body = [b for b in blocks if not (b.at_edge and (_shape(b) in running or _has_page_number(b)))]
    lines = [line for paragraph in _paragraphs(body) for line in (*paragraph.splitlines(), "")]
    articles = articles_in(lines, where, given.published)
    if articles is not None:
        yield from articles
        return
    title = _title(body)
    yield report_of_paragraphs(
        list(_paragraphs([b for b in body if b is not title])),
        where,
        title=title.text if title else None,
        published=given.published,
    )


def _blocks(raw: bytes, where: str) -> tuple[int, list[_Block]]:
    """The number of pages and the blocks of text on them, in the order of reading."""
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams, LTChar, LTTextBox, LTTextLine
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise needs("documents", where, "a PDF") from None
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages, blocks = 0, []
    try:
        for pages, page in enumerate(
            extract_pages(io.BytesIO(raw[max(raw.find(b"%PDF-"), 0) :]), laparams=LAParams()), 1
        ):
            if pages > MOST_PAGES:
                raise IntakeError(where, f"is a PDF of more than {MOST_PAGES:,} pages: split it")
            boxes = [box for box in page if isinstance(box, LTTextBox)]
            for box in _in_order(boxes):
                letters = (c for line in box if isinstance(line, LTTextLine) for c in line if isinstance(c, LTChar))
                size = max((c.size for c in letters), default=0)
                low, high = page.y0 + page.height * _EDGE, page.y1 - page.height * _EDGE
                text = box.get_text()
                if text.strip():
                    blocks.append(_Block(text, pages, box.y1 < low or box.y0 > high, round(size, 1)))
    except IntakeError:
        raise
    except PDFPasswordIncorrect:
        raise IntakeError(where, "is a PDF with a password: save it without one") from None
    except Exception as problem:  # a damaged PDF raises anything in the library; only this file fails
        raise IntakeError(where, f"is a PDF that cannot be read ({type(problem).__name__}: {problem})") from problem
    return pages, blocks


def _legible(blocks: list[_Block], where: str) -> Iterator[_Block]:
    """The blocks without letters that nobody knows; IntakeError if these are many."""
    unknown = sum(len(_UNKNOWN.findall(b.text)) for b in blocks)
    known = sum(len("".join(_UNKNOWN.sub("", b.text).split())) for b in blocks)
    if unknown > known * _MOST_UNKNOWN:
        raise IntakeError(where, "is a PDF whose fonts do not say which letters they show: recognise its text (OCR)")
    if unknown:
        _LOG.warning("%s: %s of %s letters are unknown and left out", where, f"{unknown:,}", f"{known + unknown:,}")
    for block in blocks:
        text = _UNKNOWN.sub("", block.text)
        if text.strip():
            yield replace(block, text=text)


def _in_order(boxes: list[LTTextBox]) -> list[LTTextBox]:
    """Boxes in the order of reading.

    One box comes before another if it stands above it in the same column, or in a column to the left of it and no
    box between the two in height spans both columns, as a headline does.
    """
    if len(boxes) > _MOST_BOXES:
        return boxes  # in the order of the library

    def overlap(a: LTTextBox, b: LTTextBox) -> bool:
        return bool(a.x0 < b.x1 and b.x0 < a.x1)

    def before(a: LTTextBox, b: LTTextBox) -> bool:
        if overlap(a, b):
            return bool(a.y0 + a.y1 > b.y0 + b.y1)
        if a.x1 > b.x0:
            return False
        low, high = sorted((a.y0, b.y0)), sorted((a.y1, b.y1))
        return not any(low[0] < c.y0 and c.y1 < high[1] and overlap(a, c) and overlap(c, b) for c in boxes)

    left = sorted(boxes, key=lambda b: (-b.y1, b.x0))
    done: list[LTTextBox] = []
    while left:
        first = next((b for b in left if not any(before(a, b) for a in left if a is not b)), left[0])
        left.remove(first)
        done.append(first)
    return done


def _shape(block: _Block) -> str:
    """The words of a block with its numbers alike, as heads of pages are."""
    return " ".join(_NUMBER.sub("#", block.text).split()).casefold()


def _running(blocks: list[_Block]) -> set[str]:
    """Heads and feet: what stands at the edge of two pages or more, or repeats what an earlier page says elsewhere."""
    shapes = {(_shape(b), b.page) for b in blocks if b.at_edge}
    often = {shape for shape, n in Counter(shape for shape, _ in shapes).items() if n > 1}
    first = {_shape(b): b.page for b in reversed(blocks) if not b.at_edge}
    return often | {shape for shape, page in shapes if first.get(shape, page) < page}


def _has_page_number(block: _Block) -> bool:
    """True if the first or the last of its few lines is the number of the page."""
    lines = [line.strip() for line in block.text.strip().splitlines()]
    return len(lines) <= _HEAD and any(_PAGE_NUMBER.fullmatch(line) for line in (lines[0], lines[-1]))


def _title(blocks: list[_Block]) -> _Block | None:
    """The block of the largest letters on the first page, if they are larger than usual and it is short."""
    first = [b for b in blocks if b.page == 1]
    if not first:
        return None
    usual = Counter(b.size for b in blocks for _ in b.text.split()).most_common(1)[0][0]
    largest = max(first, key=lambda b: b.size)
    return largest if largest.size >= _LARGER * usual and len(largest.text) <= _LONGEST_TITLE else None


def _paragraphs(blocks: list[_Block]) -> Iterator[str]:
    """The paragraphs; one that goes on in the next column or on the next page is joined."""
    text, size = "", 0.0
    for block in blocks:
        goes_on = text and block.size == size and not _SENTENCE_END.search(text.rstrip())
        if goes_on and block.text.lstrip()[:1].islower():
            text = f"{text.rstrip()}\n{block.text.lstrip()}"
        else:
            if text:
                yield _DIVIDED.sub(r"\1", text)
            text = block.text
        size = block.size
    if text:
        yield _DIVIDED.sub(r"\1", text)


def _some(pages: list[str]) -> str:
    return ", ".join(pages[:10]) + (", ..." if len(pages) > 10 else "")
