"""Bytes to text."""

from __future__ import annotations

import logging

import pytest

from reportedly.errors import IntakeError
from reportedly.intake.encoding import LARGEST, decode

WORDS = "“We deny it,” said Müller in Łódź."


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (WORDS.encode(), WORDS),
        (WORDS.encode("utf-8-sig"), WORDS),
        (WORDS.encode("utf-16"), WORDS),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), WORDS),
        (WORDS.encode("utf-32"), WORDS),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
    ],
)
def test_what_says_what_it_is(raw: bytes, text: str) -> None:
    assert decode(raw, "a.txt") == text


def test_windows_1252_is_read_and_noted(caplog: pytest.LogCaptureFixture) -> None:
    text = "The minister said “no” – and left for São Paulo, where talks will go on for the rest of the week."
    with caplog.at_level(logging.WARNING, "reportedly"):
        assert decode(text.encode("cp1252"), "a.txt") == text
    assert "a.txt: is not UTF-8; read as cp1252" in caplog.text


def test_another_alphabet_is_found(caplog: pytest.LogCaptureFixture) -> None:
    text = "Министр опроверг в понедельник сообщения о том, что переговоры сорваны, и обвинил в этом журналистов. " * 3
    with caplog.at_level(logging.WARNING, "reportedly"):
        assert decode(text.encode("cp1251"), "a.txt") == text
    assert "not UTF-8" in caplog.text


def test_declared_charset_is_believed_where_it_fits() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "a.html", "iso-8859-2") == "Łódź"
    assert decode("Łódź".encode(), "a.html", "no-such-charset") == "Łódź"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\n1 0 obj", "is a PDF: convert it first"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "is a PNG image"),
        (b"\xff\xd8\xff\xe0JFIF", "is a JPEG image"),
        (b"PK\x03\x04" + bytes(20), "office document"),
        (b"\x1f\x8b\x08" + bytes(20), "compressed with gzip: unpack it first"),
        (b"SQLite format 3\0" + bytes(20), "--ledger"),
        (b"words\0words", "is a binary file (NUL byte at 5)"),
        ("No mark here, only words.".encode("utf-16-le"), "looks like UTF-16 without a byte order mark"),
        (b"\xff\xfea", "is marked as UTF-16 but byte"),
        ("São Paulo, Łódź, ".encode() + "Zürich".encode("cp1252"), "mixes encodings"),
        (bytes(range(1, 9)) * 20 + b"\xff\x80\x81" * 10, "is a binary file"),
        (b"x" * (LARGEST + 1), "is larger than 10 MB"),
    ],
)
def test_what_is_no_text_says_what_it_is(raw: bytes, reason: str) -> None:
    with pytest.raises(IntakeError) as problem:
        decode(raw, "folder/a.bin")
    assert problem.value.where == "folder/a.bin"
    assert reason in problem.value.reason


SAID = "“We won’t go,” Zoë Müller said – for €500 – on Monday in São Paulo."


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_latin_1_is_read_as_browsers_read_it(label: str) -> None:
    assert decode(SAID.encode("cp1252"), "a.html", label) == SAID
    assert decode(SAID.encode(), "a.html", label) == SAID


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_marks_and_letters_stand_where_they_belong(encoding: str) -> None:
    text = "Zoë Müller’s café" if encoding != "cp850" else "Zoë Müller ate in the café; Añez did not."
    assert decode(f"{text} was shut on Monday, she said.".encode(encoding), "a.txt").startswith(text)


@pytest.mark.parametrize("wrong", ["cp1252", "mac_roman"])
def test_text_that_was_encoded_twice_is_mended(wrong: str, caplog: pytest.LogCaptureFixture) -> None:
    text = SAID.replace("”", "'")
    assert decode(text.encode().decode(wrong).encode(), "a.txt") == text
    assert "encoded twice" in caplog.text


def test_a_closing_mark_whose_last_byte_was_lost_is_mended() -> None:
    assert decode("â€œNo,â€\ufffd he said. It wasnâ€™t his.".encode(), "a.txt") == "“No,” he said. It wasn’t his."


@pytest.mark.parametrize("text", ["SÃO PAULO", "Él dijo «Ã»", "naïve Ångström ½ £5", "Łódź “said” so"])
def test_sound_text_is_not_mended(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text
