"""`reportedly brief`, as a user gives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from docx import Document

from reportedly.cli import main
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return shelf.filled(tmp_path)


def _run(ledger: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", ledger, "brief", *words])


def test_it_is_written_in_each_format(ledger: str, tmp_path: Path) -> None:
    assert _run(ledger).stdout.startswith("# What is on the record\n")
    assert json.loads(_run(ledger, "sunk", "--format", "json").stdout)["title"] == "“sunk”"
    for name, start in (("b.md", b"# "), ("b.html", b"<!DOCTYPE html>"), ("b.docx", b"PK")):
        done = _run(ledger, "--claims", shelf.CLAIM[:8], "--out", str(tmp_path / name))
        assert (done.exit_code, done.stdout) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(start)
    assert "navy" in " ".join(c.text for row in Document(str(tmp_path / "b.docx")).tables[0].rows for c in row.cells)
    assert not list(tmp_path.glob("*.part"))


def test_a_bibliography_stands_beside_the_brief_or_in_its_place(ledger: str, tmp_path: Path) -> None:
    assert _run(ledger, "--bibliography", "bibtex").stdout.startswith("@article{")
    done = _run(ledger, "-o", str(tmp_path / "b.json"), "--bibliography", "csl")
    assert done.exit_code == 0
    assert json.loads((tmp_path / "b-bibliography.json").read_text("utf-8"))[0]["type"] == "article-newspaper"
    assert _run(ledger, "-o", str(tmp_path / "b.md"), "--bibliography", "ris").exit_code == 0
    assert (tmp_path / "b.ris").read_text("utf-8").startswith("TY  - NEWS")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["x", "--claims", "y"], "a brief is about one of them"),
        (["--day", "2031-03-06", "--as-of", "2031-03-01"], "--day 2031-03-06 is after --as-of 2031-03-01"),
        (["--out", "brief.pages"], "end the name in .md, .html, .docx or .json"),
        (["--format", "pdf"], "write HTML (--out brief.html), open it in a browser and print it"),
        (["--out", "brief.pdf"], "write HTML (--out brief.html), open it in a browser and print it"),
        (["--format", "docx", "--bibliography", "ris"], "name a file for the Word document"),
    ],
)
def test_what_cannot_be_asked_is_said(ledger: str, words: list[str], message: str) -> None:
    done = _run(ledger, *words)
    assert done.exit_code == 2
    assert message in done.stderr


def test_what_is_not_there_is_said(ledger: str, tmp_path: Path) -> None:
    assert "nothing on the record matches: “unheard”" in _run(ledger, "unheard").stderr
    done = _run(ledger, "-o", str(tmp_path / "no" / "b.md"))
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "cannot be written" in done.stderr
