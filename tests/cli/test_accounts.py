"""`reportedly account`, as an administrator gives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "kept.db")
    Ledger(path).close()
    return path


def _run(ledger: str, *words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--ledger", ledger, "account", *words], input=given)


def test_an_account_is_made_listed_changed_and_disabled(ledger: str) -> None:
    typed = "two cups of coffee\n"
    made = _run(ledger, "add", "Jon", "--role", "judge", given=typed * 2)
    assert made.exit_code == 0, made.output
    assert "reportedly: Jon: judge\n" in made.stderr
    assert "lets in nobody without one from now on" in made.stderr
    assert typed.strip() not in made.output
    second = _run(ledger, "add", "Ida", "--role", "administer", "--identity", "ida@example.org")
    assert second.stderr == "reportedly: Ida: administer\n"
    rows = [json.loads(line) for line in _run(ledger, "list", "--json").stdout.splitlines()]
    assert [(r["name"], r["role"], r["has_password"], r["identity"]) for r in rows] == [
        ("Ida", "administer", False, "ida@example.org"),
        ("Jon", "judge", True, None),
    ]
    assert _run(ledger, "role", "jon", "read").stderr == "reportedly: Jon: read\n"
    assert "sessions have ended" in _run(ledger, "password", "jon", "--password-stdin", given="a new password").stderr
    assert _run(ledger, "identity", "Jon", "Jon@example.org").stderr.endswith("signs in as jon@example.org\n")
    assert _run(ledger, "disable", "jon").exit_code == 0
    assert "disabled 20" in _run(ledger, "list").stdout
    assert _run(ledger, "enable", "jon").exit_code == 0
    assert "password changed" in _run(ledger, "log").stdout


def test_a_key_is_printed_once(ledger: str) -> None:
    _run(ledger, "add", "Jon", "--role", "read", "--password-stdin", given="two cups of coffee")
    made = _run(ledger, "key", "add", "jon", "--for", "the nightly job")
    secret = made.stdout.strip()
    assert secret.startswith("rk_")
    assert "shown only now" in made.stderr
    assert secret not in made.stderr
    for shown in (_run(ledger, "key", "list"), _run(ledger, "key", "list", "jon", "--json"), _run(ledger, "log")):
        assert secret[:11] in shown.stdout
        assert secret not in shown.stdout
    assert "is revoked" in _run(ledger, "key", "revoke", secret[:11]).stderr
    assert json.loads(_run(ledger, "key", "list", "--json").stdout)["revoked_at"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("role", "nobody", "read"), "no account 'nobody'"),
        (("password", "nobody", "--password-stdin"), "no account 'nobody'"),
        (("key", "revoke", "rk_00000000"), "no key 'rk_00000000'"),
        (("key", "list", "nobody"), "no account 'nobody'"),
        (("add", "Jon", "--role", "read", "--password-stdin"), "12 to 1000 characters"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(ledger: str, words: tuple[str, ...], said: str) -> None:
    done = _run(ledger, *words, given="short")
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_argon2_it_says_what_to_install(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.ledger import passwords

    passwords._hasher.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "argon2", None)
    done = _run(ledger, "add", "Jon", "--role", "read", "--password-stdin", given="two cups of coffee")
    assert done.exit_code == 1
    assert "pip install 'reportedly[accounts]'" in done.stderr
