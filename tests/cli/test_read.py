"""`reportedly read`, in this process and as a program of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main

pytestmark = pytest.mark.model

SAYS = "The minister said on Friday that the talks had failed, and the union denied it."
PROGRAM = [sys.executable, "-m", "reportedly"]


def read(*words: str | Path, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["read", *map(str, words)], input=given)


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(SAYS, "utf-8")
    return tmp_path / "report.txt"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": f"r{n}", "text": f"{SAYS} They met {n} times."}) for n in range(4)]
    (tmp_path / "in.jsonl").write_text("\n".join([*lines[:2], '{"id": "bad"}', *lines[2:]]), "utf-8")
    return tmp_path / "in.jsonl"


def test_explains_below_the_sheet_and_nowhere_else(report: Path) -> None:
    done = read(report, "--explain", "--published", "2025-04-28")
    assert done.exit_code == 0
    assert "Friday → 2025-04-25 · from the day of publication" in done.stdout
    refused = read(report, "--explain", "--json")
    assert refused.exit_code == 2
    assert "--explain adds to a sheet" in refused.stderr


def test_a_sheet_for_people(report: Path) -> None:
    done = read(report)
    assert done.exit_code == 0
    assert "minister" in done.stdout
    assert "talks had failed" in done.stdout
    assert done.stderr == ""


def test_rows_for_programs(report: Path) -> None:
    done = read("--json", report, "--published", "2024-03-02")
    (row,) = rows(done.stdout)
    assert done.exit_code == 0
    assert row["report"]["text"] == SAYS
    assert row["report"]["published_at"] == "2024-03-02T00:00:00+00:00"
    assert row["report"]["language"] == "en"
    assert {"report", "run", "statements", "times", "places", "quantities", "events"} <= row.keys()
    assert "failure" not in row


def test_standard_input() -> None:
    assert rows(read("--json", "-", given=SAYS).stdout)[0]["report"]["text"] == SAYS
    assert rows(read("--jsonl", "-", given=json.dumps({"id": "r9", "text": SAYS})).stdout)[0]["report"]["id"] == "r9"


def test_one_bad_row_is_recorded_and_the_rest_is_read(many: Path) -> None:
    done = read("--jsonl", many)
    found = rows(done.stdout)
    assert [row["report"]["id"] for row in found if "failure" not in row] == ["r0", "r1", "r2", "r3"]
    assert found[2]["failure"] == f'{many}:3: "text" must be a string, found nothing'
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f'reportedly: {many}:3: "text" must be a string, found nothing',
        "reportedly: 1 of 5 reports could not be read",
    ]


def test_line_separators_in_a_text_do_not_break_the_row() -> None:
    text = "He said\u2028that\u2029talks\x85had failed \ud83d\ude80.".encode("utf-16", "surrogatepass").decode("utf-16")
    done = read("--json", "-", given=text)
    assert len(done.stdout.splitlines()) == 1
    assert rows(done.stdout)[0]["report"]["text"] == text


def test_another_language_is_named() -> None:
    done = read("-", given="Министр опроверг в понедельник сообщения о том, что переговоры сорваны.")
    assert done.exit_code == 1
    assert "the text is in Russian (ru); only English is read so far" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("report.pdf", b"%PDF-1.7 ...", "is a PDF that cannot be read"),
        ("noise.txt", bytes(range(256)), "is a binary file"),
        ("mixed.txt", "São Paulo, Łódź, ".encode() + b"Z\xfcrich", "mixes encodings"),
        ("line.txt", b"word " * 2_500_000, "is larger than 10 MB"),
        ("long.txt", b"He said no. " * 40_000, "split it"),
    ],
)
def test_bad_input_is_one_line_and_exit_1(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(raw)
    done = read(tmp_path / name)
    assert done.exit_code == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert reason in line
    assert name in line


def test_a_missing_file_and_a_folder_without_reports(tmp_path: Path) -> None:
    done = read(tmp_path, tmp_path / "none.txt")
    assert done.exit_code == 1
    assert "is a folder without reports" in done.stderr
    assert "none.txt: no such file or folder" in done.stderr


@pytest.mark.parametrize(
    "words", [(), ("--resume", "a.txt"), ("--published", "Friday", "a.txt"), ("--workers", "0", "a.txt")]
)
def test_errors_of_use(words: tuple[str, ...]) -> None:
    assert read(*words).exit_code == 2


def test_hostile_text_reaches_the_terminal_as_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The \x1b[31mminister\x07 said on Friday that the [bold]talks[/bold] failed for :smile: \u202efailed.", "utf-8"
    )
    done = read(tmp_path / "a.txt")
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    assert "[bold]talks[/bold]" in done.stdout


def test_one_page_goes_to_a_file(report: Path, tmp_path: Path) -> None:
    done = read(report, "--html", tmp_path / "out.html")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "talks had failed" in (tmp_path / "out.html").read_text("utf-8")


def test_several_pages_go_to_a_folder(many: Path, tmp_path: Path) -> None:
    done = read(many, "--html", tmp_path / "pages")
    assert done.exit_code == 1
    names = sorted(p.name for p in (tmp_path / "pages").iterdir())
    assert names == ["report-r0.html", "report-r1.html", "report-r2.html", "report-r3.html"]
    refused = read(many, "--html", tmp_path / "out.html")
    assert refused.exit_code == 1
    assert "name a folder for their pages" in refused.stderr


def test_a_file_of_rows_can_be_gone_on_with(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert read(many, "-o", out).exit_code == 1
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    assert len(lines) == 5

    out.write_bytes(b"".join(lines[:2]) + lines[2][:20])
    again = read(many, "-o", out, "--resume")
    assert again.exit_code == 1
    assert "1 of 5 reports could not be read" in again.stderr
    assert [row["report"]["id"] for row in rows(out.read_text())] == [
        row["report"]["id"] for row in rows(whole.decode())
    ]
    done = read(many, "-o", out, "--resume")
    assert done.exit_code == 1
    assert out.read_bytes().count(b"\n") == 5


def test_a_file_of_rows_is_not_lost_by_mistake(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("my notes\n")
    for words in ((), ("--resume",)):
        done = read(report, "-o", out, *words)
        assert done.exit_code == 1
        assert "name another file" in done.stderr
        assert out.read_text() == "my notes\n"
    missing = read(report, "-o", tmp_path / "no" / "folder.jsonl")
    assert missing.exit_code == 1
    assert "cannot be written (No such file or directory)" in missing.stderr


def test_ctrl_c_loses_nothing_and_resume_goes_on(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = f"{SAYS} " * 10
    source.write_text("\n".join(json.dumps({"id": f"r{n}", "text": f"{text} {n}"}) for n in range(30)), "utf-8")
    command = [*PROGRAM, "read", "--jsonl", str(source), "-o", str(out)]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while (not out.exists() or out.read_bytes().count(b"\n") < 2) and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in told
    assert "the same command with --resume continues" in told
    finished = rows(out.read_text("utf-8"))
    assert 2 <= len(finished) < 30
    assert [row["report"]["id"] for row in finished] == [f"r{n}" for n in range(len(finished))]

    assert read("--jsonl", source, "-o", out, "--resume").exit_code == 0
    assert [row["report"]["id"] for row in rows(out.read_text("utf-8"))] == [f"r{n}" for n in range(30)]


def test_a_reader_that_leaves_early_is_no_failure(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps({"text": f"{SAYS} {n}" * 60}) for n in range(5)), "utf-8")
    command = [*PROGRAM, "read", "--jsonl", str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        json.loads(running.stdout.readline())
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait(60) == 141


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "local"], "go with --output FOLDER"),
        (["--engine", "ray", "-o", "FILE"], "go with --output FOLDER"),
        (["-o", "OUT/", "--json"], "a FOLDER takes partitions alone"),
        (["-o", "OUT/", "--address", "auto"], "--address goes with --engine ray"),
    ],
)
def test_options_of_a_corpus_that_do_not_go_together(report: Path, tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "rows.jsonl").write_text("", "utf-8")
    places = {"FILE": str(tmp_path / "rows.jsonl"), "OUT/": f"{tmp_path / 'out'}/"}
    done = read(report, *(places.get(word, word) for word in words))
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_corpus_is_not_read_from_standard_input(tmp_path: Path) -> None:
    done = read("-", "-o", f"{tmp_path / 'out'}/", given=SAYS)
    assert done.exit_code == 1
    assert "a corpus is made of files and folders" in done.stderr
