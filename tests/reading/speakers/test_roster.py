"""Names of the roster and roles, in parses written down by hand."""

from __future__ import annotations

from tests.reading.speakers.discourses import roster_of

OFFICE = """
The      DT  det      4
General  NNP compound 3
Staff    NNP compound 4
chief    NN  nsubj    5
met      VBD ROOT     0  lemma=meet
the      DT  det      9
South    NNP compound 8  ent=GPE
Korean   JJ  amod     9  ent=NORP
envoy    NN  dobj     5
.        .   punct    5
"""

COMPASS = """
South  NNP compound 2 ent=GPE
Korea  NNP nsubj    3 ent=GPE
waited VBD ROOT     0
.      .   punct    3

The    DT  det      2
North  NNP nsubj    3
fired  VBD ROOT     0
north  RB  advmod   3
.      .   punct    3

The    DT  det      3
North  NNP compound 3
Sea    NNP nsubj    4
froze  VBD ROOT     0
.      .   punct    4
"""


def test_the_longest_name_counts() -> None:
    roster = roster_of(OFFICE)
    assert {i: (m.end, m.entry.name) for i, m in roster.matches.items()} == {6: (8, "South Korea")}


def test_a_part_of_a_bodys_phrase_is_no_role() -> None:
    roster = roster_of(OFFICE)
    assert roster.role(1, 3) is None
    role = roster.role(8, 9)
    assert role is not None
    assert (role[0].noun, role[1]) == ("envoy", 9)


def test_a_name_of_the_roster_is_no_role() -> None:
    assert roster_of(OFFICE).role(6, 9) is None


def test_words_of_names() -> None:
    roster = roster_of(OFFICE)
    named = [w for w, is_name in zip(roster.syntax.words, roster.in_name, strict=True) if is_name]
    assert named == ["General", "Staff", "South", "Korean"]


def test_the_north_is_the_state_whose_twin_the_report_names() -> None:
    found = roster_of(COMPASS).matches
    assert {i: m.entry.name for i, m in found.items()} == {0: "South Korea", 5: "North Korea"}


MONTHS = """
August NNP compound 2
Lindt  NNP nsubj    3
left   VBD ROOT     0  lemma=leave
.      .   punct    3

In     IN  prep     5
June   NNP compound 3
Braun  NNP pobj     1
and    CC  cc       3
Osei   NNP nsubj    6
met    VBD ROOT     0  lemma=meet
.      .   punct    6
"""


def test_a_month_opens_a_name_unless_a_preposition_makes_it_a_time() -> None:
    roster = roster_of(MONTHS)
    named = [w for w, is_name in zip(roster.syntax.words, roster.in_name, strict=True) if is_name]
    assert named == ["August", "Lindt", "Braun", "Osei"]
