"""What lexicons there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import catalogue, table


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the user's own."""
    monkeypatch.setenv("REPORTEDLY_LEXICON", str(tmp_path))
    table.cache_clear()
    yield tmp_path
    table.cache_clear()


def test_every_table_says_what_it_holds() -> None:
    entries = catalogue.catalogue()
    assert len(entries) > 30
    assert [e.name for e in entries if not e.about or not e.rows] == []


def test_likelihood_names_its_source() -> None:
    assert "Intelligence Community Directive 203" in catalogue.described("likelihood").about


def test_own_rows_are_counted_apart(own: Path) -> None:
    (own / "likelihood.tsv").write_text(
        "phrase\tlikelihood\tbeside\nlikely\talmost certain\t\non the cards\tlikely\t\n", "utf-8"
    )
    entry = catalogue.described("likelihood")
    assert (entry.replaced, entry.added, entry.own) == (1, 1, str(own / "likelihood.tsv"))
    rows = {r["phrase"]: r["likelihood"] for r in catalogue.rows("likelihood")}
    assert (rows["likely"], rows["on the cards"]) == ("almost certain", "likely")


def test_a_file_that_lies_over_nothing_is_named(own: Path) -> None:
    (own / "likelihoods.tsv").write_text("phrase\tlikelihood\tbeside\n", "utf-8")
    assert catalogue.strays() == ("likelihoods.tsv",)


def test_no_such_table() -> None:
    with pytest.raises(LexiconError, match="nope: no such lexicon"):
        catalogue.described("nope")
