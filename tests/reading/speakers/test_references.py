"""References: sources named beside their description, and texts that have lost their commas and apostrophes."""

from __future__ import annotations

import pytest

from tests.reading.speakers.test_stage import last

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[[A spokeswoman for the mayor, Hilde Brekke,]] said the bridge was shut.", "Hilde Brekke"),
        ("[[The president of the skippers, Jonas Lie,]] said no boat had left.", "Jonas Lie"),
        ("[[Trade Minister and Government Spokesman Ivar Moe]] said prices fell.", "Ivar Moe"),
        ("[[The mayor and Trade Minister Ivar Moe]] said prices fell.", "mayor and Trade Minister Ivar Moe"),
    ],
)
def test_the_name_after_a_description_is_the_source(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name", "of"),
    [
        ("[[Counsel for Peru]] argued that the treaty was void.", "Peru", None),
        ("[[Lawyers for the Lodd Shipping Company]] said the hull was sound.", "Lodd Shipping Company", None),
        ("[[A lawyer for Jonas Lie]] said he was ill.", "A lawyer for Jonas Lie", "Jonas Lie"),
    ],
)
def test_counsel_for_a_body_is_its_voice_and_for_a_person_speaks_for_them(
    marked: str, name: str, of: str | None
) -> None:
    actor = last(marked)
    assert (actor[0], actor[2]) == (name, of)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[[Perus defence ministry]] said two jets had returned.", "Peruvian Defence Ministry"),
        ("[[Norways foreign minister Ole Krag]] said the talks went on.", "Ole Krag"),
        ("[[Pedro Salas director of the Harbour Clinic]] said drugs were short.", "Pedro Salas"),
        ("The Lodd Monitoring Group [[a charity based in Bergen]] said nine had died.", "Lodd Monitoring Group"),
    ],
)
def test_lost_apostrophes_and_commas_are_no_part_of_names(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_apostrophes_elsewhere_show_that_none_is_lost() -> None:
    assert (
        last("The mayor’s aide left. [[Perus defence ministry]] said two jets had returned.")[0]
        != "Peruvian Defence Ministry"
    )


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[[al-Shabaab]] said it had left the town.", "Al-Shabaab"),
        ("[[The Miners' Guild of the West]] said the shaft was safe.", "Miners' Guild of the West"),
        ("[[The Arctic Commission on Hunters' Rights]] said the quota stood.", "Arctic Commission on Hunters' Rights"),
        ("Norvik Airways closed a base. [[Norvik]] said orders were few.", "Norvik Airways"),
    ],
)
def test_names_are_whole(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("OSLO, May 3 (Fjord Wire) – Sweden’s embassy was shut. [[The government]] said it was sorry.", "Norway"),
        ("OSLO, May 3 (Fjord Wire) – Shots were heard. [[The army]] said nobody had fired.", "Norwegian army"),
    ],
)
def test_the_government_is_the_one_of_the_reports_place(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_a_government_spokesman_is_not_of_the_state_that_spoke_before() -> None:
    marked = (
        "Norway is sure that no torpedo hit the ferry. Norway has asked for the wreck, and Norway pays. "
        "Canada said that it was hit. "
        "[[Government spokesman Lars Aune]] denied it."
    )
    assert last(marked)[2] == "Norway"


def test_a_ministry_that_issues_a_text_is_named_with_its_state() -> None:
    marked = "No call-up is planned. [[The ministry]] said so."
    assert last(marked, outlet="Ministry of Defence of the Republic of Peru") == (
        "Peruvian Defence Ministry",
        "ministry",
        "Peru",
    )


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[[A spokesman for the Norwegian embassy Ivar Moe]] said visas were late.", "Ivar Moe"),
        ("[[Two senior officials]] said no. [[One of the officials]] said the talks were short.", "senior officials"),
        (
            "[[The ministry]] said nine boats sank. The Fisheries Ministry of Peru has no boats.",
            "Peruvian Fisheries Ministry",
        ),
        ("Peru spoke. [[The Secretary-General]] condemned the raid.", "the Secretary-General"),
        ("[[Coalition spokesman Ahmad Ramadan]] said it was late.", "Ahmad Ramadan"),
    ],
)
def test_a_source_is_whoever_the_words_around_it_name(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_an_envoy_to_a_union_of_states_speaks_for_the_state_that_sent_them() -> None:
    assert last("[[China's UN envoy Liu Wen]] said the draft was flawed.")[2] == "China"
