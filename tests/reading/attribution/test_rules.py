"""Who said what, sentence by sentence."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.candidate import Candidate
from reportedly.reading.attribution.rules import find_candidates
from reportedly.reading.parsed import parse

pytestmark = pytest.mark.model

Row = tuple[str | None, list[str]]


def found(text: str) -> list[Row]:
    """What the rules find."""
    return [
        (text[slice(*c.source)] if c.source else None, [text[slice(*span)] for span in sorted(c.content)])
        for c in ruled(text)
    ]


def ruled(text: str) -> list[Candidate]:
    kept = find_candidates(parse(text))
    return sorted(kept, key=lambda c: (min(c.content), c.cue or min(c.content)))


SPEECH: list[tuple[str, list[Row]]] = [
    ("The mayor said that the bridge would reopen.", [("The mayor", ["that the bridge would reopen"])]),
    ("The bridge will reopen in May, the mayor said.", [("the mayor", ["The bridge will reopen in May"])]),
    ("The bridge will reopen in May, said Mayor Ana Ruiz.", [("Mayor Ana Ruiz", ["The bridge will reopen in May"])]),
    (
        "The bridge, the mayor said, will reopen in May.",
        [("the mayor", ["The bridge", "will reopen in May"])],
    ),
    ("The spokeswoman told reporters that talks had failed.", [("The spokeswoman", ["that talks had failed"])]),
    ("The judge asked whether the witness was safe.", [("The judge", ["whether the witness was safe"])]),
    ("He promised to pay the workers.", [("He", ["to pay the workers"])]),
    ("Norway accused Denmark of fishing in its waters.", [("Norway", ["Denmark of fishing in its waters"])]),
    ("The director denied having seen the letter.", [("The director", ["having seen the letter"])]),
    ("Doctors warned against eating the berries.", [("Doctors", ["eating the berries"])]),
    ("The coach described the result as a disgrace.", [("The coach", ["the result as a disgrace"])]),
    (
        "The bank dismissed as nonsense the reports that it was insolvent.",
        [("The bank", ["the reports that it was insolvent"])],
    ),
    ("The union wants to strike in June.", [("The union", ["to strike in June"])]),
    ("The figure has been denied by the bank.", [("the bank", ["The figure"])]),
    ("The figure has been contested by the bank.", [("the bank", ["The figure"])]),
    ("Police put the number of marchers at 4,000.", [("Police", ["the number of marchers at 4,000"])]),
    (
        "The union said that talks had failed and called on the firm to pay.",
        [("The union", ["that talks had failed"]), ("The union", ["to pay"])],
    ),
    (
        "The mayor said the bridge would be closed and warned that repairs could take months.",
        [("The mayor", ["the bridge would be closed"]), ("The mayor", ["that repairs could take months"])],
    ),
    (
        "The mayor said that the vote had been delayed and accused the council of blocking it.",
        [("The mayor", ["that the vote had been delayed"]), ("The mayor", ["the council of blocking it"])],
    ),
    (
        "The mayor said that the council had lied and that it would resign.",
        [("The mayor", ["that the council had lied"]), ("The mayor", ["that it would resign"])],
    ),
    ("Analysts believe the harvest will be poor.", [("Analysts", ["the harvest will be poor"])]),
]

DIRECT: list[tuple[str, list[Row]]] = [
    ("“We are not going home,” said Maria Lund.", [("Maria Lund", ["We are not going home"])]),
    ('"We are not going home," Lund told the crowd.', [("Lund", ["We are not going home"])]),
    ("''We are not going home,'' she said.", [("she", ["We are not going home"])]),
    ("‘We are not going home,’ she said.", [("she", ["We are not going home"])]),
    ("Lund said: “We are not going home.”", [("Lund", ["We are not going home"])]),
    (
        "“We are tired,” Lund said, “but we are not going home.”",
        [("Lund", ["We are tired", "but we are not going home"])],
    ),
    (
        "The vote was “a farce”, he said.",
        [("he", ["The vote was “a farce”"])],
    ),
]

OTHERS: list[tuple[str, list[Row]]] = [
    ("According to the police, three cars burned.", [("the police", ["three cars burned"])]),
    ("Three cars burned, according to the police.", [("the police", ["Three cars burned"])]),
    ("The minister was quoted as saying that rents would fall.", [("The minister", ["that rents would fall"])]),
    ("The ministry’s denial of any leak surprised nobody.", [("The ministry", ["any leak"])]),
    ("Swedish claims of success were met with laughter.", [("Swedish", ["success"])]),
    ("Few came after her claim that the water is safe.", [("her", ["that the water is safe"])]),
    (
        "Reports from Danish brokers indicating a loss of 40 ships shook the market.",
        [("Reports from Danish brokers", ["a loss of 40 ships"])],
    ),
    (
        "The king praised the crew and mentioned plans for a museum.",
        [("The king", ["the crew"]), ("The king", ["plans for a museum"])],
    ),
    (
        "Lund said prices had doubled, adding that wages had not.",
        [("Lund", ["prices had doubled"]), ("Lund", ["that wages had not"])],
    ),
    (
        "The agency told lawmakers that the dam was weak and that it would fail by June.",
        [("The agency", ["that the dam was weak"]), ("The agency", ["that it would fail by June"])],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*SPEECH, *DIRECT, *OTHERS])
def test_who_said_what(text: str, expected: list[Row]) -> None:
    assert found(text) == expected


def test_a_quotation_of_several_paragraphs_has_one_source() -> None:
    text = "Maria Lund said: “We waited all night.\n\n“Nobody came. We left.”\n\nThe road is open again."
    assert found(text) == [("Maria Lund", ["We waited all night", "Nobody came. We left"])]


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    text = "“We are tired,” Lund said. “We want to sleep.”"
    assert found(text) == [("Lund", ["We are tired", "We want to sleep"])]


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        (
            "Iceland confirmed that it had sunk the boat, as reported by the news agency Fjord on Monday.",
            "Iceland",
            ["the news agency Fjord"],
        ),
        ("The Herald reported, citing the coast guard, that two boats sank.", "the coast guard", ["The Herald"]),
        (
            "Two boats had sunk, the ministry said, the Fjord news agency reported.",
            "the ministry",
            ["the Fjord news agency"],
        ),
        ("The envoy promised to resign, the ministry said.", "The envoy", ["the ministry"]),
        ("The premier told Reuters that two boats had sunk.", "The premier", []),
    ],
)
def test_chains(text: str, source: str, via: list[str]) -> None:
    (said,) = ruled(text)
    assert said.source is not None
    assert text[slice(*said.source)] == source
    assert [text[slice(*v)] for v in said.via] == via


def test_marks_that_only_keep_a_distance_are_no_statement() -> None:
    assert ruled("The so-called “people’s car” sold badly in spring.") == []


def test_a_lost_mark_neither_empties_nor_swallows_the_rest() -> None:
    text = "Lund said “the road was open.\n\nThe mayor said that the bridge was closed."
    assert ("The mayor", ["that the bridge was closed"]) in found(text)


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "OSLO, May 3 (Fjord) – Two boats have sunk, the coast guard said on Friday."
    assert found(text) == [("the coast guard", ["Two boats have sunk"])]
