"""Sessions: signed cookies, and limits on how often somebody may write."""

from __future__ import annotations

import pytest

from reportedly.web.security.sessions import HOURS, Auth, RateLimit
from tests.web.signing import TOKEN


def test_a_session_ends_after_hours_and_cannot_be_made_up() -> None:
    now = [1_000_000.0]
    auth = Auth(TOKEN, clock=lambda: now[0])
    cookie = auth.cookie(auth.sign_in("Ana"))
    assert auth.session(cookie) == auth.session(cookie)
    assert auth.session(cookie + "0") is None
    assert auth.session("x" + cookie) is None
    assert auth.session("é") is None
    assert Auth(TOKEN).session(cookie) is None
    now[0] += HOURS * 3600 + 1
    assert auth.session(cookie) is None


def test_a_limit_fills_up_again() -> None:
    now = [0.0]
    limit = RateLimit(2, 60.0, clock=lambda: now[0])
    assert [limit.take("a"), limit.take("a")] == [0.0, 0.0]
    assert limit.take("a") == pytest.approx(30.0)
    assert limit.take("b") == 0.0
    now[0] += 30
    assert limit.take("a") == 0.0


def test_all_addresses_together_may_ten_times_as_often() -> None:
    now = [0.0]
    limit = RateLimit(2, 60.0, clock=lambda: now[0])
    waits = [limit.take(f"made up {n}") for n in range(21)]
    assert waits[:20] == [0.0] * 20
    assert waits[20] == pytest.approx(3.0)
    now[0] += 3
    assert limit.take("another") == 0.0
