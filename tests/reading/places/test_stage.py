"""Which names are places, which place each of them is, and whether it stands for a party."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Anchor, Place
from reportedly.reading.parsed import parse
from reportedly.reading.places.stage import find_places

pytestmark = pytest.mark.model


def _places(text: str, *sources: str) -> tuple[Place, ...]:
    anchors = [Anchor.of(text, text.index(s), text.index(s) + len(s)) for s in sources]
    return find_places(parse(text), anchors)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Flooding closed the port of Mombasa on Tuesday.", ["Mombasa"]),
        ("The ferry left Brest for Plymouth.", ["Brest", "Plymouth"]),
        ("She was born in Nice and lives in Reading.", ["Nice", "Reading"]),
        ("Troops moved into eastern Congo.", ["eastern Congo"]),
        ("Gunmen attacked a bus in Zamfara state.", ["Zamfara state"]),
        ("LUSAKA, June 3 (Agency) – The court adjourned.", ["LUSAKA"]),
        ("A fire broke out in Camden County on Friday.", ["Camden County"]),
        ("Cooke, Grayson and Fannin counties are under a warning.", ["Cooke", "Grayson", "Fannin"]),
        ("The Springfield City Council met on Monday in Springfield.", ["Springfield", "Springfield"]),
        ("Protesters gathered in Tahrir Square in Cairo.", ["Tahrir Square", "Cairo"]),
        ("A lorry overturned on Mill Road, near the River Wye.", ["Mill Road", "River Wye"]),
        ("Traffic is slow on Interstate 80.", ["Interstate 80"]),
        ("Shells fell on the village of Dubrovsk.", ["Dubrovsk"]),
        ("Ships wait in the Strait of Hormuz and the Red Sea.", ["Strait of Hormuz", "Red Sea"]),
        ("He flew from Port-au-Prince to Dar es Salaam.", ["Port-au-Prince", "Dar es Salaam"]),
        ("The Kenya-led mission in Haiti ended.", ["Kenya", "Haiti"]),
        ("Rebels attacked Goma.", ["Goma"]),
        ("She sang in St. Peter's Square.", ["St. Peter's Square"]),
    ],
)
def test_places_are_found(text: str, found: list[str]) -> None:
    assert [place.anchor.exact for place in _places(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "It was a nice day, and reading is fun.",
        "Of course, mobile phones ring in March.",
        "Michael Jordan was tired, and Jordan left early.",
        "Paris Hilton signed the book.",
        "The University of Texas hired her from the Bank of England.",
        "The New York Times and the Washington Post wrote about it.",
        "The duke of York spoke, as did the Duke of Wellington.",
        "Ukrainian and Russian officials met American diplomats.",
        "Cases of West Nile virus rose.",
        "President Lincoln spoke to Mr. Houston.",
        "The White House declined to comment.",
        "Radio Berlin played Chopin.",
        "Denzel Washington smiled.",
        "Kenya Barr and Chad Lund won.",
        "China mugs and saucers were sold.",
        "Turkey sandwiches were served.",
        "Mobile handsets were banned.",
        "Nice weather followed.",
        "TAKE US HOME, PLEAD SAILORS",
        "THEY TOLD US EVERYTHING, SAYS WIDOW",
    ],
)
def test_other_things_of_that_name_are_no_places(text: str) -> None:
    assert _places(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "name", "country"),
    [
        ("He was arrested in Paris, Texas.", "Paris", "Paris", "US"),
        ("He was arrested in Paris.", "Paris", "Paris", "FR"),
        ("After talks in Paris, the US Defense Secretary left.", "Paris", "Paris", "FR"),
        ("In Moscow, US diplomats were summoned.", "Moscow", "Moscow", "RU"),
        ("He farms near Moscow, US.", "Moscow", "Moscow", "US"),
        ("Police in London, Ontario, found her.", "London", "London", "CA"),
        ("Georgia's parliament met in Tbilisi.", "Georgia", "Georgia", "GE"),
        ("Georgia's governor spoke in Atlanta and Savannah.", "Georgia", "Georgia", "US"),
        ("Snow fell in Gainesville, Ga., on Sunday.", "Gainesville", "Gainesville", "US"),
        ("Drones hit an oil depot in the Voronezh region.", "Voronezh region", "Voronezh Oblast", "RU"),
        ("Kigali denied it. Rebels hold Goma in eastern Congo.", "Congo", "Democratic Republic of the Congo", "CD"),
        ("The DPRK closed its border with China.", "DPRK", "North Korea", "KP"),
        ("Rain fell in Burma.", "Burma", "Myanmar", "MM"),
        ("KENT, Wash. (Agency) -- A bridge closed.", "KENT", "Kent", "US"),
        ("LIMA, Ohio (Agency) - A bridge closed.", "LIMA", "Lima", "US"),
        ("MOSCOW, Idaho (Agency) - A bridge closed.", "MOSCOW", "Moscow", "US"),
        ("A ferry sank off Samos on Friday.", "Samos", "Samos", "GR"),
        ("Villages on Sumba and Flores were cut off.", "Flores", "Flores", "ID"),
        ("He died on Mount Elbrus.", "Mount Elbrus", "Mount Elbrus", "RU"),
        ("TALKS COLLAPSE: US WALKS OUT", "US", "United States", "US"),
        ("The US fleet left. CREWS TELL US OFFICERS OF FEAR", "US", "United States", "US"),
        ("The treaty was signed in Rome, near the Vatican.", "Rome", "Rome", "IT"),
        ("The ship sank in the Barents Sea.", "Barents Sea", "Barents Sea", None),
    ],
)
def test_places_are_resolved(text: str, words: str, name: str, country: str | None) -> None:
    place = next(p for p in _places(text) if words in p.anchor.exact)
    if name == "Democratic Republic of the Congo":
        assert place.country in ("CD", "CG")
        return
    assert (place.name, place.country) == (name, country)
    assert place.lat is not None
    assert place.lon is not None
    assert place.made_by.startswith(("gazetteer:", "rule:"))


@pytest.mark.parametrize(
    "text",
    [
        "Georgia's legislature adjourned. Georgia's foreign ministry protested.",
        "Georgia's sheriff met her in Macon. The road from Batumi into Georgia is closed.",
    ],
)
def test_a_state_and_a_country_of_one_name_are_told_apart(text: str) -> None:
    assert [p.country for p in _places(text) if p.name == "Georgia"] == ["US", "GE"]


def test_coordinates_tell_towns_of_one_name_apart() -> None:
    texas = next(iter(_places("The mayor of Athens, Texas, resigned.")))
    greece = next(iter(_places("The mayor of Athens, Greece, resigned.")))
    assert (texas.country, greece.country) == ("US", "GR")
    assert texas.lon == pytest.approx(-95.8, abs=0.5)
    assert greece.lon == pytest.approx(23.7, abs=0.5)


def test_a_town_is_the_one_in_the_county_that_the_report_names() -> None:
    text = "Paris police arrested a man on Friday. He is held in the Henry County Jail in Tennessee, said the sheriff."
    paris = next(p for p in _places(text) if p.name == "Paris")
    assert paris.country == "US"
    assert paris.lat == pytest.approx(36.3, abs=0.2)


def test_a_bare_name_follows_the_region_that_the_report_speaks_of() -> None:
    text = "The governor of the Oryol region spoke. Drones were shot down over Oryol, he said."
    assert [p.name for p in _places(text)] == ["Oryol Oblast", "Oryol Oblast"]
    city = "The governor of the Oryol region spoke. A shop burned down in the city of Oryol."
    assert _places(city)[1].made_by == "gazetteer:city"


def test_what_no_gazetteer_knows_is_left_unresolved() -> None:
    place = next(iter(_places("Shells fell on the village of Dubrovsk.")))
    assert (place.name, place.geonameid, place.country, place.lat) == ("Dubrovsk", None, None, None)
    assert place.made_by in ("tagger", "rule:settlement")


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Moscow said it had shot down nine drones.", ["Moscow"]),
        ("Talks between Seoul and Tokyo ended in Geneva.", ["Seoul", "Tokyo"]),
        ("Critics accused Ankara of breaking the embargo.", ["Ankara"]),
        ("Sweden sent two ambulances to Lviv.", ["Sweden"]),
        ("The treaty was signed by Poland and Latvia.", ["Poland", "Latvia"]),
        ("Tehran's decision came late.", ["Tehran"]),
        ("Hungary, Slovakia and Austria rejected the plan.", ["Hungary", "Slovakia", "Austria"]),
        ("Pressure on Belgrade is growing.", ["Belgrade"]),
        ("Chile borders Peru.", []),
        ("The border between Chad and Sudan is closed.", []),
        ("The minister flew to Moscow.", []),
        ("It rained in Norway.", []),
        ("Troops from Chad entered Mali.", []),
        ("France is a large country.", []),
        ("MINSK, May 2 (Agency) – The court adjourned.", []),
    ],
)
def test_parties_are_told_from_places(text: str, parties: list[str]) -> None:
    assert [p.anchor.exact for p in _places(text) if p.as_actor] == parties


def test_the_head_of_a_source_is_a_party() -> None:
    text = "Gainesville put the loss at a million dollars, and a clerk in Gainesville agreed."
    assert [p.as_actor for p in _places(text, "Gainesville")] == [True, False]


def test_the_half_of_a_divided_country_is_that_country() -> None:
    text = "North Korean leader Kim Jong Un visited a factory. Analysts say that the North needs fuel."
    north = _places(text)[-1]
    assert (north.anchor.exact, north.name, north.country, north.as_actor) == ("North", "North Korea", "KP", True)
    assert _places("Snow fell in the North.") == ()


def test_places_stand_in_order_and_none_over_another() -> None:
    text = (
        "NAIROBI, Kenya (Agency) – Officials in Mombasa, Kenya, said that floods along the Tana River had cut the "
        "road from Garissa to Lamu County. Uganda and South Sudan sent help; the U.N. did, too."
    )
    places = _places(text)
    assert len(places) > 7
    for one, two in pairwise(places):
        assert one.anchor.end <= two.anchor.start
    for place in places:
        assert place.anchor.holds_in(text)
        assert (place.lat is None) == (place.lon is None)


NAMES = ["Moscow", "the North", "St. ", "Paris, Texas", "U.S.", "W. Va.", "D.C", "Mill Road", "Highway ", "Lake ", "É"]
BETWEEN = [", ", "\n\n", "\u200b", "\u202e", "“", "(", "—", "'s", "12", "\x07", "🙂", "-"]
WORDS = [" County", " counties", " region", "said ", "in ", "of "]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(NAMES + BETWEEN + WORDS), max_size=14).map("".join) | st.text(max_size=40))
def test_nothing_raises(text: str) -> None:
    doc = parse(text)
    whole = [Anchor.of(text, 0, len(text))] if text else []
    for place in find_places(doc, whole):
        assert place.anchor.holds_in(text)
