"""Rows of JSON Lines to reports."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import IntakeError
from reportedly.intake import jsonl
from reportedly.intake.jsonl import read_jsonl
from reportedly.model import Report


def rows(raw: bytes | str, **named: Any) -> list[Report | IntakeError]:
    return list(read_jsonl(io.BytesIO(raw.encode() if isinstance(raw, str) else raw), "in.jsonl", **named))


def one(**row: Any) -> Report:
    (report,) = rows(json.dumps(row))
    assert isinstance(report, Report)
    return report


def test_every_field_is_kept() -> None:
    report = one(
        id="r1",
        outlet="Gazette",
        title="Talks fail",
        url="https://example.org/1",
        published_at="2024-03-01T14:05:00+02:00",
        language="en",
        text="Talks failed, he said.\r\n",
    )
    assert report == Report(
        id="r1",
        outlet="Gazette",
        title="Talks fail",
        url="https://example.org/1",
        published_at=datetime(2024, 3, 1, 14, 5, tzinfo=timezone(timedelta(hours=2))),
        language="en",
        text="Talks failed, he said.\r\n",
    )


def test_all_but_the_text_is_optional() -> None:
    assert one(text="Talks failed.", outlet=None, url="") == Report(text="Talks failed.")


@pytest.mark.parametrize(
    ("given", "when"),
    [
        ("2024-03-01", datetime(2024, 3, 1, tzinfo=UTC)),
        ("2024-03-01T09:00:00Z", datetime(2024, 3, 1, 9, tzinfo=UTC)),
        ("2024-03-01T09:00:00", datetime(2024, 3, 1, 9, tzinfo=UTC)),
    ],
)
def test_times_of_publication(given: str, when: datetime) -> None:
    assert one(text="Talks failed.", published_at=given).published_at == when


def test_a_report_without_a_date_gets_the_one_given() -> None:
    day = datetime(2024, 3, 1, tzinfo=UTC)
    dated, undated = rows('{"text": "a b", "published_at": "2020-01-01"}\n{"text": "c d"}\n', published=day)
    assert isinstance(dated, Report)
    assert isinstance(undated, Report)
    assert dated.published_at == datetime(2020, 1, 1, tzinfo=UTC)
    assert undated.published_at == day


@pytest.mark.parametrize(("given", "code"), [("en-GB", "en"), ("rus", "ru"), ("de_AT", "de"), ("klingonese", None)])
def test_languages_become_codes(given: str, code: str | None) -> None:
    assert one(text="Talks failed.", language=given).language == code


def test_what_read_wrote_can_be_read_again() -> None:
    assert one(report={"id": "r1", "text": "Talks failed."}, statements=[]) == Report(id="r1", text="Talks failed.")


def test_numbers_are_ids_too() -> None:
    assert one(id=17, text="Talks failed.").id == "17"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "is not JSON (Expecting property name"),
        ('["text"]', "expected a JSON object"),
        ('{"title": "Talks"}', '"text" must be a string, found nothing'),
        ('{"text": 3}', '"text" must be a string, found a number'),
        ('{"text": ""}', '"text" is empty'),
        ('{"text": " \\n\\t"}', '"text" holds no words'),
        ('{"text": "a\\u0000b"}', '"text" has a NUL character at 1'),
        ('{"text": "ab\\ud83dc"}', '"text" has half of a surrogate pair (U+D83D) at character 2'),
        ('{"text": "a", "title": "\\udc00"}', '"title" has half of a surrogate pair'),
        ('{"text": "a", "url": ["x"]}', '"url" must be a string or null, found an array'),
        ('{"text": "a", "published_at": "yesterday"}', "\"published_at\" is 'yesterday': expected ISO 8601"),
        ('{"text": "a", "published_at": "2024-13-01"}', "expected ISO 8601"),
        ("[" * 100_000, "is not usable JSON"),
        ('{"id": ' + "9" * 5000 + ', "text": "a"}', "is not usable JSON"),
    ],
)
def test_one_bad_row_loses_no_other(row: str, reason: str) -> None:
    before, bad, after = rows('{"text": "before"}\n' + row + '\n{"text": "after"}')
    assert isinstance(before, Report)
    assert isinstance(after, Report)
    assert isinstance(bad, IntakeError)
    assert bad.where == "in.jsonl:2"
    assert reason in bad.reason


def test_bytes_that_are_not_utf8_cost_their_row_alone() -> None:
    bad, good = rows(b'{"text": "caf\xe9"}\n{"text": "caf\xc3\xa9"}\n')
    assert isinstance(bad, IntakeError)
    assert "byte 0xe9 at character 13 is not UTF-8" in bad.reason
    assert isinstance(good, Report)
    assert good.text == "café"


def test_byte_order_marks() -> None:
    row = '{"text": "café"}\n'
    for raw, wide in ((row.encode("utf-8-sig"), False), (row.encode("utf-16"), True)):
        (report,) = rows(raw, wide=wide)
        assert isinstance(report, Report)
        assert report.text == "café"


def test_a_row_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST_ROW", 100)
    long, good = rows('{"text": "' + "x" * 1000 + '"}\n{"text": "short"}\n')
    assert isinstance(long, IntakeError)
    assert long.where == "in.jsonl:1"
    assert "longer than 100 characters" in long.reason
    assert isinstance(good, Report)


@pytest.mark.parametrize("raw", ["", "\n\n  \n"])
def test_a_file_without_rows_says_so(raw: str) -> None:
    (problem,) = rows(raw)
    assert isinstance(problem, IntakeError)
    assert "is empty" in problem.reason


@given(st.text().filter(lambda t: t.strip() and "\0" not in t))
def test_the_text_is_never_changed(text: str) -> None:
    assert one(text=text).text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_reports_or_reasons(raw: bytes) -> None:
    for found in rows(raw):
        assert isinstance(found, Report | IntakeError)
