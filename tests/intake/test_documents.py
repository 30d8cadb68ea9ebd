"""PDF, DOCX, RTF and ODT to reports."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.intake import document
from tests.intake.documents import Line, archive, docx, odt, pdf


def text_of(tmp_path: Path, name: str, raw: bytes) -> str:
    (tmp_path / name).write_bytes(raw)
    return reportedly.open(tmp_path / name).text


def test_a_pdf_is_read_column_by_column(tmp_path: Path) -> None:
    """A headline over two columns, a word divided at the end of a line, and a sentence that goes on in a column."""
    raw = pdf(
        [
            (50, 700, 24, "Ferry talks fail"),
            (50, 650, 10, "The ferry union said on Monday that negoti-"),
            (50, 638, 10, "ations had failed, and the company"),
            (320, 650, 10, "denied it in the evening."),
            (320, 600, 10, "No ferry will sail on Tuesday."),
        ]
    )
    (tmp_path / "a.pdf").write_bytes(raw)
    report = reportedly.open(tmp_path / "a.pdf")
    assert report.title == "Ferry talks fail"
    assert report.text == (
        "The ferry union said on Monday that negotiations had failed, and the company denied it in the evening."
        "\n\nNo ferry will sail on Tuesday."
    )


def test_running_heads_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    pages: list[list[Line]] = [
        [
            (50, 770, 8, f"Northern Ledger 12 May 2024, page {n}"),
            (50, 400, 10, f"The mayor denied claim {n}."),
            (300, 20, 8, str(n)),
        ]
        for n in (1, 2)
    ]
    assert text_of(tmp_path, "a.pdf", pdf(*pages)) == "The mayor denied claim 1.\n\nThe mayor denied claim 2."


def test_a_running_head_may_repeat_the_title_once(tmp_path: Path) -> None:
    first: list[Line] = [(50, 700, 20, "Ferry talks fail"), (50, 400, 10, "The mayor denied it.")]
    second: list[Line] = [(50, 785, 8, "Page 2 of 2"), (50, 776, 8, "Northern Ledger"), (50, 400, 10, "She left.")]
    third: list[Line] = [(50, 775, 8, "Ferry talks fail"), (50, 400, 10, "He stayed.")]
    assert text_of(tmp_path, "a.pdf", pdf(first, second, third)) == "The mayor denied it.\n\nShe left.\n\nHe stayed."


def test_letters_that_a_font_does_not_name_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    words = "The mayor denied on Monday that\\n the bridge was unsafe."
    with caplog.at_level(logging.WARNING, "reportedly"):
        assert text_of(tmp_path, "a.pdf", pdf([(50, 400, 10, words)])) == words.replace("\\n", "")
    assert "1 of 46 letters are unknown and left out" in caplog.text
    with pytest.raises(IntakeError, match="fonts do not say which letters they show"):
        text_of(tmp_path, "b.pdf", pdf([(50, 400, 10, "\\n".join("The mayor"))]))


def test_a_scanned_page_says_that_it_has_no_text(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(IntakeError, match="PDF without text"):
        text_of(tmp_path, "a.pdf", pdf([]))
    with caplog.at_level(logging.WARNING, "reportedly"):
        text_of(tmp_path, "b.pdf", pdf([], [(50, 400, 10, "The mayor denied it.")]))
    assert "no text on 1 of 2 pages (1)" in caplog.text


@pytest.mark.parametrize("raw", [b"%PDF-1.4 broken", b"%PDF-1.7\n%%EOF", pdf([(1, 1, 9, "x")])[:120]])
def test_a_damaged_pdf_is_a_failure(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(IntakeError, match="is a PDF"):
        text_of(tmp_path, "a.pdf", raw)


def test_a_word_document_is_read_with_its_tables(tmp_path: Path) -> None:
    def paragraph(words: str, style: str = "Normal") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'

    table = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Dead", "12"))
    body = (
        f"{paragraph('Ferry talks fail', 'Title')}{paragraph('The union said so.')}<w:tbl><w:tr>{table}</w:tr></w:tbl>"
    )
    (tmp_path / "a.bin").write_bytes(docx(body))
    report = reportedly.open(tmp_path / "a.bin")
    assert (report.title, report.text) == ("Ferry talks fail", "The union said so.\n\nDead | 12")


def test_rich_text_is_read(tmp_path: Path) -> None:
    raw = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Ferry talks}}{\*\generator X;}"
        rb"\f0\b The union\b0  said \'93no\'94 in Troms\u248\'f8.\par The company denied it.\par}"
    )
    (tmp_path / "a.doc").write_bytes(raw)
    report = reportedly.open(tmp_path / "a.doc")
    assert report.title == "Ferry talks"
    assert report.text == "The union said “no” in Tromsø.\n\nThe company denied it."


def test_an_open_document_is_read_without_notes_and_deleted_words(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:h>Ferry talks fail</text:h><text:p>The<text:s/>union <text:span>said</text:span> so."
        "<text:note><text:p>a note</text:p></text:note></text:p>"
        "<text:list><text:list-item><text:p>The company denied it.</text:p></text:list-item></text:list>"
    )
    (tmp_path / "a.odt").write_bytes(odt(body))
    report = reportedly.open(tmp_path / "a.odt")
    assert (report.title, report.text) == ("Ferry talks fail", "The union said so.\n\nThe company denied it.")


def test_documents_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "UNPACKED", 1_000_000)
    for raw in (odt(f"<text:p>{'a' * 1_100_000}</text:p>"), docx(f"<w:p>{'a' * 1_100_000}</w:p>")):
        with pytest.raises(IntakeError, match="unpacks to more than 1 MB"):
            text_of(tmp_path, "a", raw)


def test_no_entity_is_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    content = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><o:document-content '
        'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        "<o:body><o:text><t:p>He denied it. &e;</t:p></o:text></o:body></o:document-content>"
    )
    raw = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    assert "secret" not in text_of(tmp_path, "a.odt", raw)


@pytest.mark.parametrize(
    ("raw", "library", "what"),
    [
        (pdf([(1, 1, 9, "x")]), "pdfminer.high_level", "PDF"),
        (b"{\\rtf1 x}", "striprtf.striprtf", "RTF"),
        (docx(""), "docx", "DOCX"),
    ],
)
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes, library: str, what: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(IntakeError, match=rf"{what}.*pip install 'reportedly\[documents\]'"):
        text_of(tmp_path, "a", raw)


def test_a_word_document_is_read_as_word_shows_it(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    deleted = (
        "<w:del><w:r><w:delText>It sank.</w:delText></w:r></w:del><w:moveFrom>" + run.format("Gone.") + "</w:moveFrom>"
    )
    body = (
        f"<w:sdt><w:sdtContent><w:p>{run.format('The ferry is late.')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p>{deleted}<w:ins>{run.format('It sailed')}</w:ins><w:hyperlink>{run.format(' on Monday')}</w:hyperlink>"
        f"{run.format('.')}</w:p><w:ins><w:p>{run.format('She denied it.')}</w:p></w:ins>"
    )
    assert text_of(tmp_path, "a.docx", docx(body)) == "The ferry is late.\n\nIt sailed on Monday.\n\nShe denied it."


def test_a_pdf_may_have_something_before_it(tmp_path: Path) -> None:
    assert text_of(tmp_path, "a", b"\r\nX-Header: 1\r\n" + pdf([(50, 400, 10, "The mayor left.")])) == "The mayor left."
