"""`export --format` and `judge import`, as a user gives them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import cassis
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.cli.interchange import FORMATS
from reportedly.export.interchange import formats
from reportedly.export.interchange.xmi import STATEMENT
from tests.web import shelf


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return shelf.filled(tmp_path)


def _run(ledger: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", ledger, *words])


def test_every_format_is_written(ledger: str, tmp_path: Path) -> None:
    assert set(FORMATS) == {"ledger", *formats.WHOLE, *formats.EACH}
    for form in formats.WHOLE:
        assert _run(ledger, "export", "--format", form, str(tmp_path / form)).exit_code == 0
        assert (tmp_path / form).read_bytes() == _run(ledger, "export", "--format", form).stdout_bytes
    for form in formats.EACH:
        done = _run(ledger, "export", "--format", form, str(tmp_path / form))
        assert (done.exit_code, " files in " in done.stderr) == (0, True)
    assert _run(ledger, "export", "--format", "events", str(tmp_path / "e.parquet")).exit_code == 0
    assert "Said By" in pyarrow.parquet.read_table(tmp_path / "e.parquet").column_names


def test_a_day_is_looked_back_at(ledger: str) -> None:
    def appearances(*words: str) -> int:
        found = json.loads(_run(ledger, "export", "--format", "schema.org", *words).stdout)
        return sum(len(claim["appearance"]) for claim in found["@graph"])

    assert 0 < appearances("--as-of", "2031-03-06") < appearances()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "xmi"], "xmi: name a folder to write to"),
        (["--format", "stix", "--gzip"], "are for the format of the ledger itself"),
        (["--as-of", "2031-03-06"], "--as-of goes with --format"),
        (["--format", "stix", "."], ". is a folder: name a file"),
    ],
)
def test_what_cannot_be_asked_is_said(ledger: str, words: list[str], message: str) -> None:
    done = _run(ledger, "export", *words)
    assert (done.exit_code, message in done.stderr) == (2, True)


def test_what_annotators_wrote_becomes_judgements(ledger: str, tmp_path: Path) -> None:
    folder = tmp_path / "xmi"
    assert _run(ledger, "export", "--format", "xmi", str(folder)).exit_code == 0
    types = cassis.load_typesystem(io.BytesIO((folder / "TypeSystem.xml").read_bytes()))
    file = folder / "late-3.xmi"
    cas = cassis.load_cas_from_xmi(io.BytesIO(file.read_bytes()), typesystem=types)
    (row,) = cas.select(STATEMENT)
    row.verdict, row.why = "wrong", "a joke"
    file.write_text(cas.to_xmi(), "utf-8")
    done = _run(ledger, "judge", "import", str(file), "--by", "Ana")
    assert (done.exit_code, "1 judgement in 1 file" in done.stderr) == (0, True)
    listed = json.loads(_run(ledger, "judge", "list", "--json").stdout)
    assert (listed["verdict"], listed["why"], listed["by"]) == ("wrong", "a joke", "Ana")
    assert listed["statements"] == [shelf.REJECTED.id]
    assert _run(ledger, "judge", "import", str(tmp_path / "none.xmi")).exit_code == 1
