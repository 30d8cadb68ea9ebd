"""The command that lists the lexicons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.lexicon import table


def test_lists_the_tables() -> None:
    out = CliRunner().invoke(main, ["lexicon"])
    assert out.exit_code == 0
    assert "likelihood" in out.output
    assert "name a folder in REPORTEDLY_LEXICON" in out.output


def test_one_table_with_its_source() -> None:
    out = CliRunner().invoke(main, ["lexicon", "likelihood"])
    assert out.exit_code == 0
    assert "Directive 203" in out.output
    assert "almost certainly" in out.output


def test_rows_for_machines() -> None:
    out = CliRunner().invoke(main, ["lexicon", "likelihood", "--json"])
    assert {"phrase", "likelihood", "beside"} == json.loads(out.output.splitlines()[0]).keys()
    tables = [json.loads(line) for line in CliRunner().invoke(main, ["lexicon", "--json"]).output.splitlines()]
    assert "events" in {t["name"] for t in tables}


def test_a_name_that_is_none() -> None:
    out = CliRunner().invoke(main, ["lexicon", "nope"])
    assert out.exit_code == 1
    assert "no such lexicon" in out.output


def test_a_stray_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hedge.tsv").write_text("hedge\tcertainty\twhere\n", "utf-8")
    monkeypatch.setenv("REPORTEDLY_LEXICON", str(tmp_path))
    table.cache_clear()
    try:
        out = CliRunner().invoke(main, ["lexicon"])
    finally:
        table.cache_clear()
    assert "hedge.tsv: matches no table" in out.output
