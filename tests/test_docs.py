"""The documents are true: their blocks run, and every command and file they name is there."""

import re
from pathlib import Path

import click
import pytest

from reportedly.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.model
@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_python_in_the_readme_runs(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_every_command_is_in_the_readme_and_the_other_way_round() -> None:
    context = click.Context(main)
    there = set(main.list_commands(context))
    named = set(re.findall(r"^(?:.*\| )?reportedly (?:--ledger \S+ )?([a-z]+)", README, re.MULTILINE))
    assert named <= there
    assert there <= set(re.findall(r"reportedly (?:--ledger \S+ )?([a-z]+)", "".join(p.read_text() for p in PAGES)))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("target", re.findall(r"make ([a-z]+)", README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
def test_make_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_changelog_has_the_version() -> None:
    from reportedly import __version__

    assert re.search(rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
