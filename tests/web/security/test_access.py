"""Who may read and who may write at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.web import app as desk
from reportedly.web.security.headers import LARGEST_BODY
from tests.web import shelf
from tests.web.signing import TOKEN, form_token, opened, sign_in


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with opened(tmp_path) as made:
        yield made


def test_the_token_lets_in_and_the_name_is_shown(client: TestClient) -> None:
    assert "Sign in to add" in client.get("/").text
    assert sign_in(client) == 303
    page = client.get("/").text
    assert "<bdi>Ana</bdi>" in page
    assert "Sign out" in page


@pytest.mark.parametrize(
    ("token", "name"), [("wrong", "Ana"), ("", "Ana"), (TOKEN, ""), (TOKEN, "\u202e"), (TOKEN[:-1], "A")]
)
def test_nothing_else_does(client: TestClient, token: str, name: str) -> None:
    assert sign_in(client, token, name) == 403
    assert "Sign out" not in client.get("/").text


def test_whoever_signs_out_is_out(client: TestClient) -> None:
    sign_in(client)
    assert client.post("/sign-out", data={"form_token": form_token(client, "/")}).status_code == 303
    assert "Sign out" not in client.get("/").text


def test_a_copy_of_the_cookie_ends_with_its_session(client: TestClient) -> None:
    sign_in(client)
    copied = dict(client.cookies)
    assert client.post("/sign-out", data={"form_token": form_token(client, "/")}).status_code == 303
    client.cookies.update(copied)
    assert "Sign out" not in client.get("/").text


def test_signing_in_again_ends_the_session_before(client: TestClient) -> None:
    sign_in(client)
    copied = dict(client.cookies)
    sign_in(client, name="Ben")
    client.cookies.clear()
    client.cookies.update(copied)
    assert "Sign out" not in client.get("/").text


def test_a_form_needs_the_token_of_its_session(client: TestClient, tmp_path: Path) -> None:
    with opened(tmp_path) as other:
        foreign = form_token(other)
    for given in ("", "0" * 64, foreign):
        answer = client.post("/sign-in", data={"form_token": given, "token": TOKEN, "name": "Ana"})
        assert answer.status_code == 403
        assert "too old or was not made here" in answer.text


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"}]
)
def test_a_form_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    fields = {"form_token": form_token(client), "token": TOKEN, "name": "Ana"}
    answer = client.post("/sign-in", data=fields, headers=headers)
    assert answer.status_code == 403
    assert "<h1>Not allowed</h1>" in answer.text
    assert "another site" in answer.text
    assert "set-cookie" not in answer.headers


def test_guessing_is_slowed_down(client: TestClient) -> None:
    token = form_token(client)
    codes = [client.post("/sign-in", data={"form_token": token, "token": "x"}).status_code for _ in range(12)]
    assert codes[:10] == [403] * 10
    assert codes[-1] == 429


def test_the_cookie_is_kept_from_scripts_and_holds_no_secret(client: TestClient) -> None:
    answer = client.post("/sign-in", data={"form_token": form_token(client), "token": TOKEN, "name": "Ana"})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie


@pytest.mark.parametrize(
    "path", ["/", "/claims", f"/claims/{shelf.CLAIM}?as_of=2031-03-06", "/docs", "/reports/ferry-1"]
)
def test_a_private_desk_shows_nothing_before(tmp_path: Path, path: str) -> None:
    with opened(tmp_path, private=True) as client:
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=%2F")
        assert "ferry" not in answer.text
        sign_in(client)
        assert client.get(path).status_code == 200


def test_programs_read_a_private_desk_with_the_token(tmp_path: Path) -> None:
    with opened(tmp_path, private=True) as client:
        for path in ("/claims.json", "/openapi.json"):
            assert client.get(path).status_code == 401
            assert client.get(path, headers={"authorization": "Bearer wrong"}).status_code == 401
            assert client.get(path, headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        # A program reads with it; it signs nothing.
        assert client.post("/sign-out", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 303


def test_a_program_cannot_guess_the_token_faster_than_a_person(tmp_path: Path) -> None:
    with opened(tmp_path, private=True) as client:
        wrong = [client.get("/claims.json", headers={"authorization": f"Bearer {n}"}) for n in range(12)]
        assert [a.status_code for a in wrong[:10]] == [401] * 10
        assert wrong[-1].status_code == 429
        assert client.get("/claims.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_private_desk_without_a_token_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs a token"):
        desk.create(shelf.empty(tmp_path), private=True)


def test_numbers_are_names_of_a_private_desk_and_foreign_names_are_not(tmp_path: Path) -> None:
    with opened(tmp_path, private=True) as client:
        assert client.get("/sign-in", headers={"host": "192.0.2.7:8321"}).status_code == 200
        assert client.get("/sign-in", headers={"host": "evil.example"}).status_code == 421


def test_a_body_without_end_is_not_taken(client: TestClient) -> None:
    answer = client.post("/sign-in", content=b"", headers={"content-length": str(LARGEST_BODY + 1)})
    assert answer.status_code == 413
