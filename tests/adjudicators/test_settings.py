"""Settings of the chat endpoint, from the environment."""

from __future__ import annotations

import pytest

from reportedly.adjudicators.settings import REQUESTS, Settings
from reportedly.errors import AdjudicatorError

LOCAL = {"REPORTEDLY_ADJUDICATOR_URL": "http://127.0.0.1:8080/v1", "REPORTEDLY_ADJUDICATOR_MODEL": "tiny"}


def test_address_and_model_are_enough() -> None:
    found = Settings.from_environment(LOCAL)
    assert (found.url, found.model, found.key, found.budget) == ("http://127.0.0.1:8080/v1", "tiny", None, REQUESTS)


def test_key_and_budget_are_taken() -> None:
    more = {"REPORTEDLY_ADJUDICATOR_KEY": "sk-1", "REPORTEDLY_ADJUDICATOR_BUDGET": "7"}
    found = Settings.from_environment({**LOCAL, **more})
    assert (found.key, found.budget) == ("sk-1", 7)
    assert "sk-1" not in repr(found)


@pytest.mark.parametrize("missing", sorted(LOCAL))
def test_what_is_missing_is_named(missing: str) -> None:
    with pytest.raises(AdjudicatorError, match=missing):
        Settings.from_environment({k: v for k, v in LOCAL.items() if k != missing})


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8080/v1",
        "ftp://127.0.0.1/v1",
        "http://",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1/v1 x",
        "http://127.0.0.1/v1?key=sk-1",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(AdjudicatorError, match="REPORTEDLY_ADJUDICATOR_URL"):
        Settings(url=url, model="tiny")


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(AdjudicatorError, match="a key belongs in REPORTEDLY_ADJUDICATOR_KEY") as refused:
        Settings(url="https://me:hidden@api.example.org/v1", model="tiny")
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize("budget", ["-1", "many", "1.5"])
def test_a_budget_is_a_number(budget: str) -> None:
    with pytest.raises(AdjudicatorError, match="BUDGET"):
        Settings.from_environment({**LOCAL, "REPORTEDLY_ADJUDICATOR_BUDGET": budget})


@pytest.mark.parametrize("key", ["sk 1", "sk\n1", "schlüssel"])
def test_a_key_that_is_none_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(AdjudicatorError) as refused:
        Settings(url="https://api.example.org/v1", model="tiny", key=key)
    assert key not in str(refused.value)


def test_a_key_leaves_the_private_network_over_https_only() -> None:
    with pytest.raises(AdjudicatorError, match="https only") as refused:
        Settings(url="http://8.8.8.8/v1", model="tiny", key="sk-1")
    assert "sk-1" not in str(refused.value)
    Settings(url="https://8.8.8.8/v1", model="tiny", key="sk-1")
    Settings(url="http://10.1.2.3:8000/v1", model="tiny", key="sk-1")
    Settings(url="http://[::1]:8000/v1", model="tiny", key="sk-1")
    Settings(url="http://8.8.8.8/v1", model="tiny")
