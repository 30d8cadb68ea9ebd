"""The public names, and that importing them loads nothing heavy."""

import subprocess
import sys

import reportedly


def test_the_public_names_are_these() -> None:
    assert reportedly.__all__ == [
        "Anchor",
        "Filter",
        "Ledger",
        "Reading",
        "Report",
        "ReportedlyError",
        "Statement",
        "open",
        "open_all",
        "read",
        "table",
        "to_json",
    ]
    for name in reportedly.__all__:
        assert getattr(reportedly, name)


def test_import_loads_nothing_heavy() -> None:
    code = (
        "import reportedly, reportedly.model, sys;"
        "print([m for m in ('spacy', 'sqlalchemy', 'fastapi', 'numpy', 'onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
