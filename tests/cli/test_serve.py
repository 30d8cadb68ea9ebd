"""`reportedly serve`: what it refuses, and that what it opens can be read."""

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.accounts import AccountRole
from reportedly.cli import main
from reportedly.cli.serve import is_loopback
from reportedly.ledger import Ledger
from reportedly.ledger.signing import SigningKey


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """An empty ledger."""
    address = str(tmp_path / "kept.db")
    Ledger(address).close()
    return address


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.7", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_only_loopback_counts_as_this_machine(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_token_that_could_be_guessed_is_refused(ledger: str) -> None:
    done = CliRunner().invoke(main, ["--ledger", ledger, "serve", "--token", "short"])
    assert done.exit_code == 2
    assert "16 characters or more" in done.output


def test_other_machines_are_refused_without_a_token(ledger: str) -> None:
    done = CliRunner().invoke(main, ["--ledger", ledger, "serve", "--host", "0.0.0.0"])
    assert done.exit_code == 2
    assert "can be reached from other machines" in done.output


def test_a_name_of_its_own_needs_a_token(ledger: str) -> None:
    done = CliRunner().invoke(main, ["--ledger", ledger, "serve", "--name", "desk.example.org"])
    assert done.exit_code == 2
    assert "desk.example.org can be reached from other machines" in done.output


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    done = CliRunner().invoke(main, ["--ledger", str(missing), "serve", "--port", "0"])
    assert done.exit_code == 1
    assert "no such ledger; `reportedly --ledger" in done.output
    assert not missing.exists()


def test_a_desk_with_accounts_needs_no_token_and_says_whom_it_lets_in(ledger: str) -> None:
    with Ledger(ledger) as opened:
        opened.accounts.add("Jon", AccountRole.JUDGE, identity="jon@example.org", via="a test")
    asked = ["--ledger", ledger, "serve", "--name", "desk.example.org", "--port", "0"]
    with serving(*asked) as (said, _):
        assert "(for its accounts, after signing in; decisions are unsigned" in said
    with serving(*asked, "--token", "short") as (said, _):
        assert "(for its accounts" in said


@pytest.mark.parametrize("token", [None, "a token for tests only"])
def test_a_key_that_is_none_is_told_where_it_would_sign(ledger: str, tmp_path: Path, token: str | None) -> None:
    asked = ["--ledger", ledger, "serve", "--key", str(tmp_path / "none.pem"), "--port", "0"]
    if token:
        done = CliRunner().invoke(main, asked, env={"REPORTEDLY_TOKEN": token})
        assert done.exit_code == 1
        assert "none.pem: the key cannot be read" in done.output
    else:
        with serving(*asked) as (said, process):
            assert "(read only;" in said
            process.kill()
            assert process.stderr is not None
            told = process.stderr.read()
        assert "none.pem: the key cannot be read" in told
        assert "what accounts decide here later on will be unsigned" in told


def test_a_read_only_desk_has_its_key_ready_for_accounts(ledger: str, tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "desk.pem")
    asked = ["--ledger", ledger, "serve", "--key", str(tmp_path / "desk.pem"), "--port", "0"]
    with serving(*asked) as (said, _), Ledger(ledger) as opened:
        address = said.split(" at ")[1].split()[0]
        opened.accounts.add("Jon", AccountRole.JUDGE, identity="jon@example.org", via="a test")
        _, secret = opened.accounts.add_key("Jon", "a test", via="a test")
        header = {"Authorization": f"Bearer {secret}"}
        request = urllib.request.Request(f"{address}topics/save", b"name=Ferries&q=ferry", headers=header)
        urllib.request.urlopen(request, timeout=10).close()
        assert opened.topics.get("Ferries").edits[0].key == key.public


def test_it_says_by_which_key_it_signs(ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_TOKEN", "a token for tests only")
    with serving("--ledger", ledger, "serve", "--port", "0") as (said, _):
        assert "decisions are unsigned: --key FILE signs them" in said
    monkeypatch.setenv("REPORTEDLY_KEY", str(tmp_path / "desk.pem"))
    key = SigningKey.make(tmp_path / "desk.pem")
    with serving("--ledger", ledger, "serve", "--port", "0") as (said, _):
        assert f"decisions are signed by key {key.public}" in said


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a database, but long enough to be looked at" * 20)
    done = CliRunner().invoke(main, ["--ledger", str(other), "serve", "--port", "0"])
    assert done.exit_code == 1
    assert "is not a ledger" in done.output


def test_a_port_in_use_is_said(ledger: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = CliRunner().invoke(main, ["--ledger", ledger, "serve", "--port", str(taken.getsockname()[1])])
    assert done.exit_code == 1
    assert "is another desk running?" in done.output


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """What a desk in a process of its own says when it opens, and the process."""
    command = [sys.executable, "-u", "-c", "from reportedly.cli import main; main()", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline(), process
        finally:
            process.kill()


def test_what_it_opens_can_be_read_until_it_is_interrupted(ledger: str) -> None:
    with serving("--ledger", ledger, "serve", "--port", "0") as (said, process):
        address = said.split(" at ")[1].split()[0]
        with urllib.request.urlopen(address, timeout=10) as answer:
            page = answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
    assert "This ledger is empty" in page


def test_a_provider_of_sign_in_needs_accounts_a_client_and_a_secret(
    ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["--ledger", ledger, "serve", "--port", "0", "--oidc", "http://id.example"]
    assert "the ledger has no accounts" in CliRunner().invoke(main, asked).output
    with Ledger(ledger) as opened:
        opened.accounts.add("Jon", AccountRole.JUDGE, identity="jon@example.org", via="a test")
    assert "give --oidc-client, too" in CliRunner().invoke(main, asked).output
    asked += ["--oidc-client", "desk"]
    assert "REPORTEDLY_OIDC_SECRET" in CliRunner().invoke(main, asked).output
    monkeypatch.setenv("REPORTEDLY_OIDC_SECRET", "a secret for tests only")
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 1
    assert "https, or http on this machine" in done.output
