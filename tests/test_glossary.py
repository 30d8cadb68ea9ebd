"""Modules and public classes are named with words of the glossary, or with ordinary words of programming."""

from __future__ import annotations

import ast
import re
from enum import StrEnum
from pathlib import Path

import pytest

from reportedly.lexicon.stems import stem
from reportedly.model import Act, Status

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "reportedly").rglob("*.py"))
MIGRATIONS = "migrations/versions"

ORDINARY = """
    access account activity add addition address ambiguous app approximate auth band bar basis batch broken
    calendar card catalogue change check choice cli clock column command compare console comparison concern contract
    control count country daily database dated day decision difference distance docs dot encoding end entry
    env error explain expression failure false feed fetched field figure file filter form found grammar header
    holiday html identity ids importing in ingest item jsonl judging key kind label language limit line list
    map marking masking match message missing model money name new not noun number
    open option output page paragraph parameter
    pattern pending person piece pipeline place plain positive printing progress punctuation query quoted json markdown
    range rate recognition record related rendering reportedly request resolution router routing row rule
    schema search security segment sense sent serve setting signature signing stage state stop storage stored stream
    string subject table tally term terminal text tick timestamp timex to today type unit unlisted use
    value web window world write content document docx given gzip mail mhtml newsml newsml1 ninjs nitf odt parquet pdf
    rtf tar warc zip
    arrow atom bibtex docbin jsonld event format geojson icalendar mcp prov series server stix timeml tsv written xmi
"""
"""Words of programming and of file formats, and plain words that mean what they mean everywhere."""


def _words(name: str) -> list[str]:
    return [w.lower() for w in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]


def _known() -> frozenset[str]:
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs" / "words.md").read_text("utf-8"), re.MULTILINE)
    return frozenset(stem(w.lower()) for w in (*re.findall(r"\w+", " ".join(rows)), *ORDINARY.split()))


def _unknown(names: set[str]) -> set[str]:
    known = _known()
    return {n for n in names if not all(stem(w) in known for w in _words(n))}


def _modules() -> set[str]:
    paths = [p.relative_to(ROOT / "src" / "reportedly") for p in SOURCES if MIGRATIONS not in p.as_posix()]
    return {part for p in paths for part in p.with_suffix("").parts if not part.startswith("__")}


def _classes() -> set[str]:
    trees = [ast.parse(p.read_text("utf-8")) for p in SOURCES]
    return {
        n.name for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and not n.name.startswith("_")
    }


def test_modules_are_named_with_known_words() -> None:
    assert _unknown(_modules()) == set()


def test_public_classes_are_named_with_known_words() -> None:
    assert _unknown(_classes()) == set()


def test_every_word_of_the_glossary_has_one_line() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", (ROOT / "docs" / "words.md").read_text("utf-8"), re.MULTILINE)
    words = [w for w, _ in rows if w not in {"word", "act", "status", "---"}]
    assert len(words) == len(set(words)) > 80


@pytest.mark.parametrize("vocabulary", [Act, Status])
def test_acts_and_statuses_are_explained(vocabulary: type[StrEnum]) -> None:
    text = (ROOT / "docs" / "words.md").read_text("utf-8")
    assert [value for value in vocabulary if not re.search(rf"^\| {value} \|", text, re.MULTILINE)] == []
