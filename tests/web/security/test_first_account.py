"""A desk that is running when the first account is made, and when the last one is gone; on both databases."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from reportedly.accounts import AccountRole
from reportedly.errors import StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.accounts import Accounts
from reportedly.topics import TopicQuery
from reportedly.web import app as desk
from tests import databases
from tests.web.signing import ADDRESS, TOKEN, form_token, sign_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI

    from tests.databases import NewAddress

PASSWORD = "rain on the harbour"


@pytest.fixture
def address(new_address: NewAddress) -> str:
    made = new_address()
    Ledger(made).close()
    return made


@contextmanager
def _client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


def _add(address: str, name: str = "Ana", role: AccountRole = AccountRole.ADMINISTER) -> str:
    """Make an account as a command beside the desk does; returns a key of it."""
    with Ledger(address) as ledger:
        ledger.accounts.add(name, role, password=PASSWORD, via="a test")
        return ledger.accounts.add_key(name, "tests", via="a test")[1]


def _remove_all(address: str) -> None:
    databases.change(address, "DELETE FROM api_keys", "DELETE FROM accounts")


def _sign_in(client: TestClient) -> int:
    fields = {"form_token": form_token(client), "name": "Ana", "password": PASSWORD}
    return client.post("/sign-in", data=fields).status_code


def test_the_first_account_closes_a_desk_that_everybody_could_read(address: str) -> None:
    with _client(desk.create(address)) as client:
        assert client.get("/claims").status_code == 200
        assert client.post("/seen").status_code == 403
        key = _add(address)
        assert client.get("/claims").status_code == 303
        assert client.get("/claims.json").status_code == 401
        assert client.get("/claims.json", headers={"authorization": f"Bearer {key}"}).status_code == 200
        assert _sign_in(client) == 303
        assert client.get("/audit-log").status_code == 200


def test_whoever_signed_in_by_the_token_is_signed_out_even_under_the_name_of_the_account(address: str) -> None:
    with _client(desk.create(address, token=TOKEN)) as client:
        assert sign_in(client, name="Ana") == 303
        assert client.get("/add").status_code == 200
        known = form_token(client, "/add")
        _add(address)
        assert client.get("/add").status_code == 303
        assert client.post("/topics/save", data={"form_token": known, "name": "x", "q": "y"}).status_code == 303
        fields = {"form_token": form_token(client), "token": TOKEN, "name": "Ana"}
        assert client.post("/sign-in", data=fields).status_code == 403
        assert client.get("/claims.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 401
    with Ledger(address) as ledger:
        assert ledger.topics.names() == []


def test_without_the_last_account_the_token_opens_again_and_no_session_of_an_account_does(address: str) -> None:
    key = _add(address)
    with _client(desk.create(address, token=TOKEN)) as client:
        assert _sign_in(client) == 303
        assert client.get("/add").status_code == 200
        _remove_all(address)
        assert "Sign out" not in client.get("/claims").text
        assert client.get("/account").status_code == 404
        keyed = {"authorization": f"Bearer {key}"}
        assert client.post("/topics/save", data={"name": "x", "q": "y"}, headers=keyed).status_code == 303
        assert sign_in(client) == 303
        assert client.get("/add").status_code == 200
    with Ledger(address) as ledger:
        assert ledger.topics.names() == []


def test_a_desk_that_others_can_reach_lets_in_nobody_when_its_accounts_are_gone(address: str) -> None:
    _add(address)
    with _client(desk.create(address, private=True)) as client:
        assert _sign_in(client) == 303
        _remove_all(address)
        assert client.get("/claims").status_code == 303
        assert client.get("/claims.json").status_code == 401
        assert client.post("/sign-in", data={"token": "", "name": "Ana"}).status_code == 403


def test_topics_are_not_named_before_signing_in(address: str) -> None:
    with Ledger(address) as ledger:
        ledger.topics.save("Secret matter", TopicQuery(text="ferry"), by="Ana")
    with _client(desk.create(address)) as client:
        assert "Secret matter" in client.get("/claims").text
        _add(address)
        assert "Secret matter" not in client.get("/sign-in").text


def test_a_request_asks_the_ledger_once_for_who_comes_and_none_for_what_is_everybodys(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("exist", "find", "check_key"):
        counted = _counting(asked, name)
        monkeypatch.setattr(Accounts, name, counted)
    with _client(desk.create(address, token=TOKEN)) as client:
        for path in ("/assets/desk.css", "/assets/none", "/healthz", "/robots.txt"):
            client.get(path)
        assert asked == []
        client.get("/docs")
        assert asked == ["exist"]
        key = _add(address)
        assert _sign_in(client) == 303
        asked.clear()
        client.get("/docs")
        assert asked == ["find"]
        client.get("/docs", headers={"authorization": f"Bearer {key}"})
        assert asked == ["find", "check_key"]


def _counting(asked: list[str], name: str) -> Callable[..., object]:
    original = getattr(Accounts, name)

    def counted(self: Accounts, *given: str) -> object:
        asked.append(name)
        return original(self, *given)

    return counted


@pytest.mark.parametrize("path", ["/claims", "/claims.json", "/changes.atom"])
def test_a_ledger_that_does_not_answer_lets_in_nobody_and_says_so(
    address: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Accounts) -> bool:
        raise StoreError("kept.db: does not answer now")

    with _client(desk.create(address)) as client:
        monkeypatch.setattr(Accounts, "exist", fails)
        answer = client.get(path)
        assert answer.status_code == 503
        assert "kept.db: does not answer now" in answer.text
        assert client.get("/healthz").status_code == 200
        assert client.get("/assets/desk.css").status_code == 200
