"""The roster: every name leads to one actor, every party exists, and nobody is on a side by chance."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly import lexicon
from reportedly.errors import LexiconError
from reportedly.lexicon import actors, roles, table
from reportedly.model import Actor, ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Lisbon", "Portugal"),
        ("the Kremlin", "Kremlin"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("us", None),
        ("WHO", "World Health Organization"),
        ("who", None),
        ("Who", None),
        ("LeT", "Lashkar-e-Taiba"),
        ("Let", None),
        ("Tass", "TASS"),
        ("Nato", "NATO"),
        ("SEOUL", "South Korea"),
        ("Islamic Republic of Iran", "Iran"),
        ("People's Republic of China", "China"),
        ("People’s Republic of China", "China"),
        ("Burmese", "Myanmar"),
        ("Doctors Without Borders", "Médecins Sans Frontières"),
        ("Al Qaeda", "Al-Qaeda"),
        ("Federal Institute of Nowhere", None),
        ("", None),
        ("’", None),
    ],
)
def test_a_name_leads_to_its_entry(name: str, canonical: str | None) -> None:
    found = actors.canonical(name)
    assert (found.name if found else None) == canonical


def test_every_state_has_what_composition_needs() -> None:
    rows = table("states.tsv")
    assert len(rows) > 190
    for row in rows:
        entry = actors.state(row["code"])
        assert entry is not None
        assert entry.kind is ActorKind.STATE
        assert actors.canonical(entry.name) is entry


@pytest.mark.parametrize(
    "name", ["states.tsv", "actors.tsv", "figures.tsv", "sides.tsv", "roles.tsv", "bodies.tsv", "first_names.tsv"]
)
def test_no_row_is_there_twice(name: str) -> None:
    rows = table(name)
    first = next(iter(rows[0]))
    assert [k for k, n in Counter(row[first] for row in rows).items() if n > 1] == []


def test_every_party_named_is_in_the_roster_by_its_own_name() -> None:
    parties = {row["of"] for name in ("actors.tsv", "figures.tsv") for row in table(name) if row["of"]}
    parties |= {member for row in table("sides.tsv") for member in row["members"].split("|")}
    assert [p for p in parties if (found := actors.canonical(p)) is None or found.name != p] == []


def test_a_party_is_on_one_side_only() -> None:
    members = Counter(member for row in table("sides.tsv") for member in row["members"].split("|"))
    assert [m for m, n in members.items() if n > 1] == []


def test_every_country_is_a_state_or_a_territory() -> None:
    import pycountry

    codes = {row["country"] for row in table("actors.tsv") if row["country"]}
    assert {c for c in codes if actors.state(c) is None and pycountry.countries.get(alpha_2=c) is None} == set()


def test_a_name_that_several_bear_keeps_them_all() -> None:
    names = [n.entry.of for n in actors.candidates(actors.key("Joint Chiefs of Staff"))]
    assert {"South Korea", "United States"} <= set(names)


@pytest.mark.parametrize(
    ("actor", "party"),
    [
        (Actor(name="Lars Holm", kind=ActorKind.PERSON, of="Kremlin"), "Russia"),
        (Actor(name="UNICEF", kind=ActorKind.ORGANISATION, of="United Nations"), "United Nations"),
        (Actor(name="Kremlin", kind=ActorKind.GOVERNMENT), "Kremlin"),
        (Actor(name="Qassam", kind=ActorKind.ARMED_GROUP, of="Izz ad-Din al-Qassam Brigades"), "Hamas"),
        (Actor(name="Lars Holm", kind=ActorKind.PERSON, of="Harbour Company"), "Harbour Company"),
        (Actor(name="Lars Holm", kind=ActorKind.PERSON), "Lars Holm"),
        (Actor(name="A", kind=ActorKind.PERSON, of="A"), "A"),
    ],
)
def test_the_party_is_the_last_that_is_spoken_for(actor: Actor, party: str) -> None:
    assert actors.party_of(actor) == party


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Russia", "Donetsk People's Republic", True),
        ("Hamas", "Palestinian Islamic Jihad", True),
        ("Portugal", "Portugal", True),
        ("Portugal", "Spain", False),
        ("Ukraine", "United States", False),
        ("Russia", "North Korea", False),
        ("Nobody", "nobody", True),
    ],
)
def test_sides(first: str, second: str, same: bool) -> None:
    assert actors.same_side(first, second) is same
    assert actors.same_side(second, first) is same


def test_who_stands_alone_is_on_no_side() -> None:
    assert actors.side_of("Portugal") is None


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2010, 1, 1), "Angela Merkel"),
        (date(2022, 6, 1), "Olaf Scholz"),
        (date(1950, 1, 1), None),
    ],
)
def test_who_holds_an_office_depends_on_the_day(day: date, name: str | None) -> None:
    found = actors.holder({"chancellor"}, "Germany", day)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("plural", "noun"),
    [
        ("spokesmen", "spokesman"),
        ("envoys", "envoy"),
        ("agencies", "agency"),
        ("women", "woman"),
        ("witnesses", "witness"),
        ("police", "police"),
        ("bus", "bus"),
    ],
)
def test_singular(plural: str, noun: str) -> None:
    assert roles.singular(plural) == noun


def test_what_a_role_is_like_is_a_role_itself() -> None:
    likes = {like for role in roles.roles().values() for like in role.like}
    assert likes - set(roles.roles()) == set()


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the user's own, with every cache emptied before and after."""
    caches = [
        getattr(module, name)
        for module in (lexicon, actors, roles)
        for name in dir(module)
        if hasattr(getattr(module, name), "cache_clear")
    ]
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setenv("REPORTEDLY_LEXICON", str(tmp_path))
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


def test_a_users_own_actors_lie_over_the_roster(overlay: Path) -> None:
    (overlay / "actors.tsv").write_text(
        "name\tkind\tcountry\tof\talso\nFjord Wire\toutlet\tNO\t\tFW\nTASS\toutlet\tRU\t\t\n", "utf-8"
    )
    found = actors.canonical("FW")
    assert found is not None
    assert found.name == "Fjord Wire"
    tass = actors.canonical("TASS")
    assert tass is not None
    assert tass.of is None
    assert actors.canonical("Yonhap") is not None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("actors.tsv", "name\tkind\tcountry\tof\talso\nX\tcircus\t\t\t\n", "circus"),
        ("figures.tsv", "name\tgender\toffice\tof\tsince\tuntil\talso\nX\t\t\t\tyesterday\t\t\n", "yesterday"),
        ("figures.tsv", "name\tgender\toffice\tof\tsince\tuntil\talso\nX\t\t\t\t2000-01-01|2001-01-01\t\t\n", "since"),
    ],
)
def test_a_users_mistake_is_named(overlay: Path, name: str, content: str, said: str) -> None:
    (overlay / name).write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=said):
        actors.canonical("Yonhap")
