"""Affiliations by title, and states that are near, in parses written down by hand."""

from __future__ import annotations

import pytest

from reportedly.reading.speakers.owners import Affiliation, affiliation
from reportedly.reading.speakers.titles import read_title
from tests.reading.speakers.discourses import discourse_of


def before_name(*words: str) -> str:
    """A sentence in which these words, each with its tag, stand before the name of a person."""
    last = len(words) + 2
    rows = [f"{w} {'compound' if i else 'amod'} {last}" for i, w in enumerate(words)]
    name = [f"Ana NNP compound {last} ent=PERSON", f"Ruiz NNP nsubj {last + 1} ent=PERSON"]
    return "\n".join([*rows, *name, "left VBD ROOT 0 lemma=leave", f". . punct {last + 1}"])


@pytest.mark.parametrize(
    ("words", "party", "state"),
    [
        (("Kenyan JJ", "envoy NN"), "Kenya", "Kenya"),
        (("Kenyan JJ", "economist NN"), None, "Kenya"),
        (("former JJ", "Kenyan JJ", "envoy NN"), None, "Kenya"),
        (("Kremlin NNP", "spokeswoman NN"), "Russia", "Russia"),
        (("UNICEF NNP", "spokeswoman NN"), "United Nations", None),
        (("Foreign NNP", "Minister NNP"), None, None),
        (("Syrian JJ", "rebel NN", "commander NN"), None, "Syria"),
        (("Chilean JJ", "opposition NN", "senator NN"), None, "Chile"),
        (("next JJ", "Kenyan JJ", "envoy NN"), None, "Kenya"),
        (("Danish JJ", "Defence NNP", "Ministry NNP", "spokesman NN"), "Denmark", "Denmark"),
        (("resident NN",), None, None),
    ],
)
def test_whom_a_title_speaks_for(words: tuple[str, ...], party: str | None, state: str | None) -> None:
    discourse = discourse_of(before_name(*words), outlet="The Oslo Wire (Norway)")
    title = read_title(discourse.roster, 0, len(words))
    assert title is not None
    assert affiliation(discourse.entities, title, len(words)) == Affiliation(party, state)


INSTITUTE = """
Hana      NNP compound 2  ent=PERSON
Park      NNP nsubj    11 ent=PERSON
,         ,   punct    2
head      NN  appos    2
of        IN  prep     4
the       DT  det      8
Norwegian JJ  amod     8  ent=NORP
Institute NNP pobj     5
,         ,   punct    2
never     RB  neg      11
left      VBD ROOT     0  lemma=leave
.         .   punct    11
"""


def test_an_institute_with_an_adjective_of_a_state_is_in_that_state() -> None:
    discourse = discourse_of(INSTITUTE)
    title = read_title(discourse.roster, 3, 8)
    assert title is not None
    assert affiliation(discourse.entities, title, 3) == Affiliation("Norwegian Institute", "Norway")


NEAR = """
Talks   NNS nsubj 2
failed  VBD ROOT  0 lemma=fail
in      IN  prep  2
Chile   NNP pobj  3 ent=GPE
.       .   punct 2

The     DT  det   2
army    NN  nsubj 3
left    VBD ROOT  0 lemma=leave
.       .   punct 3
"""


def test_the_state_that_something_happens_in_is_near() -> None:
    states = discourse_of(NEAR).entities.states
    assert states.near(4) == "Chile"
    assert states.near(6) is None


def test_a_report_is_not_at_home_where_its_outlet_is() -> None:
    states = discourse_of(NEAR, outlet="The Oslo Wire (Norway)").entities.states
    assert (states.home, states.near(6)) == (None, None)
