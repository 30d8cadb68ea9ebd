"""Reports are grouped by matter: by what they share, and by what few of the others have."""

from __future__ import annotations

import pytest

from reportedly.linking.topics import Likeness, Profile, matters, telling


def _profile(report: str, *traits: str, claims: tuple[str, ...] = (), event: str | None = None) -> Profile:
    return Profile(report=report, traits=frozenset(traits), claims=frozenset(claims), event=event)


CABLE = [
    _profile("a", "actor norway", "place bergen", "country NO", "name cable"),
    _profile("b", "actor chile", "place bergen", "country NO", "name cable"),
    _profile("c", "actor portugal", "place bergen", "name cable"),
]
TEA = [_profile("d", "actor kenya", "place nakuru"), _profile("e", "actor kenya", "place nakuru", "name tea")]
OTHERS = [_profile(f"x{n}", f"actor {n}", "country NO") for n in range(6)]


def _groups(*profiles: Profile, related: tuple[tuple[str, str], ...] = ()) -> list[list[str]]:
    return [[p.report for p in group] for group in matters(profiles, related) if len(group) > 1]


def test_reports_are_alike_that_share_what_few_have() -> None:
    given = [_profile("a", "x", "y", event="e"), _profile("b", "x", "y"), _profile("c", "y", "z")]
    found = Likeness([*given, _profile("d", event="e")])
    assert found.between("a", "b") == pytest.approx(1.0)
    assert 0.0 < found.between("a", "c") < 0.5
    assert found.between("a", "d") == 1.0
    assert found.between("a", "nobody") == 0.0
    lunds = Likeness([_profile("a", "name lund", "actor ana lund | norway"), _profile("b", "name lund", "day 2")])
    assert lunds.between("a", "b") > 0.1
    assert lunds.between("a", "b", {"ana", "lund"}) == 0.0


def test_reports_with_the_same_telling_names_are_of_one_matter() -> None:
    assert _groups(*CABLE, *TEA, *OTHERS) == [["a", "b", "c"], ["d", "e"]]


def test_what_all_have_tells_nothing() -> None:
    everywhere = [_profile(str(n), "country NO", f"actor {n}") for n in range(5)]
    assert _groups(*everywhere) == []
    assert telling(CABLE, [*CABLE, *TEA, *OTHERS])[:2] == ["name cable", "place bergen"]
    assert "actor chile" not in telling(CABLE, [*CABLE, *TEA, *OTHERS])


def test_claims_relations_and_events_draw_reports_together() -> None:
    apart = [_profile(str(n), f"actor {n}", claims=(f"c{n}",)) for n in range(4)]
    assert _groups(*apart) == []
    assert _groups(*apart, _profile("9", "actor z", claims=("c0",))) == [["0", "9"]]
    assert _groups(*apart, related=(("c1", "c2"),)) == [["1", "2"]]
    told = [_profile("7", "actor p", event="e"), _profile("8", "actor q", event="e")]
    assert _groups(*apart, *told) == [["7", "8"]]


def test_copies_draw_nothing_else_to_them() -> None:
    """Two reports that share many claims are no nearer than one, so that a third must be near to both."""
    many = tuple(f"c{n}" for n in range(30))
    copies = [_profile("a", "actor p", claims=many), _profile("b", "actor q", claims=many)]
    assert _groups(*copies, _profile("z", "actor r"), *OTHERS) == [["a", "b"]]


def test_nothing_is_no_matter() -> None:
    assert matters([], []) == []
    assert _groups(_profile("a", "actor p")) == []
