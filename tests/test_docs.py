"""The documents are true: their blocks run, and every command and file that they name exists."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import click
import pytest
from starlette.routing import Match

from reportedly.cli import main
from reportedly.ledger import Ledger
from reportedly.web.app import create

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.model
@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_python_in_the_readme_runs(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


@pytest.mark.model
def test_the_tutorial_can_be_followed(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    script = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    # The environment is there already; the desk would stay open, and gets no signal until it is open.
    script = script.replace("make demo\n. .venv/bin/activate\n", "")
    script = script.replace(
        "\nreportedly serve\n",
        "\nreportedly serve --no-open --port 0 & DESK=$!; sleep 6; while kill -INT $DESK; do sleep 2; done\n",
    )
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for output in re.findall(r"```text\n(.*?)\n```", text, re.DOTALL):
        assert output in done.stdout + done.stderr


def test_the_reference_says_what_the_program_says() -> None:
    written = runpy.run_path(str(ROOT / "tools" / "reference.py"))["reference"]()
    assert (ROOT / "docs" / "reference.md").read_text("utf-8") == written, "python -m tools.reference writes it again"


def test_pictures_are_few_and_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert {p.suffix for p in pictures} == {".png"}
    assert sum(p.stat().st_size for p in pictures) < 1_000_000
    shown = "".join(p.read_text("utf-8") for p in PAGES)
    assert all(f"pictures/{p.name}" in shown for p in pictures)


def test_there_are_thirteen_pages_or_fewer() -> None:
    assert len(list((ROOT / "docs").glob("*.md"))) <= 13


def test_every_command_is_in_the_readme_and_the_other_way_round() -> None:
    context = click.Context(main)
    there = set(main.list_commands(context))
    named = set(re.findall(r"^(?:.*\| )?reportedly (?:--ledger \S+ )?([a-z]+)", README, re.MULTILINE))
    assert named <= there
    assert there <= set(re.findall(r"reportedly (?:--ledger \S+ )?([a-z]+)", "".join(p.read_text() for p in PAGES)))


def test_every_address_of_the_desk_is_there(tmp_path: Path) -> None:
    address = str(tmp_path / "empty.db")
    Ledger(address).close()
    routes = create(address).routes
    text = "".join((ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("desk", "formats"))
    named = set(re.findall(r"`(/[A-Za-z./-]*)", text))
    there = {
        path
        for path in named
        for route in routes
        if route.matches({"type": "http", "method": "GET", "path": path, "headers": []})[0] is Match.FULL
    }
    assert len(named) > 30
    assert named == there


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_tables_and_modules_that_are_named_are_there() -> None:
    package = ROOT / "src" / "reportedly"
    text = "".join(p.read_text("utf-8") for p in PAGES)
    tables = set(re.findall(r"`([a-z_]+\.tsv)`", text))
    modules = set(re.findall(r"`([a-z_]+/[a-z_/]+\.py)`", text))
    assert len(tables) > 10
    assert len(modules) > 10
    assert {t for t in tables if not (package / "lexicon" / t).exists()} == set()
    assert {m for m in modules if not ((package / m).exists() or (ROOT / m).exists())} == set()


@pytest.mark.parametrize("target", re.findall(r"make ([a-z]+)", README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
def test_make_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_changelog_has_the_version() -> None:
    from reportedly import __version__

    assert re.search(rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "threats.md").read_text("utf-8")))
    defined = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)\(", path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(named) > 30
    assert named - defined == set()
