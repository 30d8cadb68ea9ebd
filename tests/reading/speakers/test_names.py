"""Proper names, in parses written down by hand."""

from __future__ import annotations

from reportedly.reading.speakers.name import Name
from reportedly.reading.speakers.names import find_names
from tests.reading.speakers.discourses import roster_of

PEOPLE = """
Mr       NNP compound 2
Holm     NNP nsubj    3 ent=PERSON
met      VBD ROOT     0 lemma=meet
Clara    NNP compound 5 ent=PERSON
Berg     NNP dobj     3 ent=PERSON
,        ,   punct    5
a        DT  det      8
lawyer   NN  appos    5
,        ,   punct    5
in       IN  prep     3
Oslo     NNP pobj     10 ent=GPE
.        .   punct    3
"""

BODY = """
The        DT  det      6
Northern   NNP compound 6 ent=ORG
Ferry      NNP compound 6 ent=ORG
Regulation NNP compound 6 ent=ORG
Appeals    NNP compound 6 ent=ORG
Board      NNP nsubj    10 ent=ORG
(          -LRB- punct  8
NFRAB      NNP appos    6 ent=ORG
)          -RRB- punct  8
met        VBD ROOT     0 lemma=meet
.          .   punct    10
"""

UNIVERSITY = """
Moscow     NNP compound 3 ent=ORG
State      NNP compound 3 ent=ORG
University NNP nsubj    4 ent=ORG
met        VBD ROOT     0 lemma=meet
.          .   punct    4
"""

TWICE = """
Ana     NNP compound 2 ent=PERSON
Merrow  NNP nsubj    3 ent=PERSON
left    VBD ROOT     0 lemma=leave
.       .   punct    3

Rain    NN  nsubj    2
hit     VBD ROOT     0
Merrow  NNP dobj     2 ent=ORG
.       .   punct    2
"""

HEADLINE = """
Storm   NNP compound 2
Season  NNP nsubj    3
Ends    VBZ ROOT     0 lemma=end
Early   RB  advmod   3
In      IN  prep     3
Merrow  NNP pobj     5
"""


def names(rows: str) -> list[Name]:
    return find_names(roster_of(rows))


def test_people_have_titles_before_and_after() -> None:
    found = names(PEOPLE)
    assert [(n.words, n.person, n.titles) for n in found] == [
        ("Holm", True, ((0, 1),)),
        ("Clara Berg", True, ((6, 8),)),
    ]


def test_names_of_the_roster_are_not_found_again() -> None:
    assert "Oslo" not in {n.words for n in names(PEOPLE)}


def test_a_body_has_a_head_and_an_acronym() -> None:
    body = names(BODY)[0]
    assert (body.words, body.person, body.head, body.acronym) == (
        "Northern Ferry Regulation Appeals Board",
        False,
        5,
        "NFRAB",
    )


def test_a_roster_name_may_open_a_bodys_own_name() -> None:
    assert [(n.words, n.person) for n in names(UNIVERSITY)] == [("Moscow State University", False)]


def test_a_last_name_alone_is_the_persons_whatever_its_label() -> None:
    assert [(n.words, n.person) for n in names(TWICE)] == [("Ana Merrow", True), ("Merrow", True)]


def test_capitals_in_a_headline_name_nobody_new() -> None:
    found = names(HEADLINE)
    assert found
    assert all(n.short_only and not n.full for n in found)
