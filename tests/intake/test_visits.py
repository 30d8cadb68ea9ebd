"""Visits: politely, one host at a time, through redirections."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import IntakeError
from reportedly.intake.hosts import Resting, host_of
from reportedly.intake.robots import Forbidden, Robots
from reportedly.intake.visits import NotAnswered, Visit, Visitor, VisitRequest, user_agent
from tests.news_site import SimulatedClock, Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock()


@pytest.fixture
def site(clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "1")
    with serving(Site(clock)) as site:
        site.other["/a"] = ("text/plain", b"Divers were seen.")
        yield site


def request(site: Site, path: str, **more: str) -> VisitRequest:
    return VisitRequest(key=path, address=site.address + path, **more)  # type: ignore[arg-type]


def test_who_asks_is_said(site: Site, clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_CONTACT", "desk@newsroom.example")
    Visitor(clock).visit(request(site, "/a"))
    assert site.agents == {user_agent()}
    assert user_agent().endswith("(follows news feeds; desk@newsroom.example)")
    monkeypatch.setenv("REPORTEDLY_CONTACT", "a\r\nCookie: x")
    assert "\n" not in user_agent()


@pytest.mark.parametrize(("status", "moved"), [(301, True), (302, False)])
def test_only_moves_for_good_are_kept(site: Site, clock: SimulatedClock, status: int, moved: bool) -> None:
    site.instead["/old"] = (status, {"Location": "/a"}, b"")
    visit = Visitor(clock).visit(request(site, "/old"))
    assert visit.answer.body == b"Divers were seen."
    assert visit.moved_to == (f"{site.address}/a" if moved else None)


def test_redirections_are_bounded_and_robots_hold_on_the_way(site: Site, clock: SimulatedClock) -> None:
    site.robots = "User-agent: *\nDisallow: /private\n"
    site.instead |= {p: (302, {"Location": to}, b"") for p, to in (("/loop", "/loop"), ("/door", "/private"))}
    with pytest.raises(IntakeError, match="redirected more than 5 times"):
        Visitor(clock).visit(request(site, "/loop"))
    with pytest.raises(Forbidden):
        Visitor(clock).visit(request(site, "/door"))
    assert not any(path == "/private" for path, _ in site.asked)


def test_a_server_whose_rules_cannot_be_had_is_not_asked(site: Site, clock: SimulatedClock) -> None:
    site.instead["/robots.txt"] = (503, {}, b"")
    visitor = Visitor(clock)
    with pytest.raises(NotAnswered, match=r"robots\.txt: answered 503"):
        visitor.visit(request(site, "/a"))
    with pytest.raises(Resting):
        visitor.visit(request(site, "/a"))
    assert list(visitor.visit_all([request(site, "/a")])) == [], "its turn does not come soon"
    assert site.asked == {("/robots.txt", 503): 1}


def test_retry_after_goes_by_the_servers_clock(site: Site, clock: SimulatedClock) -> None:
    site.skew = timedelta(days=-400)
    site.fails = lambda _path: 429
    site.retry_after = format_datetime((clock.now() + site.skew + timedelta(hours=2)).replace(microsecond=0))
    visitor = Visitor(clock)
    with pytest.raises(NotAnswered) as raised:
        visitor.visit(request(site, "/a"))
    assert raised.value.again is not None
    assert timedelta(minutes=119) < raised.value.again - clock.now() <= timedelta(hours=2)
    assert host_of(site.address) in visitor.hosts.resting()


def test_hosts_are_asked_side_by_side_and_each_one_thing_at_a_time(clock: SimulatedClock, site: Site) -> None:
    with serving(Site(clock)) as other:
        other.other["/a"] = site.other["/a"]
        wanted = [request(one, f"/a?{n}") for one in (site, other) for n in range(5)]
        for one in (site, other):
            one.other |= {f"/a?{n}": one.other["/a"] for n in range(5)}
        found = dict(Visitor(clock).visit_all(wanted))
        assert set(found) == set(wanted)
        assert all(isinstance(visit, Visit) for visit in found.values())
        assert site.busiest == other.busiest == 1


def test_a_server_that_is_not_there_is_asked_once_a_minute(
    clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "1")
    gone = [VisitRequest(key=str(n), address=f"http://127.0.0.1:1/{n}") for n in range(5)]
    [(asked, problem)] = Visitor(clock).visit_all(gone)
    assert asked.key == "0"
    assert isinstance(problem, IntakeError)


def test_private_networks_are_closed_to_what_is_public(site: Site, clock: SimulatedClock) -> None:
    with pytest.raises(IntakeError, match="is in a private network"):
        Visitor(clock).visit(VisitRequest(key="a", address=f"{site.address}/a", public=True))
    assert not site.asked


def test_a_stop_ends_visits(site: Site, clock: SimulatedClock) -> None:
    visits = Visitor(clock).visit_all([request(site, f"/a?{n}") for n in range(40)])
    next(visits)
    clock.stop()
    assert len(list(visits)) < 20


def test_rules_that_are_nonsense_allow_everything() -> None:
    robots = Robots.of(b"<html>\xff\0 no rules\nCrawl-delay: -3\nRequest-rate: 0/0")
    robots.check("https://gazette.example/a")
    assert robots.pause == 1.0
    assert Robots.of(b"User-agent: *\nCrawl-delay: 99999").pause == 600.0
