"""JSON in one piece to reports: arrays, single objects, answers of services."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report


def found(tmp_path: Path, value: object, name: str = "a.json", indent: int | None = None) -> list[Report | IntakeError]:
    (tmp_path / name).write_text(value if isinstance(value, str) else json.dumps(value, indent=indent))
    return list(reportedly.open_all(tmp_path / name))


ROW = {"id": "1", "published_at": "2024-05-13", "text": "The bridge is shut."}
NEWS_API = {
    "status": "ok",
    "articles": [
        {
            "source": {"id": "post", "name": "North Post"},
            "title": "Bridge shut",
            "url": "https://post.example/1",
            "publishedAt": "2024-05-13T09:00:00Z",
            "content": "The bridge is shut.",
        }
    ],
}
GUARDIAN = {
    "response": {
        "results": [
            {
                "id": "world/1",
                "webTitle": "Bridge shut",
                "webUrl": "https://post.example/1",
                "webPublicationDate": "2024-05-13T09:00:00Z",
                "fields": {"bodyText": "The bridge is shut.", "publication": "North Post"},
            }
        ]
    }
}
SEARCH = {
    "hits": {
        "total": 1,
        "hits": [
            {
                "_id": "x1",
                "_source": {
                    "title": "Bridge shut",
                    "body": "<p>The bridge is shut.</p>",
                    "date": "2024-05-13",
                    "publisher": "North Post",
                },
            }
        ],
    }
}
EVENT_REGISTRY = [
    {
        "uri": "81",
        "url": "https://post.example/1",
        "title": "Bridge shut",
        "body": "The bridge is shut.",
        "dateTime": "2024-05-13T09:00:00Z",
        "source": {"uri": "post.example", "title": "North Post"},
    }
]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("value", [NEWS_API, GUARDIAN, SEARCH, EVENT_REGISTRY])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a"])
def test_answers_of_services(tmp_path: Path, value: object, indent: int | None, name: str) -> None:
    if indent and name == "a.jsonl":
        name = "a.txt"
    (report,) = found(tmp_path, value, name, indent)
    assert isinstance(report, Report)
    assert (report.text, report.title, report.outlet) == ("The bridge is shut.", "Bridge shut", "North Post")
    assert report.published_at is not None


@pytest.mark.parametrize(
    "raw",
    [
        json.dumps([ROW]),
        json.dumps(ROW, indent=1),
        json.dumps([{"report": ROW, "statements": []}]),
        json.dumps({"data": {"items": [ROW]}}),
        json.dumps(ROW),
    ],
)
def test_own_fields_in_any_wrapping(tmp_path: Path, raw: str) -> None:
    (report,) = found(tmp_path, raw)
    assert isinstance(report, Report)
    assert (report.id, report.text) == ("1", "The bridge is shut.")


def test_objects_one_after_the_other(tmp_path: Path) -> None:
    raw = json.dumps(ROW, indent=1) + "\n" + json.dumps({**ROW, "id": "2"}, indent=1)
    assert [r.id for r in found(tmp_path, raw) if isinstance(r, Report)] == ["1", "2"]


def test_a_bad_item_fails_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        items = found(tmp_path, [ROW, 5, {"id": "3"}])
    assert [i.where.rpartition("#")[2] for i in items if isinstance(i, IntakeError)] == ["2", "3"]
    assert "1 of 3 reports found" in caplog.text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("[]", "without reports"),
        ("{}", "without reports"),
        ('{"name": "x"\n,"rows": [1]}', "no column that holds texts"),
        ('[{"text": "a"},', "is not JSON (Expecting value at line 1"),
        ("[" * 100_000, "is not usable JSON"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, raw: str, reason: str) -> None:
    *_, problem = found(tmp_path, raw)
    assert isinstance(problem, IntakeError)
    assert reason in problem.reason


def test_rows_of_one_make_are_shown_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = [{"headline": "x", "body": words, "day": "2024-05-13"} for words in ("He left.", "", "He denied it.")]
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        items = found(tmp_path, "\n".join(map(json.dumps, rows)), "a.jsonl")
    assert [item.text if isinstance(item, Report) else item.reason for item in items] == [
        "He left.",
        "has no text in the column body",
        "He denied it.",
    ]
    assert caplog.text.count("columns text=body") == 1


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_lists_within_a_report_are_no_reports(tmp_path: Path, name: str) -> None:
    authors = [{"name": "Ann Lee", "title": "Correspondent", "url": "https://post.example/ann"}]
    value = {"body": "The bridge is shut.", "title": "Bridge", "url": "https://post.example/1", "authors": authors}
    (report,) = found(tmp_path, value, name)
    assert isinstance(report, Report)
    assert (report.text, report.url) == ("The bridge is shut.", "https://post.example/1")


def test_what_takes_too_long_keeps_what_was_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.intake.content.time_limit.LEAST", 0.2)

    def slow(words: str) -> str:
        while "slow" in words:
            pass
        return words

    monkeypatch.setattr("reportedly.intake.html.text_of", slow)
    (first, problem) = found(tmp_path, [{"body": "<p>Quick.</p>"}, {"body": "<p>A slow one.</p>"}])
    assert isinstance(first, Report)
    assert isinstance(problem, IntakeError)
    assert "took longer than 0 seconds to take in" in problem.reason


def test_a_json_feed(tmp_path: Path) -> None:
    item = {"id": "1", "content_html": "<p>The bridge is shut.</p>", "date_published": "2024-05-13T10:00:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "North Post", "items": [item]}
    (report,) = found(tmp_path, feed)
    assert isinstance(report, Report)
    assert report.text == "The bridge is shut."


def test_what_stands_before_a_damage_is_kept(tmp_path: Path) -> None:
    rows = [{"text": f"The bridge is shut, report {n}."} for n in range(3)]
    *whole, damage = found(tmp_path, json.dumps(rows, indent=1)[:-20])
    assert [r.text for r in whole if isinstance(r, Report)] == [row["text"] for row in rows[:2]]
    assert isinstance(damage, IntakeError)
    assert "is not JSON" in damage.reason
