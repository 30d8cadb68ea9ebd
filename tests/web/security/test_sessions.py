"""Sessions: signed cookies, and limits on how often somebody may write."""

from __future__ import annotations

import pytest

from reportedly.web.security.sessions import HOURS, IDLE_HOURS, Auth, RateLimit
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
    for _ in range(HOURS):
        assert auth.session(cookie)
        now[0] += 3600
    assert auth.session(cookie) is None


def test_a_limit_fills_up_again() -> None:
    now = [0.0]
    limit = RateLimit(2, 60.0, clock=lambda: now[0])
    assert [limit.take("a"), limit.take("a")] == [0.0, 0.0]
    assert limit.take("a") == pytest.approx(30.0)
    assert limit.take("b") == 0.0
    now[0] += 30
    assert limit.take("a") == 0.0


def test_no_client_locks_out_another() -> None:
    limit = RateLimit(2, 60.0, clock=lambda: 0.0)
    assert all(limit.take("a") == 0.0 for _ in range(2))
    assert [limit.take("a") > 0 for _ in range(100)] == [True] * 100
    assert all(limit.take(f"client {n}") == 0.0 for n in range(100))


def test_an_idle_session_ends() -> None:
    now = [1_000_000.0]
    auth = Auth(TOKEN, clock=lambda: now[0])
    cookie = auth.cookie(auth.sign_in("Ana"))
    for _ in range(4):
        now[0] += IDLE_HOURS * 3600 - 1
        assert auth.session(cookie), "what is asked for keeps it"
    now[0] += IDLE_HOURS * 3600
    assert auth.session(cookie) is None
    assert auth.session(cookie) is None


def test_a_session_that_was_ended_is_not_taken_up_again() -> None:
    auth = Auth(TOKEN)
    ana, ben = auth.sign_in("Ana"), auth.sign_in("Ben")
    auth.sign_out(ana)
    assert auth.session(auth.cookie(ana)) is None
    assert auth.session(auth.cookie(ben)) == ben
