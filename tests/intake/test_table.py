"""CSV and TSV to reports: columns that are guessed, shown and given."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.intake import fetched
from reportedly.intake.address import Answer
from reportedly.intake.columns import parse_columns
from reportedly.model import Report

Found = list[Report | IntakeError]


def found(tmp_path: Path, raw: str | bytes, name: str = "a.csv", **named: object) -> Found:
    (tmp_path / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(reportedly.open_all(tmp_path / name, **named))  # type: ignore[arg-type]


def reports(items: Found) -> list[Report]:
    assert not [item for item in items if isinstance(item, IntakeError)]
    return [item for item in items if isinstance(item, Report)]


MELTWATER = (
    '"Date"\t"Headline"\t"URL"\t"Opening Text"\t"Source"\n'
    '"13-May-2024 09:30"\t"Ferries stop"\t"https://gazette.example/1"\t"No ferry sailed on Monday."\t"Gazette"\n'
)
SEMICOLONS = 'sep=;\r\nNewspaper;Pub date;Article text\r\nNorth Post;13.05.2024;"The mayor said: ""No; never."""\r\n'
NEWS_PLEASE = (
    "authors,date_publish,maintext,source_domain,title,url\n"
    'Ann Lee,2024-05-13 08:00:00,"The port is shut.\n\nNo ship left, the port said.",post.example,'
    "Port shut,https://post.example/port\n"
)
NO_HEADER = "1,20240513,The council said the bridge was shut.,https://post.example/bridge\n" * 2
UTF16 = "Title\tBody\tPublished\nBridge shut\tThe bridge is shut in Åsen.\t05/13/2024\n".encode("utf-16")


@pytest.mark.parametrize(
    ("raw", "text", "title", "outlet", "day"),
    [
        (MELTWATER, "No ferry sailed on Monday.", "Ferries stop", "Gazette", 13),
        (SEMICOLONS, 'The mayor said: "No; never."', None, "North Post", 13),
        (NEWS_PLEASE, "The port is shut.\n\nNo ship left, the port said.", "Port shut", "post.example", 13),
        (NO_HEADER, "The council said the bridge was shut.", None, None, 13),
        (UTF16, "The bridge is shut in Åsen.", "Bridge shut", None, 13),
    ],
)
def test_tables_of_different_make(
    tmp_path: Path, raw: str | bytes, text: str, title: str | None, outlet: str | None, day: int
) -> None:
    report = reports(found(tmp_path, raw))[0]
    assert (report.text, report.title, report.outlet) == (text, title, outlet)
    assert report.published_at is not None
    assert (report.published_at.month, report.published_at.day) == (5, day)


def test_what_is_taken_from_where_is_shown_and_rows_are_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    raw = 'body,made by,date\n"The mayor left.",x,2024-05-13\n"",x,2024-05-13\n"He denied it.",x,someday\n'
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        first, empty, undated = found(tmp_path, raw)
    assert isinstance(first, Report)
    assert isinstance(empty, IntakeError)
    assert empty.where.endswith("a.csv:3")
    assert isinstance(undated, IntakeError)
    assert "names no day" in undated.reason
    assert 'a.csv: columns text=body, published_at=date; not used: "made by"' in caplog.text
    assert "a.csv: 1 of 3 reports found" in caplog.text


def test_columns_can_be_given_by_name_and_number(tmp_path: Path) -> None:
    raw = "text,comment,who\nThe first.,The second.,Post\n"
    (report,) = reports(found(tmp_path, raw, columns={"text": "comment", "outlet": "3"}))
    assert (report.text, report.outlet) == ("The second.", "Post")
    (problem,) = found(tmp_path, raw, columns={"text": "words"})
    assert isinstance(problem, IntakeError)
    assert "has no column 'words'; it has text, comment, who" in problem.reason


@pytest.mark.parametrize("words", ["text", "words=body", "text=", "text=a,,"])
def test_columns_that_say_nothing_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="expected FIELD=COLUMN"):
        parse_columns(words)


def test_days_and_months_are_told_apart_by_the_column(tmp_path: Path) -> None:
    raw = "date,text\n05/06/2024,The first.\n25/06/2024,The second.\n"
    assert [r.published_at for r in reports(found(tmp_path, raw))] == [
        datetime(2024, 6, 5, tzinfo=UTC),
        datetime(2024, 6, 25, tzinfo=UTC),
    ]
    (open_question,) = found(tmp_path, "date,text\n05/06/2024,The first.\n")
    assert isinstance(open_question, IntakeError)


def test_quotation_marks_without_a_partner_lose_nothing_in_silence(tmp_path: Path) -> None:
    items = found(tmp_path, 'title,text\nA,"The "big" dam broke.\nB,The mayor left.\n')
    assert sum(isinstance(item, IntakeError) for item in items) == 1
    (problem,) = found(tmp_path, "text,title\nThe mayor, who left, said so.,A\n")
    assert isinstance(problem, IntakeError)
    assert "4 cells, but there are 2 columns" in problem.reason


MEDIA_CLOUD = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "a1,2024-05-14,en,post.example,post.example,2024-05-13,Bridge shut,https://post.example/bridge\n"
)
GDELT_DOC = "URL,MobileURL,Date,Title\nhttps://post.example/bridge,,2024-05-13 08:00:00,Bridge shut\n"
GDELT_EVENTS = (
    "\t".join(["1", "20240513", "202405", *["x"] * 10, "20240514103000", "https://post.example/bridge"]) + "\n"
)


@pytest.mark.parametrize("raw", [MEDIA_CLOUD, GDELT_DOC, GDELT_EVENTS])
def test_lists_of_addresses_say_what_to_do_and_can_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: str
) -> None:
    (problem,) = found(tmp_path, raw)
    assert isinstance(problem, IntakeError)
    assert "lists 1 address (column" in problem.reason
    assert "--fetch reads the pages" in problem.reason
    page = b"<!doctype html><html><body><p>The bridge was shut on Monday, the council said.</p></body></html>"
    headers = Message()
    headers["Content-Type"] = "text/html"
    monkeypatch.setattr(
        "reportedly.intake.address.fetch",
        lambda url, private: Answer(url=url, status=200, reason="OK", headers=headers, body=page),  # noqa: ARG005
    )
    monkeypatch.setattr(fetched, "PAUSE", 0.0)
    (report,) = reports(found(tmp_path, raw, fetches=True))
    assert report.text == "The bridge was shut on Monday, the council said."
    assert report.url == "https://post.example/bridge"
    assert report.published_at is not None
    assert report.published_at.month == 5
    assert report.title == (None if raw is GDELT_EVENTS else "Bridge shut")


def test_a_table_without_texts_names_its_columns(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "name,age\nAnn,30\n")
    assert isinstance(problem, IntakeError)
    assert "name it with --columns text=COLUMN; the columns are name, age" in problem.reason
    for empty in ("text,title\n", "\n\n", ""):
        (problem,) = found(tmp_path, empty)
        assert isinstance(problem, IntakeError)


def test_years_may_have_two_digits(tmp_path: Path) -> None:
    raw = 'text,date\n"The mayor left.",05/06/24\n"He denied it.",14/06/24\n'
    assert [r.published_at for r in reports(found(tmp_path, raw))] == [
        datetime(2024, 6, 5, tzinfo=UTC),
        datetime(2024, 6, 14, tzinfo=UTC),
    ]
