"""The house style that no linter knows."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_no_file_is_longer_than_500_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text("utf-8").splitlines())) > 500}
    assert not long


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [p for p in SOURCES if p.stem in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}]


def test_every_module_says_what_is_in_it() -> None:
    assert not [str(p) for p in SOURCES if not p.read_text("utf-8").startswith('"""')]
