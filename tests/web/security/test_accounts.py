"""Signing in with an account: what lets in, what does not and how it says so; when sessions end; keys; the log."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from lxml import html

from reportedly.accounts import AccountRole
from reportedly.ledger.signing import SigningKey
from reportedly.model import Verdict
from reportedly.web.security.sign_in_limit import MOST, SignInLimit
from tests.web import shelf
from tests.web.accounts import PASSWORDS, VIA, shared
from tests.web.signing import TOKEN, form_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.accounts import SharedDesk


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SharedDesk]:
    with shared(tmp_path) as made:
        yield made


def _post(opened: SharedDesk, path: str, at: str = "/account", **fields: str) -> int:
    known = {"form_token": form_token(opened.client, at), "back": "/decisions"}
    return opened.client.post(path, data=known | fields).status_code


def test_name_and_password_let_in_whatever_the_case_of_the_name(opened: SharedDesk) -> None:
    answer = opened.sign_in("jon", PASSWORDS["Jon"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert PASSWORDS["Jon"] not in answer.headers["set-cookie"]
    page = opened.client.get("/").text
    assert "<bdi>Jon</bdi>" in page
    assert "Review" in page
    assert "Audit log" not in page
    assert opened.log() == [("signed in", "Jon", "")]


@pytest.mark.parametrize(("name", "given"), [("Jon", "two cups of tea"), ("Nobody", "x" * 12), ("Jon", ""), ("", "x")])
def test_nothing_else_does_and_every_answer_is_alike(opened: SharedDesk, name: str, given: str) -> None:
    answer = opened.sign_in(name, given)
    assert answer.status_code == 403
    said = html.document_fromstring(answer.text).get_element_by_id("problem").text_content()
    assert said == "No account has that name and password."
    assert "set-cookie" not in answer.headers
    known = "Jon" if name == "Jon" else ""
    assert opened.log() == [("sign-in failed", known, "" if known else "a name that no account has")]


def test_the_answer_takes_as_long_for_a_name_that_nobody_has(opened: SharedDesk) -> None:
    def least(name: str) -> float:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            opened.ledger.accounts.check_password(name, "not the password")
            times.append(time.perf_counter() - began)
        return min(times)

    opened.ledger.accounts.check_password("Nobody", "makes the hash of nobody")
    assert least("Nobody") > least("Jon") / 3


def test_a_token_opens_nothing_where_there_are_accounts(tmp_path: Path) -> None:
    with shared(tmp_path, token=TOKEN) as opened:
        fields = {"form_token": form_token(opened.client), "token": TOKEN, "name": "Jon"}
        assert opened.client.post("/sign-in", data=fields).status_code == 403
        assert opened.client.get("/claims.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 401


def test_reading_needs_an_account(opened: SharedDesk) -> None:
    answer = opened.client.get("/claims")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fclaims")
    assert opened.client.get("/claims.json").status_code == 401


def test_readers_see_no_form_that_decides(opened: SharedDesk) -> None:
    opened.sign_in("Rita")
    for path in ("/", "/review", "/decisions", f"/statements/{shelf.ADMITTED.id}", "/topics", f"/claims/{shelf.CLAIM}"):
        forms = html.document_fromstring(opened.client.get(path).text).xpath("//form[@method='post']/@action")
        assert set(forms) <= {"/sign-out", "/seen"}, path
    assert opened.client.get("/add").status_code == 403


def test_decisions_carry_the_account_whatever_is_sent_and_are_in_the_log(opened: SharedDesk) -> None:
    opened.sign_in("Jon")
    fields = {"verdict": "wrong", "one": shelf.ADMITTED.id, "why": "a secret reason", "by": "Ada"}
    assert _post(opened, "/judge", **fields) == 303
    assert _post(opened, "/grade", subject="Norland", mark="B", why="often right") == 303
    assert _post(opened, "/topics/save", name="Ferries", q="ferry") == 303
    [judgement] = opened.ledger.judgements()
    assert (judgement.by, opened.ledger.grades()[-1].by) == ("Jon", "Jon")
    assert opened.ledger.topics.get("Ferries").edits[0].by == "Jon"
    assert opened.log()[1:] == [
        ("did", "Jon", f"judge verdict=wrong one={shelf.ADMITTED.id}"),
        ("did", "Jon", "grade subject=Norland mark=B"),
        ("did", "Jon", "topics/save name=Ferries"),
    ]


def test_what_is_not_done_is_not_in_the_log_as_done(opened: SharedDesk) -> None:
    assert opened.client.post("/judge", data={"verdict": "wrong"}, headers=opened.by("Jon")).status_code == 409
    assert opened.client.post("/judge", data={"verdict": "wrong"}, headers=opened.by("Rita")).status_code == 403
    assert opened.log() == [("refused", "Rita", "POST /judge")]


def test_only_whoever_decided_and_an_administrator_take_back(opened: SharedDesk) -> None:
    ada = opened.ledger.judge(Verdict.WRONG, shelf.ADMITTED.id, by="Ada")
    grade = opened.ledger.grades()[0]
    opened.sign_in("Jon")
    for path, key in (("/judge/undo", ada.id), ("/grade/undo", grade.id)):
        assert _post(opened, path, id=key) == 403
        assert key not in opened.client.get("/decisions").text
    own = opened.ledger.grade("Norland", "D", why="late", by="Jon")
    assert _post(opened, "/grade/undo", id=own.id) == 303
    opened.sign_in("Ada")
    assert _post(opened, "/judge/undo", id=ada.id) == 303
    assert _post(opened, "/grade/undo", id=grade.id) == 303
    assert [d.revoked_by for d in opened.ledger.judgements()] == ["Ada"]
    assert {d.id: d.revoked_by for d in opened.ledger.grades()}.items() >= {own.id: "Jon", grade.id: "Ada"}.items()


@pytest.mark.parametrize("ends", ["password", "disable", "identity"])
def test_sessions_end_when_the_account_changes_elsewhere(opened: SharedDesk, ends: str) -> None:
    opened.sign_in("Jon")
    assert opened.client.get("/claims").status_code == 200
    accounts = opened.ledger.accounts
    if ends == "password":
        accounts.set_password("Jon", "three cups of coffee", via=VIA)
    elif ends == "disable":
        accounts.disable("Jon", via=VIA)
        assert opened.client.get("/claims.json", headers=opened.by("Jon")).status_code == 401
        assert opened.sign_in("Jon").status_code == 403
        accounts.enable("Jon", via=VIA)
        assert opened.client.get("/claims.json", headers=opened.by("Jon")).status_code == 200
    else:
        accounts.set_identity("Jon", "jon@example.org", via=VIA)
    assert opened.client.get("/claims").status_code == 303


def test_another_role_counts_at_once(opened: SharedDesk) -> None:
    opened.sign_in("Jon")
    opened.ledger.accounts.set_role("Jon", AccountRole.READ, via=VIA)
    assert opened.client.get("/add").status_code == 403
    opened.ledger.accounts.set_role("Jon", AccountRole.ADMINISTER, via=VIA)
    assert opened.client.get("/audit-log").status_code == 200


def test_people_change_their_own_password_and_stay_signed_in_alone(opened: SharedDesk) -> None:
    opened.sign_in("Jon")
    elsewhere = dict(opened.client.cookies)
    new = "a kettle and a pot"
    for fields in (
        {"password": "not this one", "new": new, "again": new},
        {"password": PASSWORDS["Jon"], "new": new, "again": new + "s"},
        {"password": PASSWORDS["Jon"], "new": "short", "again": "short"},
    ):
        assert _post(opened, "/account/password", **fields) == 409
    assert _post(opened, "/account/password", password=PASSWORDS["Jon"], new=new, again=new) == 303
    assert opened.client.get("/account").status_code == 200
    opened.client.cookies.clear()
    opened.client.cookies.update(elsewhere)
    assert opened.client.get("/account").status_code == 303
    assert opened.sign_in("Jon").status_code == 403
    assert opened.sign_in("Jon", new).status_code == 303


def test_a_key_is_shown_once_and_does_what_its_account_may_until_it_is_revoked(opened: SharedDesk) -> None:
    opened.sign_in("Jon")
    made = opened.client.post(
        "/account/keys/add", data={"form_token": form_token(opened.client, "/account"), "purpose": "<b>nightly</b>"}
    )
    secret = html.document_fromstring(made.text).xpath("//section[@class='done']//code/text()")[0]
    again = opened.client.get("/account")
    assert secret not in again.text
    assert secret[:11] in again.text
    assert "<b>nightly" not in again.text
    opened.client.cookies.clear()
    header = {"authorization": f"Bearer {secret}"}
    assert opened.client.get("/account.json", headers=header).json()["name"] == "Jon"
    # No form token: no other site can make a browser send the header.
    fields = {"verdict": "wrong", "one": shelf.ADMITTED.id}
    assert opened.client.post("/judge", data=fields, headers=header).status_code == 303
    [key] = [k for k in opened.ledger.accounts.keys("Jon") if k.prefix == secret[:11]]
    assert key.used_at is not None
    assert [e.via for e in opened.ledger.accounts.log(limit=1)] == [f"key {key.prefix}, testclient"]
    assert opened.client.post("/account/keys/add", data={"purpose": "more"}, headers=header).status_code == 409
    opened.sign_in("Ada")
    assert _post(opened, "/account/keys/revoke", prefix=key.prefix) == 404
    opened.sign_in("Jon")
    assert _post(opened, "/account/keys/revoke", prefix=key.prefix) == 303
    opened.client.cookies.clear()
    assert opened.client.get("/account.json", headers=header).status_code == 401


def test_keys_cannot_be_guessed_or_cut(opened: SharedDesk) -> None:
    key = opened.keys["Ada"]
    for given in ("", key[:11], key[:-1], key + "x", key[:11] + "y" * 43, "é"):
        header = {b"authorization": f"Bearer {given}".encode()}
        assert opened.client.get("/claims.json", headers=header).status_code == 401


def test_guessing_keys_and_passwords_is_slowed_down(opened: SharedDesk) -> None:
    wrong = [opened.client.get("/claims.json", headers={"authorization": f"Bearer rk_{n}"}) for n in range(12)]
    assert [a.status_code for a in wrong[:10]] == [401] * 10
    assert wrong[-1].status_code == 429
    assert opened.sign_in("Jon").status_code == 429


def test_guessing_from_everywhere_is_slowed_down_and_locks_out_nobody_who_was_there() -> None:
    limit = SignInLimit()
    limit.signed_in("Jon", "192.0.2.1")
    waits = [limit.take("JON", f"198.51.100.{n}") for n in range(MOST + 1)]
    assert waits[:MOST] == [0.0] * MOST
    assert waits[-1] > 0
    assert limit.take("jon", "192.0.2.1") == 0.0
    assert limit.take("Ada", "198.51.100.1") == 0.0


def test_the_log_is_for_administrators_and_names_no_secret(opened: SharedDesk) -> None:
    opened.sign_in("two cups of coffee", "typed the wrong way round")
    opened.sign_in("Ada")
    page, rows = opened.client.get("/audit-log").text, opened.client.get("/audit-log.json").json()
    assert "two cups" not in page
    assert [(row["kind"], row["account"]) for row in rows[:2]] == [("signed in", "Ada"), ("sign-in failed", "")]
    assert "a name that no account has" in page
    assert opened.client.get("/audit-log.json", headers=opened.by("Jon")).status_code == 403


def test_signing_out_is_in_the_log_and_ends_the_session(opened: SharedDesk) -> None:
    opened.sign_in("Rita")
    assert _post(opened, "/sign-out") == 303
    assert opened.log()[-1] == ("signed out", "Rita", "")
    assert opened.client.get("/account").status_code == 303


def test_a_desk_without_accounts_has_none_of_the_pages(tmp_path: Path) -> None:
    from tests.web.signing import opened, sign_in

    with opened(tmp_path) as client:
        assert sign_in(client) == 303
        for path in ("/account", "/account.json", "/audit-log", "/audit-log.json"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert "no accounts" in answer.text


def test_the_desk_says_what_its_signature_means(tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "desk.pem")
    with shared(tmp_path, key=key) as opened:
        opened.client.post("/judge", data={"verdict": "wrong", "one": shelf.ADMITTED.id}, headers=opened.by("Jon"))
        said = opened.client.get("/decisions", headers=opened.by("Jon")).text
        [judgement] = opened.ledger.judgements()
    assert (judgement.by, judgement.key) == ("Jon", key.public)
    assert "the desk took them from that account" in said
