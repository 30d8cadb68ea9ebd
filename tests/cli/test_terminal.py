"""Nothing that a report, a file name or an argument holds steers a terminal."""

from __future__ import annotations

import ast
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import reportedly.cli
from reportedly.cli import main, terminal

if TYPE_CHECKING:
    from collections.abc import Callable

EVIL = "\x1b]0;owned\x07\x1b[8m\x9b31m\x85\x7f\u202e\u2066\u200f\u061c\u2028"
"""A new title for the window, hidden text, red in C1, and text that runs from right to left."""
OURS = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
CONCEALED = b"\x1b[8m"
SOURCES = sorted(Path(reportedly.cli.__file__).parent.glob("*.py"))


def _on_a_terminal(code: str, cwd: Path) -> bytes:
    """All that a program writes to the terminal that is its standard output and standard error."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen([sys.executable, "-c", code], stdout=theirs, stderr=theirs, cwd=cwd, env=env):
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            written += piece
    os.close(ours)
    return written


def _steers(written: bytes) -> str | None:
    """The first thing in it that a terminal would obey and that is not ours."""
    text = OURS.sub(b"", written.replace(CONCEALED, b"concealed \x1b")).decode("utf-8").replace("\r", "")
    found = re.search(terminal.OBEYED, text)
    return repr(text[max(found.start() - 60, 0) : found.end() + 20]) if found else None


RUN = """
import sys, traceback, warnings
from reportedly.cli import main
for words in {commands!r}:
    try:
        main(words)
    except SystemExit:
        pass
    except BaseException:
        traceback.print_exc()
"""


@pytest.mark.model
def test_no_command_lets_a_report_steer_the_terminal(tmp_path: Path) -> None:
    said = f"Norway said on Saturday that divers had cut {EVIL} a cable off Bergen by 20 March."
    rows = [
        {
            "id": f"g{n}{EVIL}",
            "outlet": f"Gazette{EVIL}",
            "title": f"Divers{EVIL} {n}",
            "url": f"https://gazette.example/{n}{EVIL}",
            "published_at": "2031-03-01T09:00:00+00:00",
            "text": text,
        }
        for n, text in enumerate([said, said.replace("said", "denied"), f"{EVIL}"])
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, [*rows, {EVIL: 1}, *rows])), "utf-8")
    (tmp_path / f"{EVIL.replace('/', '')}.txt").write_text(said, "utf-8")
    (tmp_path / f"empty {EVIL.replace('/', '')}.txt").write_text("", "utf-8")
    ledger = ["--ledger", "l.db"]
    lists = ["claims", "changes", "origins", "events", "forecasts", "numbers", "timeline", "sources", "failures"]
    commands = [
        ["read", "."],
        ["read", "--json", "in.jsonl"],
        ["read", "--explain", "in.jsonl"],
        [*ledger, "add", ".", "--by", EVIL],
        *([*ledger, name, "--all"] for name in lists),
        *([*ledger, name, "--csv"] for name in lists),
        [*ledger, "claims", "--json"],
        [*ledger, "search", "cable", EVIL],
        [*ledger, "search", "cable"],
        [*ledger, "source", "Norway"],
        [*ledger, "source", EVIL],
        [*ledger, "grade", "Norway", "B", "--why", EVIL, "--by", EVIL],
        [*ledger, "grades"],
        [*ledger, "claim", EVIL],
        [*ledger, "verify"],
        [*ledger, "export"],
        [*ledger, "export", "--gzip"],
        ["--ledger", f"./{EVIL}/x.db", "claims"],
        ["-v", "--ledger", f"./{EVIL}/x.db", "claims"],
        ["--ledger", f"postgresql://{EVIL}", "claims"],
        ["lexicon", EVIL],
        ["read", f"--{EVIL}"],
        ["read", "--published", EVIL],
        [EVIL],
    ]
    written = _on_a_terminal(RUN.format(commands=commands), tmp_path)
    assert b"Divers" in written
    assert b"Gazette" in written
    assert b"Traceback" in written  # of -v
    assert _steers(written) is None


def test_bars_let_no_message_pass() -> None:
    code = f"""
import warnings
from reportedly.cli.progress import steps
from reportedly.cli.terminal import clean_messages
with clean_messages(), steps() as advance:
    advance("linked", 1, 2)
    warnings.warn({EVIL!r})
    advance({EVIL!r}, 2, 2)
"""
    written = _on_a_terminal(code, Path.cwd())
    assert b"linked" in written
    assert b"UserWarning" in written
    assert _steers(written) is None


def test_a_fault_of_the_program_is_shown_clean() -> None:
    code = f"""
import click, reportedly.cli
@click.command()
def fail(): raise ZeroDivisionError({EVIL!r})
reportedly.cli.Commands.get_command = lambda *_: fail
reportedly.cli.main(["claims"])
"""
    written = _on_a_terminal(code, Path.cwd())
    assert b"ZeroDivisionError" in written
    assert _steers(written) is None


def test_every_control_character_but_tab_and_line_feed_is_replaced_one_for_one() -> None:
    for code in (*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x200F):
        assert (chr(code) in terminal.clean(f"a{chr(code)}b")) == (chr(code) in "\t\n"), hex(code)
        assert len(terminal.clean(f"a{chr(code)}b")) == 3
    assert terminal.clean("a\r\nb ü—🙂") == "a\nb ü—🙂"


def test_escaped_json_has_the_same_value() -> None:
    value = {EVIL: [EVIL, "plain ü"]}
    line = terminal.escaped(json.dumps(value, ensure_ascii=False))
    assert json.loads(line) == value
    assert not re.search(terminal.OBEYED, line)
    assert "ü" in line


@pytest.mark.parametrize("is_terminal", [True, False])
def test_csv_is_cleaned_for_a_terminal_only(
    is_terminal: bool, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    terminal.write(f"a,{EVIL}\r\n".encode())
    written = capsysbinary.readouterr().out.decode()
    assert written == (f"a,{terminal.clean(EVIL)}\n" if is_terminal else f"a,{EVIL}\r\n")


def test_packed_bytes_are_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    from reportedly.store.database import open_database

    open_database(str(tmp_path / "l.db")).dispose()
    done = CliRunner().invoke(main, ["--ledger", str(tmp_path / "l.db"), "export", "--gzip"])
    assert done.exit_code == 2
    assert "name a FILE" in done.stderr


def _calls(path: Path) -> list[ast.Call]:
    return [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]


@pytest.mark.parametrize(
    ("passes_by", "door"),
    [
        (lambda c: ast.unparse(c.func) == "print", ""),
        (lambda c: ast.unparse(c.func).endswith("echo") and "err" not in {k.arg for k in c.keywords}, "terminal.py"),
        (lambda c: ast.unparse(c.func) == "Console", "console.py"),
        (lambda c: ast.unparse(c.func).startswith(("sys.stdout.", "sys.stderr.write")), None),
    ],
)
def test_there_is_one_way_to_the_terminal(passes_by: Callable[[ast.Call], bool], door: str | None) -> None:
    """Text goes through `say`, tables through `console`, documents through `write_document`."""
    writing = {"terminal.py", "printing.py", "transfer.py", "__init__.py"}
    asking = {"read.py", "brief.py", "interchange.py"}  # whether there is a terminal
    allowed = {door} if door is not None else writing | asking
    assert {p.name for p in SOURCES if any(map(passes_by, _calls(p)))} <= allowed
