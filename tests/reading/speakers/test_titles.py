"""Titles before and after names, in parses written down by hand."""

from __future__ import annotations

import pytest

from reportedly.reading.speakers.roster import RosterMatches
from reportedly.reading.speakers.titles import Title, read_title, title_after, title_before
from tests.reading.speakers.discourses import roster_of

MINISTER = """
Kenyan   JJ  amod     5 ent=NORP
Foreign  NNP compound 3
Minister NNP compound 5
Amina    NNP compound 5 ent=PERSON
Otieno   NNP nsubj    6 ent=PERSON
left     VBD ROOT     0 lemma=leave
.        .   punct    6
"""

FORMER = """
Elif       NNP compound 2 ent=PERSON
Kaya       NNP nsubj    9 ent=PERSON
,          ,   punct    2
a          DT  det      7
former     JJ  amod     7
Turkish    JJ  amod     7 ent=NORP
negotiator NN  appos    2
,          ,   punct    2
left       VBD ROOT     0 lemma=leave
.          .   punct    9
"""

DIRECTOR = """
Hana     NNP compound 2  ent=PERSON
Park     NNP nsubj    11 ent=PERSON
,        ,   punct    2
director NN  appos    2
of       IN  prep     4
the      DT  det      7
Centre   NNP pobj     5
for      IN  prep     7
Harbour  NNP compound 10
Studies  NNP pobj     8
left     VBD ROOT     0  lemma=leave
.        .   punct    11
"""

ARMY = """
Oskar  NNP  compound 2  ent=PERSON
Lind   NNP  nsubj    11 ent=PERSON
,      ,    punct    2
head   NN   appos    2
of     IN   prep     4
Sweden NNP  poss     9  ent=GPE
’s     POS  case     6
armed  JJ   amod     9
forces NNS  pobj     5
,      ,    punct    2
left   VBD  ROOT     0  lemma=leave
.      .    punct    11
"""

VERB = """
Lars  NNP compound 2 ent=PERSON
Holm  NNP nsubj    4 ent=PERSON
,     ,   punct    2
said  VBD ROOT     0
so    RB  advmod   4
.     .   punct    4
"""


def title(rows: str, start: int, end: int) -> tuple[RosterMatches, Title]:
    roster = roster_of(rows)
    found = read_title(roster, start, end)
    assert found is not None
    return roster, found


def test_the_role_with_the_most_words_and_its_owner() -> None:
    _, found = title(MINISTER, 0, 3)
    assert found.role.noun == "foreign minister"
    assert found.nouns == {"foreign minister", "minister"}
    assert found.owner.match is not None
    assert found.owner.match.entry.name == "Kenya"
    assert not found.past


def test_a_former_role_is_past() -> None:
    assert title(FORMER, 3, 7)[1].past


def test_an_organisation_that_no_roster_has_owns_by_its_words() -> None:
    roster, found = title(DIRECTOR, 3, 10)
    assert found.owner.words is not None
    assert roster.wording(*found.owner.words) == "Centre for Harbour Studies"


def test_a_states_body_is_both_owner_and_body() -> None:
    _, found = title(ARMY, 3, 9)
    assert found.owner.match is not None
    assert found.owner.body is not None
    assert (found.owner.match.entry.name, found.owner.body.noun.phrase) == ("Sweden", "armed forces")


def test_no_role_no_title() -> None:
    assert read_title(roster_of(VERB), 0, 2) is None


@pytest.mark.parametrize(("rows", "name", "start"), [(MINISTER, 3, 0), (FORMER, 0, 0), (VERB, 0, 0)])
def test_where_a_title_before_a_name_starts(rows: str, name: int, start: int) -> None:
    assert title_before(roster_of(rows), name) == start


@pytest.mark.parametrize(("rows", "end", "after"), [(FORMER, 2, 7), (DIRECTOR, 2, 10), (ARMY, 2, 9), (VERB, 2, 2)])
def test_where_a_description_after_a_name_ends(rows: str, end: int, after: int) -> None:
    assert title_after(roster_of(rows), end) == after
