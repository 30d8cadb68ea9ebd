"""Webhooks: signed so that a hook can check them, refused in words that say what to do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from reportedly.delivery import webhook
from reportedly.errors import DeliveryError
from tests.delivery.receiving import Hook, web

KEY = bytes(range(32))
ENVIRON = {webhook.SECRET: "whsec_" + base64.b64encode(KEY).decode()}
ITEM = {"id": "0123456789abcdef", "found_at": "2031-03-02T09:00:00+00:00", "words": "Der Kanal – „gesperrt“"}


@pytest.fixture(autouse=True)
def own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "1")


@pytest.fixture
def hook() -> Iterator[Hook]:
    with web() as made:
        yield made


def test_a_receiver_can_check_the_signature(hook: Hook) -> None:
    webhook.send(hook.address, ITEM, environ=ENVIRON)
    [(headers, body)] = hook.got
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-id"] == ITEM["id"]
    assert abs(datetime.now(UTC).timestamp() - int(headers["webhook-timestamp"])) < 60
    assert json.loads(body) == {"type": "alert.matched", "timestamp": ITEM["found_at"], "data": ITEM}


def test_while_a_key_is_replaced_both_sign(hook: Hook) -> None:
    other = "whsec_" + base64.b64encode(bytes(24)).decode()
    webhook.send(hook.address, {**ITEM, "test": True}, environ={webhook.SECRET: f"{ENVIRON[webhook.SECRET]} {other}"})
    [(headers, body)] = hook.got
    assert [s.partition(",")[0] for s in headers["webhook-signature"].split()] == ["v1", "v1"]
    assert json.loads(body)["type"] == "alert.test"


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_AAAA", "AAAA" * 8, "whsec_%%%%"])
def test_without_a_key_nothing_is_sent(hook: Hook, secret: str) -> None:
    with pytest.raises(DeliveryError, match=webhook.SECRET):
        webhook.send(hook.address, ITEM, environ={webhook.SECRET: secret})
    assert hook.got == []


@pytest.mark.parametrize(("code", "gone"), [(301, False), (400, False), (410, True), (500, False)])
def test_only_a_code_of_success_counts(hook: Hook, code: int, gone: bool) -> None:
    hook.codes, hook.headers = [code], {"Location": hook.address, "Retry-After": "120"}
    with pytest.raises(DeliveryError, match=str(code)) as refused:
        webhook.send(hook.address, ITEM, environ=ENVIRON)
    assert (refused.value.gone, refused.value.wait) == (gone, 120)
    assert len(hook.got) == 1


def test_a_date_says_how_long_to_wait(hook: Hook) -> None:
    hook.codes, hook.headers = [503], {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}
    with pytest.raises(DeliveryError) as refused:
        webhook.send(hook.address, ITEM, environ=ENVIRON)
    assert refused.value.wait is not None
    assert refused.value.wait > 10**9


def test_private_networks_need_a_setting(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPORTEDLY_PRIVATE_ADDRESSES")
    with pytest.raises(DeliveryError, match="REPORTEDLY_PRIVATE_ADDRESSES=1"):
        webhook.send(hook.address, ITEM, environ=ENVIRON)
    assert hook.got == []
