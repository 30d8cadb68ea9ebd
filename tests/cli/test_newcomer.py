"""The way of a newcomer: a folder of forty mixed files becomes a brief in Word, in three commands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from docx import Document

from reportedly.cli import main
from tests import newcomer

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

pytestmark = pytest.mark.model
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("newcomer")


def _run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", str(place / "story.db"), *words])


def test_a_folder_becomes_a_brief_in_three_commands(place: Path) -> None:
    reports = newcomer.folder(place / "news")
    files = [f for f in (place / "news").rglob("*") if f.is_file()]
    assert len(files) - len(newcomer.UNREAD | newcomer.LEFT_OUT) >= 40

    added = _run(place, "add", str(place / "news"))
    total = reports + len(newcomer.UNREAD)
    assert added.exit_code == 1  # some files could not be read
    assert f"{place / 'news'}: {reports:,} of {total:,} reports found; left out: " in added.stderr
    assert f"{reports:,} new, 0 known, {len(newcomer.UNREAD)} failed" in added.stderr
    for name in newcomer.UNREAD:
        assert re.search(rf"{re.escape(name)}: (?:is|asks|holds|shows) ", added.stderr), name
    for name in newcomer.LEFT_OUT:
        assert name in added.stderr

    claims = [json.loads(line) for line in _run(place, "claims", "--json").stdout.splitlines()]
    assert {"corroborated", "disputed"} & {claim["status"] for claim in claims}

    brief = _run(place, "brief", "--out", str(place / "brief.docx"))
    assert (brief.exit_code, brief.output) == (0, "")
    _check_footnotes(Document(str(place / "brief.docx")))


def _check_footnotes(document: object) -> None:
    """Each reference in the text leads to a footnote with outlet, day and the exact words of a report."""
    package = document.part.package  # type: ignore[attr-defined]
    (part,) = [p for p in package.iter_parts() if p.partname.endswith("/footnotes.xml")]
    notes = {
        note.get(f"{_W}id"): "".join(text.text or "" for text in note.iter(f"{_W}t"))
        for note in ElementTree.fromstring(part.blob).iter(f"{_W}footnote")
        if note.get(f"{_W}type") is None
    }
    used = {
        mark.get(f"{_W}id")
        for mark in document.element.iter(f"{_W}footnoteReference")  # type: ignore[attr-defined]
    }
    assert used == set(notes)
    assert len(notes) > 20
    texts = [one.text.replace("\n", " ") for one in (newcomer.Story(number) for number in range(70))]
    for note in notes.values():
        said = re.search(r": “(.+)”$", note.strip())
        assert said, note
        exact = said[1].split(" … ")[0]
        assert any(exact in text.replace("'", "’") or exact in text for text in texts), exact
        assert re.search(r"\b(?:\d{1,2} (?:March|May) (?:2031|2024)|undated)\.", note), note
    outlets = {outlet for outlet in newcomer.OUTLETS if any(note.strip().startswith(outlet) for note in notes.values())}
    assert outlets == set(newcomer.OUTLETS)


def test_adding_the_folder_again_changes_nothing(place: Path) -> None:
    again = _run(place, "add", str(place / "news"))
    assert re.search(r"0 new, \d+ known", again.stderr)
