"""Modules and public classes are named with words of the glossary, or with ordinary words of programming."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from reportedly.lexicon.forms import stem

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "reportedly").rglob("*.py"))
MIGRATIONS = "migrations/versions"


def words_of(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


ORDINARY = words_of("""
    access account active activity add addition address ambiguous api app approximate argument auth band bar
    basis batch block broken calendar card catalogue change check choice class cli clock column command
    compare comparison concern containment context contract control count country daily data database date
    dated day decision difference distance docs dot encoding end entry env error explain expression extent
    failure false feed fetched field figure file filter form format found frame grammar header holiday html
    id identity ids importing in index ingest interrupted item job json jsonl judging key kind label
    language limit line linked list main map mark marking match missing model money name new not noun number
    open option output own page paragraph parameter part pattern pending person piece pipeline place plain
    position positive print printing progress punctuation query queue quote quoted range rate read
    recognition record related rendering reportedly request resolution resolver route router routing row
    rule run schema score search security segment sense sent serve set setting shown sign signature signing
    similar slice stage stat state statistic stop storage store stored string structure subject sum table
    term text tick time timestamp timex to today type unit unlisted use used value version view web window
    word world write
""")
"""Words of programming and of file formats, and plain words that mean what they mean everywhere."""

NOT_YET = words_of("""
    Lead
""")
"""Modules and classes whose names are still to be changed."""


def _words(name: str) -> list[str]:
    return [w.lower() for w in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]


def _known() -> frozenset[str]:
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs" / "words.md").read_text("utf-8"), re.MULTILINE)
    return frozenset(stem(w.lower()) for w in (*re.findall(r"\w+", " ".join(rows)), *ORDINARY))


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
    assert sorted(_unknown(_modules()) - NOT_YET) == []


def test_public_classes_are_named_with_known_words() -> None:
    assert sorted(_unknown(_classes()) - NOT_YET) == []


def test_every_word_of_the_glossary_has_one_line() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", (ROOT / "docs" / "words.md").read_text("utf-8"), re.MULTILINE)
    words = [w for w, _ in rows if w not in {"word", "act", "status", "---"}]
    assert len(words) == len(set(words)) > 80
