"""Accounts: what is kept of passwords and keys, who may sign in, and a log that shows what was changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.accounts import AccountRole, AuditKind
from reportedly.errors import NotFound, StoreError
from reportedly.ledger import Ledger
from reportedly.store.database import writing
from tests import databases
from tests.ledger.told import STORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.databases import NewAddress

PASSWORD = "two cups of coffee"
VIA = "a test"


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterator[Ledger]:
    with Ledger(new_address()) as made:
        made.accounts.add("Jon Ek", AccountRole.JUDGE, password=PASSWORD, via=VIA)
        yield made


def test_passwords_and_keys_are_not_kept(ledger: Ledger, new_address: NewAddress) -> None:
    _, secret = ledger.accounts.add_key("jon ek", "the nightly job", via=VIA)
    [(hashed,)] = databases.rows(new_address(), "SELECT password FROM accounts")
    assert str(hashed).startswith("$argon2id$")
    kept = [str(databases.rows(new_address(), f"SELECT * FROM {t}")) for t in ("accounts", "api_keys", "audit_log")]
    assert not any(PASSWORD in rows or secret in rows or secret[11:] in rows for rows in kept)


def test_an_export_has_no_accounts_keys_or_log(ledger: Ledger) -> None:
    list(ledger.add(STORY[:1]))
    ledger.accounts.add_key("Jon Ek", "the nightly job", via=VIA)
    written = b"".join(ledger.export())
    assert b"Jon Ek" not in written
    assert b"rk_" not in written


def test_names_are_one_whatever_their_case(ledger: Ledger) -> None:
    for name in ("JON  ek", "jon ek"):
        assert ledger.accounts.get(" ".join(name.split())).name == "Jon Ek"
        with pytest.raises(StoreError, match="there is an account 'Jon Ek' already"):
            ledger.accounts.add(name, AccountRole.READ, password=PASSWORD, via=VIA)
    with pytest.raises(NotFound, match="account list"):
        ledger.accounts.set_role("Nobody", AccountRole.READ, via=VIA)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "Jon\u202e", "Jon\x00"])
def test_names_that_cannot_be_shown_are_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(StoreError, match="1 to 80 characters"):
        ledger.accounts.add(name, AccountRole.READ, password=PASSWORD, via=VIA)


@pytest.mark.parametrize(
    ("password", "said"),
    [("short", "12 to 1000"), ("x" * 1001, "12 to 1000"), ("Ada Lovelace", "is not the name"), (None, "--identity")],
)
def test_what_is_no_password_is_refused(ledger: Ledger, password: str | None, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        ledger.accounts.add("ada lovelace", AccountRole.READ, password=password, via=VIA)
    assert len(ledger.accounts.all()) == 1


def test_a_password_may_be_typed_on_any_keyboard(ledger: Ledger) -> None:
    ledger.accounts.set_password("Jon Ek", "caf\u00e9 in the harbour", via=VIA)
    assert ledger.accounts.check_password("Jon Ek", "cafe\u0301 in the harbour")


def test_who_may_sign_in(ledger: Ledger) -> None:
    accounts = ledger.accounts
    assert accounts.check_password("jon ek", PASSWORD) == accounts.get("Jon Ek")
    assert accounts.check_password("Jon Ek", PASSWORD + " ") is None
    assert accounts.check_password("Nobody", PASSWORD) is None
    accounts.add("Ida", AccountRole.READ, identity="Ida@Example.org", via=VIA)
    assert accounts.check_password("Ida", "") is None
    accounts.disable("Jon Ek", via=VIA)
    assert accounts.check_password("Jon Ek", PASSWORD) is None
    assert accounts.find("Jon Ek") is None
    assert accounts.enable("Jon Ek", via=VIA).disabled_at is None
    assert accounts.check_password("Jon Ek", PASSWORD)


def test_an_identity_stays_with_the_person_who_signed_in_with_it_first(ledger: Ledger) -> None:
    accounts = ledger.accounts
    accounts.add("Ida", AccountRole.READ, identity="Ida@Example.org", via=VIA)
    found = accounts.sign_in_by("ida@example.org", "https://id.example 17")
    assert found is not None
    assert found.name == "Ida"
    assert accounts.sign_in_by("ida@example.org", "https://id.example 99") is None
    assert accounts.sign_in_by("ida.new@example.org", "https://id.example 17") == found
    accounts.set_identity("Ida", "ida.new@example.org", via=VIA)
    assert accounts.sign_in_by("ida.new@example.org", "https://id.example 99")
    with pytest.raises(StoreError, match="is the identity of the account 'Ida'"):
        accounts.set_identity("Jon Ek", "IDA.new@example.org", via=VIA)
    accounts.disable("Ida", via=VIA)
    assert accounts.sign_in_by("ida.new@example.org", "https://id.example 99") is None


def test_a_key_is_used_while_somebody_writes_and_waits_for_nobody(ledger: Ledger) -> None:
    made, secret = ledger.accounts.add_key("Jon Ek", "the nightly job", via=VIA)
    with writing(ledger._engine):
        found = ledger.accounts.check_key(secret)
    assert found is not None
    assert found[1] == made
    assert ledger.accounts.keys()[0].used_at is None
    ledger.accounts.check_key(secret)
    assert ledger.accounts.keys("jon ek")[0].used_at is not None
    ledger.accounts.revoke_key(made.prefix, via=VIA)
    assert ledger.accounts.check_key(secret) is None


def test_the_log_tells_every_change_and_its_means(ledger: Ledger) -> None:
    accounts = ledger.accounts
    key, _ = accounts.add_key("Jon Ek", "the nightly job", via=VIA)
    accounts.set_role("Jon Ek", AccountRole.READ, via="command line, root")
    accounts.set_role("Jon Ek", AccountRole.READ, via="command line, root")
    accounts.set_password("Jon Ek", "another password", via=VIA)
    accounts.revoke_key(key.prefix, via=VIA)
    accounts.revoke_key(key.prefix, via=VIA)
    accounts.disable("Jon Ek", via=VIA)
    told = [(e.number, e.kind, e.what) for e in accounts.log()[::-1]]
    assert told == [
        (1, AuditKind.ACCOUNT, "made, judge"),
        (2, AuditKind.KEY, f"key {key.prefix} made: the nightly job"),
        (3, AuditKind.ACCOUNT, "role judge changed to read"),
        (4, AuditKind.ACCOUNT, "password changed"),
        (5, AuditKind.KEY, f"key {key.prefix} revoked"),
        (6, AuditKind.ACCOUNT, "disabled"),
    ]
    page = accounts.log(limit=2, offset=1)
    assert ([e.number for e in page], page.more) == ([5, 4], True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_log SET account = 'Ada' WHERE number = 2",
        "DELETE FROM audit_log WHERE number = 2",
        "UPDATE audit_log SET at = '2031-01-01T00:00:00+00:00' WHERE number = 1",
    ],
)
def test_verify_finds_what_was_changed_in_the_log(ledger: Ledger, new_address: NewAddress, change: str) -> None:
    for _ in range(3):
        ledger.accounts.note(AuditKind.SIGNED_IN, "Jon Ek", "", via=VIA)
    assert ledger.verify() == []
    databases.change(new_address(), change)
    assert any(problem.startswith("audit log: entry") for problem in ledger.verify())
