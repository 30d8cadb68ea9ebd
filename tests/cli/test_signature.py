"""Who somebody is on the command line, where nothing says so."""

from __future__ import annotations

import os

import pytest

from reportedly.cli import signature


def test_a_user_without_a_name_is_known_by_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 10001")

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.delenv("REPORTEDLY_USER", raising=False)
    assert signature.login() == f"user {os.getuid()}"
    monkeypatch.setenv("REPORTEDLY_USER", "Ana")
    assert signature.login() == "Ana"
