"""What layout and syntax decide about who says what, whatever rules and tagger think."""

from __future__ import annotations

import pytest

from reportedly.reading.parsed import parse
from tests.reading.stages import attributions

pytestmark = pytest.mark.model

Said = tuple[str | None, str, str | None]
"""Source, content and relay."""


def said_in(text: str) -> list[Said]:
    """Every attribution of the text."""
    return [
        (
            a.source.exact if a.source else None,
            " + ".join(part.exact.removeprefix("that ") for part in a.content),
            a.via[0].exact if a.via else None,
        )
        for a in attributions(parse(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked if the plan would go ahead, Kessler said he was unsure.", ("Kessler", "he was unsure", None)),
        ("When asked why the gate was open, the warden said the lock had broken.",
         ("the warden", "the lock had broken", None)),
        ("A nurse who did not wish to be identified said supplies had run out.",
         ("A nurse who", "supplies had run out", None)),
    ],
)  # fmt: skip
def test_neither_a_question_to_the_source_nor_a_name_kept_back_is_a_statement(text: str, expected: Said) -> None:
    assert [said for said in said_in(text) if said[0] is not None] == [expected]


def test_whoever_is_asked_between_commas_does_not_ask() -> None:
    text = "The harbour master, asked whether the pilot was drunk, said he would wait for the report."
    assert said_in(text) == [("The harbour master", "he would wait for the report", None)]


def test_what_somebody_is_asked_about_is_no_statement() -> None:
    assert said_in("Brandt, who was asked about the email, called it a forgery.") == [("Brandt", "it a forgery", None)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The suspect, reported to have fled to Turkey, was found in Graz.", "The suspect + to have fled to Turkey"),
        ("The general, rumoured to be in exile, appeared on television.", "The general + to be in exile"),
        ("Word spread that the ferry had sunk.", "the ferry had sunk"),
        ("The tribunal was told that the firm ignored three warnings.", "the firm ignored three warnings"),
        ("He poisoned the well, the court heard.", "He poisoned the well"),
    ],
)
def test_hearsay_has_no_source(text: str, content: str) -> None:
    assert said_in(text)[0] == (None, content, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TASS quoted the governor as saying two drones had been shot down.",
         ("the governor", "two drones had been shot down", "TASS")),
        ("The minister was quoted by Le Monde as saying that France would not pay.",
         ("The minister", "France would not pay", "Le Monde")),
        ("Quoting a police source, AFP said 12 people had been arrested.",
         ("a police source", "12 people had been arrested", "AFP")),
        ("Local radio, citing the mayor, said the dyke had burst.", ("the mayor", "the dyke had burst", "Local radio")),
        ("The reactor was shut down, according to a Kyodo report citing the operator.",
         ("the operator", "The reactor was shut down", "a Kyodo report")),
        ("The minister told the newspaper El Sol in an interview that he would stay.",
         ("The minister", "he would stay", "the newspaper El Sol")),
    ],
)  # fmt: skip
def test_who_is_quoted_or_cited_is_the_source_and_the_medium_the_relay(text: str, expected: Said) -> None:
    assert said_in(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bridge unsafe - engineers", [("engineers", "Bridge unsafe", None)]),
        ("Exclusive: Norvik to sell its mines - sources", [("sources", "Norvik to sell its mines", None)]),
        ("* Schools shut until Monday\n* Red Cross: 40 families have fled",
         [("Red Cross", "40 families have fled", None)]),
        ("INTERVIEWER: How many were hurt?\n\nDr Sato: Eleven. Two are in danger.",
         [("Dr Sato", "Eleven. Two are in danger", None)]),
        ("Q: Did you pay him?\n\nA: Never. I have not met the man.\n\nQ: So who did?\n\nA: Ask the bank.",
         [("A", "Never. I have not met the man", None), ("A", "Ask the bank", None)]),
        ("Mr. OKORO (Ghana): We saw the ship leave.\n\nThe PRESIDENT: I thank the delegate.\n\n"
         "Ms. LIND (Sweden): It had no flag.",
         [("Mr. OKORO", "We saw the ship leave", None), ("The PRESIDENT", "I thank the delegate", None),
          ("Ms. LIND", "It had no flag", None)]),
        ("RADIO WEST: Is the dam safe?\n\nENGEL: It leaks.\n\nRADIO WEST: Since when?\n\nENGEL: Since May.",
         [("ENGEL", "It leaks", None), ("ENGEL", "Since May", None)]),
        ("07:10 Smoke over the port.\n\n07:25 The fire brigade, on the phone: two tanks are burning.\n\n"
         "07:40 – Residents say the gates are locked.",
         [("The fire brigade", "two tanks are burning", None), ("Residents", "the gates are locked", None)]),
        ("The ministry said: Two drones crossed the border. Both were shot down.",
         [("The ministry", "Two drones crossed the border. Both were shot down", None)]),
        ('"We were lucky."\n– Tom Hale, fisherman', [("Tom Hale", "We were lucky", None)]),
        ('"It is a good law," (Max Tell, lawyer)', [("Max Tell", "It is a good law", None)]),
        ("Up.\n\nWe will not raise fares. #buses\n\n— City Transit (@citytransit) June 3, 2024\n\nUp.",
         [("City Transit", "We will not raise fares", None)]),
        ('Shouted an angry farmer: "Go home!"', [("an angry farmer", "Go home!", None)]),
        ('For the union, the offer "is an insult".', [("the union", 'the offer "is an insult', None)]),
        ('"I was at home," said Holt. The prosecutor raised an eyebrow. "At three in the morning?"',
         [("Holt", "I was at home", None), ("The prosecutor", "At three in the morning?", None)]),
    ],
)  # fmt: skip
def test_layout_names_the_speaker(text: str, expected: list[Said]) -> None:
    assert said_in(text) == expected


def test_a_denial_is_not_the_statement_of_those_who_accuse() -> None:
    assert said_in("Norsk Gas denied leaking methane, as campaigners allege.") == [
        ("Norsk Gas", "leaking methane", None)
    ]


def test_who_has_seen_a_document_does_not_speak() -> None:
    assert said_in("A video verified by Reuters shows a man falling.") == [("A video", "a man falling", None)]


def test_an_amount_ends_a_sentence() -> None:
    assert said_in("The pit is 90 ft. Rescuers need ropes, the mayor said.") == [
        ("the mayor", "Rescuers need ropes", None)
    ]
