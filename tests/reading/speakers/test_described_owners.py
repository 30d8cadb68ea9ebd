"""Whom named people speak for where the body is described, not named, beside them; short texts of our own."""

from __future__ import annotations

import pytest

from reportedly.model import ActorKind, Report
from reportedly.reading.attribution.stage import find_attributions
from reportedly.reading.parsed import parse
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.speakers.stage import SourceResolver
from reportedly.reading.triggers.stage import find_triggers
from tests.reading.speakers.discourses import entity_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "person", "party"),
    [
        (
            "The National Elections Authority denied it. The authority's president, Mathilde Ngouyombo, left Chad.",
            "Mathilde Ngouyombo",
            "National Elections Authority",
        ),
        ("The Borneo Pilots' Guild met. Hafiz Rosdi of the guild left.", "Hafiz Rosdi", "Borneo Pilots' Guild"),
        ("The Norvik Institute met. The institute's Hafiz Rosdi left.", "Hafiz Rosdi", "Norvik Institute"),
        ("Odda Mines closed the pit. Its spokesman, Colonel Ana Ruiz, left.", "Ana Ruiz", "Odda Mines"),
        ("Odda Mines closed the pit. Spokeswoman Ana Ruiz left.", "Ana Ruiz", "Odda Mines"),
        (
            "The Coalition for Reform met. Ana Ruiz, who heads the coalition, left.",
            "Ana Ruiz",
            "Coalition for Reform",
        ),
        ("The Norvik Institute met. Norvik president Ana Ruiz left.", "Ana Ruiz", "Norvik Institute"),
        ("Viktor Danko's lawyer, Ana Ruiz, left.", "Ana Ruiz", "Viktor Danko"),
        ("Rejang Air's Hafiz Rosdi left.", "Hafiz Rosdi", "Rejang Air"),
        ("Matagouri's Hafiz Rosdi left.", "Hafiz Rosdi", "Matagouri"),
        ("The mine was empty. “We know nothing,” said Jummai Tarfa of Basin Watch.", "Jummai Tarfa", "Basin Watch"),
        ("The mine was empty. “We know nothing,” said Jummai Tarfa of Santa Cruz.", "Jummai Tarfa", None),
        ('Odda Mines met. "We have a flag," said Hafiz Rosdi for the company.', "Hafiz Rosdi", "Odda Mines"),
        ("In Sweden, president Ana Ruiz said no.", "Ana Ruiz", None),
        (
            "Norway is certain of it. Chad and Peru asked why. Government spokesman Ana Ruiz accused Washington.",
            "Ana Ruiz",
            "Norway",
        ),
        ("The Minister for the Middle East, Ana Ruiz, left Chad.", "Ana Ruiz", None),
        ("Norwegian Senator Ana Ruiz left Chad.", "Ana Ruiz", None),
        ("In Norway, lawmaker Ana Ruiz left.", "Ana Ruiz", None),
        ("Labour MP Ana Ruiz left.", "Ana Ruiz", "Labour Party"),
        ("In Chad our president, Ana Ruiz, left.", "Ana Ruiz", None),
        ("In Chad the firm lost again. Its president, Ana Ruiz, left.", "Ana Ruiz", None),
        ("Riverton police Lt. Ana Ruiz left.", "Ana Ruiz", "Riverton police"),
        ("The Riverton police came. Constable Ana Ruiz said two men were held.", "Ana Ruiz", "Riverton police"),
        ("The Riverton police came. Police Commissioner Ana Ruiz left.", "Ana Ruiz", "Riverton police"),
        ("The Lodd Fire Department came. Fire chief Ana Ruiz left.", "Ana Ruiz", "Lodd Fire Department"),
        ("Riverton County prosecutor Ana Ruiz left.", "Ana Ruiz", None),
        ("Police found the car, Riverton police Lt. Ana Ruiz said.", "Ana Ruiz", "Riverton police"),
        ("A man was shot in a bakery in Lyon. Police came, Constable Ana Ruiz said.", "Ana Ruiz", "Lyon police"),
        ("A man was shot in Lyon and one in Turin. Police came. Constable Ana Ruiz left.", "Ana Ruiz", None),
        ("Ana Ruiz, head of the ASDA private sector union, left.", "Ana Ruiz", "ASDA"),
        ("Ana Ruiz from Peru's Blue Lantern relief agency left.", "Ana Ruiz", "Blue Lantern"),
        ("Ana Ruiz, a historian and director of the Norvik Institute, left.", "Ana Ruiz", "Norvik Institute"),
        ("Ana Ruiz, author of the 2005 book The Salt Road, left.", "Ana Ruiz", None),
        ("Pilot Awards day came. Ana Ruiz, the pilot president, left.", "Ana Ruiz", None),
        ("Former Putin aide Ana Ruiz left.", "Ana Ruiz", None),
        ("Virginia Gov. Ana Ruiz met the University of Virginia.", "Ana Ruiz", "Virginia"),
        ("In Chad Health Secretary Ana Ruiz left. The elated Secretary Ruiz sang.", "Ana Ruiz", "Chad"),
        ("The committee of the Labour Party met. The committee's ranking MP Ana Ruiz left.", "Ana Ruiz", None),
        ("Boston District Attorney Ana Ruiz left.", "Ana Ruiz", "Boston District Attorney's Office"),
        (
            "Norvik Foods won. Peru met Norvik Foods. Norvik Foods sang. Team president Ana Ruiz left.",
            "Ana Ruiz",
            "Norvik Foods",
        ),
        ("Queens District Attorney Ana Ruiz left.", "Ana Ruiz", "Queens District Attorney's Office"),
        ("Teachers marched in Gdansk. Labour Minister Ana Ruiz left.", "Ana Ruiz", "Poland"),
        ("Teachers marched in Gdansk. The president, Ana Ruiz, left.", "Ana Ruiz", None),
        ("Teachers marched in Gdansk and in Lyon. Labour Minister Ana Ruiz left.", "Ana Ruiz", None),
        ("Highway Patrol Officer Ana Ruiz left.", "Ana Ruiz", "Highway Patrol"),
        ("North Mat-Ku Fire Department Chief Ana Ruiz left.", "Ana Ruiz", "North Mat-Ku Fire Department"),
        ("Ana Ruiz, dean of the Norvik Institute, left.", "Ana Ruiz", "Norvik Institute"),
        (
            "Ana Ruiz, vice president for birds at the charity, Norvik Bird Society, left.",
            "Ana Ruiz",
            "Norvik Bird Society",
        ),
        ("The Rev. Ana Ruiz of the Lodd Bible Church left.", "Ana Ruiz", "Lodd Bible Church"),
        ("The Lodd Harriers lost. Harriers general manager Ana Ruiz left.", "Ana Ruiz", "Lodd Harriers"),
        ("Vermont Sen. Ana Ruiz left.", "Ana Ruiz", None),
        (
            "The Lodd County District Attorney's Office charged him. DA spokesman Ana Ruiz left.",
            "Ana Ruiz",
            "Lodd County District Attorney's Office",
        ),
        ("Niger asked for help. Mission chief Ana Ruiz said so.", "Ana Ruiz", None),
        ("Ana Ruiz, the fund's head of mission in Niger, left. The Norvik Fund met.", "Ana Ruiz", "Norvik Fund"),
        ("Ana Ruiz, secretary of the Lodd Fishermen's Union, left.", "Ana Ruiz", "Lodd Fishermen's Union"),
        ("Ana Ruiz, chief engineer of Odda Power, left.", "Ana Ruiz", "Odda Power"),
        ("In Lodd, District Collector Ana Ruiz left.", "Ana Ruiz", None),
        ("Ana Ruiz, president of the Trawler Owners' Association, left.", "Ana Ruiz", "Trawler Owners' Association"),
        ("Ana Ruiz, chairwoman of Zone 9, left.", "Ana Ruiz", "Zone 9"),
        ("They were taken to Lodd Hospital, where spokeswoman Ana Ruiz gave no names.", "Ana Ruiz", "Lodd Hospital"),
        ("The Kenyan army left. Colonel Ana Ruiz said so.", "Ana Ruiz", "Kenya"),
        ("The Kenyan army and the Chadian army met. Colonel Ana Ruiz said so.", "Ana Ruiz", None),
        (
            "Odda Mines, a Piraeus company, is calm. Odda Mines fell. "
            "Ana Ruiz, spokesman of the Piraeus company, left.",
            "Ana Ruiz",
            "Odda Mines",
        ),
        ("Vermont Sen. Ana Ruiz, head of the Norvik Relief Committee, left.", "Ana Ruiz", "Norvik Relief Committee"),
        ("Mila Karel is ill. Her longtime publicist, Ana Ruiz, said so.", "Ana Ruiz", "Mila Karel"),
        ("The actress Mila Karel is ill. The actress's rep Ana Ruiz said so.", "Ana Ruiz", "Mila Karel"),
        ("Mila Karel left. Ana Ruiz, a top adviser to Karel, said so.", "Ana Ruiz", "Mila Karel"),
        ("Mila Karel lost. Her campaign manager, Ana Ruiz, said so.", "Ana Ruiz", "Mila Karel"),
        ('"We are glad," said Ana Ruiz, president, Norvik Media Group.', "Ana Ruiz", "Norvik Media Group"),
        ('"No," said Ana Ruiz, intelligence director of vNorvik.', "Ana Ruiz", "vNorvik"),
        ("Ana Ruiz, a director at telecoms company Interkabel, left.", "Ana Ruiz", "Interkabel"),
        ("Ana Ruiz, a professor at Norvik University, left.", "Ana Ruiz", None),
        ("Norvik News host Ana Ruiz left.", "Ana Ruiz", None),
        ("Capt. Ana Ruiz, commander in Iraq, left.", "Ana Ruiz", None),
        ("In Chad, the Secretary of the Interior, Ana Ruiz, left.", "Ana Ruiz", "Chad"),
        ("Ana Ruiz, Ohio Secretary of State, said the vote was void.", "Ana Ruiz", "Ohio"),
        ("In Chad, Home Secretary Ana Ruiz left.", "Ana Ruiz", "Chad"),
        (
            "Odda Mines cut jobs. Odda Mines fell. Peru asked Odda Mines. Managing director Ana Ruiz left.",
            "Ana Ruiz",
            "Odda Mines",
        ),
        ("The Kenyan navy fired at a Chadian ship. Defence Minister Ana Ruiz left.", "Ana Ruiz", "Kenya"),
    ],
)
def test_whom_somebody_beside_a_description_speaks_for(text: str, person: str, party: str | None) -> None:
    discourse = SourceResolver(parse(text), [], Report(text=text)).discourse
    assert entity_of(discourse, person).of == party


