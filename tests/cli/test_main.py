"""The command line as a whole: quick to answer, plain about failures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import reportedly.cli
from reportedly.cli import COMMANDS, main
from reportedly.errors import NotFound


def test_every_command_is_there_and_says_what_it_does() -> None:
    listed = CliRunner().invoke(main, ["--help"])
    assert listed.exit_code == 0
    for name in COMMANDS:
        assert f"  {name} " in listed.output
        helped = CliRunner().invoke(main, [name, "--help"])
        assert helped.exit_code == 0
        assert helped.output.startswith("Usage: ")


def test_the_list_of_commands_cuts_no_sentence() -> None:
    for words in ([], ["judge"]):
        assert (
            "..."
            not in CliRunner().invoke(main, [*words, "--help"], terminal_width=80).output.partition("Commands:")[2]
        )


def test_an_option_behind_the_command_that_stands_before_it_is_told_so() -> None:
    done = CliRunner().invoke(main, ["claims", "--ledger", "story.db"])
    assert done.exit_code == 2
    assert "It goes before the command: main --ledger ... COMMAND" in done.stderr
    assert "before the command" not in CliRunner().invoke(main, ["claims", "--nothing"]).stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reportedly", "lexicon", "--json"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr == "reportedly: standard output: cannot be written (No space left on device)\n"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom reportedly.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'sqlalchemy', 'fastapi', 'numpy', 'rich', 'onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_is_an_error_of_use() -> None:
    assert CliRunner().invoke(main, ["reed"]).exit_code == 2


@pytest.mark.parametrize(
    ("problem", "status", "said"),
    [
        (NotFound("no claim c9"), 1, "reportedly: no claim c9\n"),
        (KeyboardInterrupt(), 130, "reportedly: interrupted\n"),
    ],
)
def test_failures_are_one_line(monkeypatch: pytest.MonkeyPatch, problem: BaseException, status: int, said: str) -> None:
    @click.command()
    def fail() -> None:
        raise problem

    monkeypatch.setattr(reportedly.cli.Commands, "get_command", lambda *_: fail)
    plain = CliRunner().invoke(main, ["claims"])
    assert (plain.exit_code, plain.stderr, plain.stdout) == (status, said, "")


def test_verbose_shows_where_it_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def fail() -> None:
        raise NotFound("no claim c9")

    monkeypatch.setattr(reportedly.cli.Commands, "get_command", lambda *_: fail)
    told = CliRunner().invoke(main, ["-v", "claims"])
    assert told.exit_code == 1
    assert "Traceback" in told.stderr
    assert told.stderr.endswith("reportedly: no claim c9\n")


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reportedly.cli.Commands, "get_command", lambda *_: fail)
    assert isinstance(CliRunner().invoke(main, ["claims"]).exception, ZeroDivisionError)
