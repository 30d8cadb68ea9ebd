"""Signing in by OpenID Connect at a provider that plays by the rules, and at one that does not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from reportedly.errors import ReportedlyError
from reportedly.web.security.oidc import MINUTES, Provider, ProviderSignIn, is_safe
from tests.web.accounts import VIA, shared
from tests.web.security.provider import CLIENT, SECRET, other_key, provider, shared_secret

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx2 import Response

    from tests.web.accounts import SharedDesk
    from tests.web.security.provider import ScriptedProvider


@pytest.fixture
def scripted() -> Iterator[ScriptedProvider]:
    with provider() as made:
        yield made


@pytest.fixture
def opened(tmp_path: Path, scripted: ScriptedProvider) -> Iterator[SharedDesk]:
    with shared(tmp_path, provider=Provider(issuer=scripted.issuer, client=CLIENT, secret=SECRET)) as made:
        made.ledger.accounts.set_identity("Jon", "Jon@example.org", via=VIA)
        yield made


def _sign_in(opened: SharedDesk, scripted: ScriptedProvider, **changed: str) -> Response:
    begun = opened.client.get("/sign-in/provider?next=/disputes")
    assert begun.status_code == 303
    sent = scripted.authorize(begun.headers["location"]) | changed
    return opened.client.get("/sign-in/provider/back", params=sent)


def _problem(answer: Response) -> str:
    assert answer.status_code == 403
    return str(html.document_fromstring(answer.text).get_element_by_id("problem").text_content())


def test_whom_the_provider_vouches_for_is_let_in_and_led_on(opened: SharedDesk, scripted: ScriptedProvider) -> None:
    assert "Sign in with" in opened.client.get("/sign-in").text
    answer = _sign_in(opened, scripted)
    assert (answer.status_code, answer.headers["location"]) == (303, "/disputes")
    assert opened.client.get("/account.json").json()["name"] == "Jon"
    assert opened.log() == [("signed in", "Jon", "")]


def test_the_account_stays_with_the_person_whatever_becomes_of_the_address(
    opened: SharedDesk, scripted: ScriptedProvider
) -> None:
    _sign_in(opened, scripted)
    scripted.person["email"] = "jon.ek@example.org"
    assert _sign_in(opened, scripted).status_code == 303
    scripted.person = {"sub": "18", "email": "jon@example.org", "email_verified": True}
    assert "no account for you" in _problem(_sign_in(opened, scripted))


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "17", "email": "nobody@example.org", "email_verified": True},
        {"sub": "17", "email": "jon@example.org", "email_verified": False},
        {"sub": "17", "email": "jon@example.org"},
        {"sub": "17", "email": "jon@example.org", "email_verified": "true"},
        {"sub": "17"},
    ],
)
def test_nobody_else_is(opened: SharedDesk, scripted: ScriptedProvider, person: dict[str, Any]) -> None:
    scripted.person = person
    assert "no account for you" in _problem(_sign_in(opened, scripted))
    assert opened.log() == [("sign-in failed", "", "by the provider: no account for that person")]


def test_an_account_can_be_known_by_the_subject(opened: SharedDesk, scripted: ScriptedProvider) -> None:
    opened.ledger.accounts.set_identity("Ada", "17", via=VIA)
    scripted.person = {"sub": "17"}
    assert _sign_in(opened, scripted).status_code == 303
    assert opened.client.get("/account.json").json()["name"] == "Ada"


def test_a_disabled_account_is_not_let_in(opened: SharedDesk, scripted: ScriptedProvider) -> None:
    opened.ledger.accounts.disable("Jon", via=VIA)
    assert "no account for you" in _problem(_sign_in(opened, scripted))


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://other.example"},
        {"aud": "another desk"},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"azp": "another desk"},
        {"sub": None},
    ],
)
def test_an_id_token_of_something_else_is_refused(
    opened: SharedDesk, scripted: ScriptedProvider, changed: dict[str, Any]
) -> None:
    scripted.changed = changed
    assert "ID token does not hold" in _problem(_sign_in(opened, scripted))
    assert opened.client.get("/account").status_code == 303


@pytest.mark.parametrize("how", ["another key", "a shared secret"])
def test_an_id_token_of_somebody_else_is_refused(opened: SharedDesk, scripted: ScriptedProvider, how: str) -> None:
    scripted.signs, scripted.algorithm = (other_key(), "ES256") if how == "another key" else (shared_secret(), "HS256")
    assert "ID token does not hold" in _problem(_sign_in(opened, scripted))


def test_a_sign_in_ends_once_and_in_the_browser_that_began_it(opened: SharedDesk, scripted: ScriptedProvider) -> None:
    assert "begun here" in _problem(_sign_in(opened, scripted, state="made up"))
    begun = opened.client.get("/sign-in/provider")
    sent = scripted.authorize(begun.headers["location"])
    mine = dict(opened.client.cookies)
    opened.client.cookies.clear()
    assert "begun here" in _problem(opened.client.get("/sign-in/provider/back", params=sent))
    opened.client.cookies.update(mine)
    assert "begun here" in _problem(opened.client.get("/sign-in/provider/back", params=sent)), "it ended there"


def test_a_code_of_nobody_and_a_refusal_let_nobody_in(opened: SharedDesk, scripted: ScriptedProvider) -> None:
    assert "gave no token" in _problem(_sign_in(opened, scripted, code="made up"))
    said = _problem(opened.client.get("/sign-in/provider/back", params={"error": "access_denied", "state": "x"}))
    assert said == "the provider did not let you in."


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://other.example"},
        {"authorization_endpoint": "http://other.example/authorize"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_is_another_is_not_led_to(
    opened: SharedDesk, scripted: ScriptedProvider, described: dict[str, Any]
) -> None:
    scripted.described |= described
    answer = opened.client.get("/sign-in/provider")
    assert "provider of sign-in" in _problem(answer)


def test_a_provider_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = Provider(issuer="http://127.0.0.1:9", client=CLIENT, secret=SECRET)
    with shared(tmp_path, provider=gone) as opened:
        assert "does not answer" in _problem(opened.client.get("/sign-in/provider"))
        assert opened.sign_in("Ada").status_code == 303


def test_without_a_provider_there_is_no_such_page(tmp_path: Path) -> None:
    with shared(tmp_path) as opened:
        for path in ("/sign-in/provider", "/sign-in/provider/back"):
            assert opened.client.get(path).status_code == 404


def test_a_sign_in_that_takes_too_long_is_begun_again(scripted: ScriptedProvider) -> None:
    now = [0.0]
    sign_in = ProviderSignIn(Provider(issuer=scripted.issuer, client=CLIENT, secret=SECRET), clock=lambda: now[0])
    sent = scripted.authorize(sign_in.begin("browser", "/", "http://127.0.0.1/back"))
    now[0] = MINUTES * 60
    with pytest.raises(ReportedlyError, match="too long ago"):
        sign_in.finish("browser", sent["state"], sent["code"], "http://127.0.0.1/back")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://id.example", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("http://localhost", True),
        ("http://id.example", False),
        ("http://192.0.2.1", False),
        ("ftp://127.0.0.1", False),
        ("https://", False),
        ("id.example", False),
    ],
)
def test_secrets_cross_no_network_in_the_clear(address: str, safe: bool) -> None:
    assert is_safe(address) is safe
    if not safe:
        with pytest.raises(ReportedlyError, match="no address of a provider"):
            Provider(issuer=address, client=CLIENT, secret=SECRET)