def test_the_release_of_a_firm_is_of_its_own_president() -> None:
    text = "The talks failed. We regret it, says our president, Ana Ruiz."
    report = Report(text=text, outlet="Odda Mines, press release")
    assert entity_of(SourceResolver(parse(text), [], report).discourse, "Ana Ruiz").of == "Odda Mines"


def test_whose_running_for_office_speaks_for_no_place() -> None:
    for text in (
        "Indiana Gov. Ana Ruiz, a candidate for president, left. Gov. Jan Berg of Lodd stayed.",
        "Failed candidate and Indiana Gov. Ana Ruiz left.",
    ):
        assert entity_of(SourceResolver(parse(text), [], Report(text=text)).discourse, "Ana Ruiz").of is None


def test_in_a_ministrys_own_text_the_minister_is_of_its_state() -> None:
    text = "Syria has to stop, the Foreign Secretary, Ana Ruiz, said in Jordan."
    region = "The Minister for the Middle East, Ana Ruiz, was in Jordan."
    for said, outlet, party in (
        (text, "Kenyan Foreign Ministry", "Kenya"),
        (text, "The Lodd Wire", "Syria"),
        (region, "Kenyan Foreign Ministry", "Kenya"),
        (region, "The Lodd Wire", None),
    ):
        discourse = SourceResolver(parse(said), [], Report(text=said, outlet=outlet)).discourse
        assert entity_of(discourse, "Ana Ruiz").of == party


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Polskie Tory, the track company, replied.", "Polskie Tory"),
        ("The track company, Polskie Tory, replied.", "Polskie Tory"),
        ("The drivers' association Fri Veg replied.", "Fri Veg"),
        ("Rejang Air spokeswoman Cecilia Tawi replied.", "Rejang Air"),
    ],
)
def test_a_word_beside_a_name_shows_that_it_is_a_body(text: str, name: str) -> None:
    discourse = SourceResolver(parse(text), [], Report(text=text)).discourse
    assert entity_of(discourse, name).kind is ActorKind.ORGANISATION


@pytest.mark.parametrize(
    ("text", "outlet", "party"),
    [
        ("QUESTION: And then? MS HALE: We will see about that.", "US State Department", "United States"),
        ("QUESTION: And then? MS HALE: We will see about that.", "Harbour Post", None),
    ],
)
def test_who_speaks_without_a_title_in_the_text_of_an_organ_speaks_for_it(
    text: str, outlet: str, party: str | None
) -> None:
    read = parse(text)
    found = find_attributions(read, gather_evidence(read, find_triggers(read)))
    discourse = SourceResolver(read, found, Report(text=text, outlet=outlet)).discourse
    assert entity_of(discourse, "HALE").of == party
