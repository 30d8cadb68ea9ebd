"""Named sets of words: they are data, a user's own replace them, and the digest tells."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly import lexicon
from reportedly.errors import LexiconError
from reportedly.lexicon import word_sets
from reportedly.lexicon.word_sets import word_list, word_set
from reportedly.reading.text.lexer import tokenize
from reportedly.reading.times.patterns import expressions

OWN = "set\tabout\twords\tsource\nhearsay\tadverbs of hearsay\tsupposedly|they say\tour desk\n"


def forget() -> None:
    for cached in (lexicon.table, lexicon.digest, word_set, word_list, word_sets._sets):
        cached.cache_clear()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the user's own."""
    monkeypatch.setenv("REPORTEDLY_LEXICON", str(tmp_path))
    forget()
    yield tmp_path
    forget()


def named_in_code() -> set[str]:
    """The names that the package asks for."""
    names = set()
    for path in Path(reportedly.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {
                "word_set",
                "word_list",
                "words_in",
            }:
                names |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return names


def test_rules_ask_for_the_sets_that_there_are() -> None:
    assert named_in_code() == {row["set"] for row in lexicon.table("word_sets.tsv")}


def test_every_set_says_what_it_is_and_where_it_is_from() -> None:
    rows = lexicon.table("word_sets.tsv")
    assert [row["set"] for row in rows] == sorted({row["set"] for row in rows})
    assert [row["set"] for row in rows if not (row["about"] and row["source"] and all(row["words"].split("|")))] == []


def test_words() -> None:
    assert word_set("hearsay") == {"allegedly", "purportedly", "reportedly", "supposedly"}


def test_no_such_set() -> None:
    with pytest.raises(LexiconError, match="no set 'nope'"):
        word_set("nope")


def test_a_users_row_replaces_a_set_and_changes_the_digest(own: Path) -> None:
    before = lexicon.digest()
    (own / "word_sets.tsv").write_text(OWN, "utf-8")
    forget()
    assert word_set("hearsay") == {"supposedly", "they say"}
    assert "say" in word_set("relaying")
    assert lexicon.digest() != before


def test_a_users_set_changes_what_a_rule_finds(own: Path) -> None:
    tokens = tokenize("The abbey dates from 1066.")
    assert [e.rule for e in expressions(tokens)] == ["year"]
    (own / "word_sets.tsv").write_text(
        "set\tabout\twords\tsource\nbefore a year\tprepositions before a year\tin|since\tour desk\n", "utf-8"
    )
    forget()
    assert expressions(tokens) == ()
