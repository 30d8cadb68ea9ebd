"""Mails, mailboxes and saved pages to reports."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report

SAYS = "The harbour board said on Monday that “no berth” would close."


def mail(text: str = SAYS, subject: str = "Berths") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Harbour Alerts <alerts@harbour.example>"
    message["To"] = "desk@post.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 13 May 2024 09:00:00 +0200"
    message.set_content(text, cte="quoted-printable")
    return message


def found(tmp_path: Path, raw: bytes, name: str = "a.eml") -> list[Report | IntakeError]:
    (tmp_path / name).write_bytes(raw)
    return list(reportedly.open_all(tmp_path / name))


def texts(items: list[Report | IntakeError]) -> list[str]:
    return [item.text if isinstance(item, Report) else item.reason for item in items]


def test_a_mail_is_one_report_with_its_metadata(tmp_path: Path) -> None:
    (report,) = found(tmp_path, mail().as_bytes(), "a.txt")
    assert isinstance(report, Report)
    assert (report.text, report.title, report.outlet) == (SAYS, "Berths", "Harbour Alerts")
    assert report.published_at == datetime(2024, 5, 13, 7, tzinfo=UTC)


def test_html_is_read_where_there_is_no_plain_part(tmp_path: Path) -> None:
    both, only = mail(), mail()
    both.add_alternative("<p>Other words.</p>", subtype="html")
    only.set_content(f"<h1>Berths</h1><p>{SAYS}</p>", subtype="html")
    assert texts(found(tmp_path, both.as_bytes())) == [SAYS]
    assert texts(found(tmp_path, only.as_bytes())) == [f"Berths\n\n{SAYS}"]


def test_forwarded_mails_and_documents_are_reports(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    outer = mail("See below.", "Fwd: Berths")
    outer.add_attachment(mail())
    outer.add_attachment("The mayor denied it.", filename="note.txt")
    outer.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        assert texts(found(tmp_path, outer.as_bytes())) == ["See below.", SAYS, "The mayor denied it.\n"]
    assert "3 of 3 reports found; left out: 1 of the type image/png (logo.png)" in caplog.text


def test_a_mailbox_loses_no_mail(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    quoted = mail(f"{SAYS}\n\n>From now on it is shut.")
    raw = b"\n\n".join(
        b"From alerts@harbour.example Mon May 13 09:00:00 2024\n" + message.as_bytes()
        for message in (mail(), quoted, mail(" "))
    )
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        first, second, third = found(tmp_path, raw, "a.mbox")
    assert texts([first, second]) == [SAYS, f"{SAYS}\n\nFrom now on it is shut."]
    assert isinstance(third, IntakeError)
    assert third.where.endswith("a.mbox!3")
    assert "a.mbox: 2 of 3 reports found" in caplog.text


@pytest.mark.parametrize(
    ("text", "is_mail"),
    [
        ("From: Ida\nDate: Monday\nSubject: x\n\nShe denied it.", True),
        ("Interview: Ida Moe\nSubject: banks\n\nShe denied it.", False),
        ("Date: Monday\n\nFrom: here to there.", False),
    ],
)
def test_texts_with_a_colon_are_no_mails(tmp_path: Path, text: str, is_mail: bool) -> None:
    assert (texts(found(tmp_path, text.encode(), "a.txt")) != [text]) is is_mail


def saved(page: str) -> bytes:
    """A page as a browser saves it in MHTML."""
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbour.example/berths\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        '--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        f"{page}\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBOR\r\n--b--\r\n"
    ).encode()


def test_a_saved_page_is_the_page(tmp_path: Path) -> None:
    page = f"<html><head><title>Berths</title></head><body><article><p>{SAYS}</p></article></body></html>"
    (report,) = found(tmp_path, saved(page), "a.mhtml")
    assert isinstance(report, Report)
    assert (report.text, report.url) == (SAYS, "https://harbour.example/berths")


def test_articles_of_a_saved_page_have_addresses_of_their_own(tmp_path: Path) -> None:
    briefs = "".join(f"<article><h2>{name}</h2><p>{SAYS}</p></article>" for name in ("Berths", "Cranes"))
    items = found(tmp_path, saved(f"<html><body>{briefs}</body></html>"), "a.mhtml")
    urls = [item.url for item in items if isinstance(item, Report)]
    assert len(urls) == len(set(urls)) == 2
    assert all(url is not None and url.startswith("https://harbour.example/berths#") for url in urls)


def test_marks_and_damage_cost_no_words(tmp_path: Path) -> None:
    whole = mail().as_bytes()
    assert texts(found(tmp_path, b"\xef\xbb\xbf" + whole)) == [SAYS]
    assert texts(found(tmp_path, b"\xef\xbb\xbfFrom x Mon May 13 09:00:00 2024\n" + whole, "a.mbox")) == [SAYS]
    head = b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset="
    windows = head + b"iso-8859-1\n\n\x93No berth\x94 would close."
    assert texts(found(tmp_path, windows)) == ["\u201cNo berth\u201d would close."]
    cut = head + b"utf-8\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"No berth would close.")[:-2]
    assert texts(found(tmp_path, cut)) == ["No berth would clo"]
