"""The parts of a source, in parses written down by hand."""

from __future__ import annotations

import pytest

from reportedly.model import ActorKind
from reportedly.reading.speakers.anonymity import AnonymousEntities
from reportedly.reading.speakers.descriptions import group_of
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.phrases import SourcePhrase, is_coordinated, split_source
from tests.reading.speakers.discourses import discourse_of

OFFICIAL = """
Only     RB  advmod   3
an       DT  det      3
official NN  nsubj    11
in       IN  prep     3
Oslo     NNP pobj     4 ent=GPE
,        ,   punct    3
who      WP  nsubj    8
asked    VBD relcl    3 lemma=ask
for      IN  prep     8
anonymity NN pobj     9
spoke    VBD ROOT     0 lemma=speak
.        .   punct    11
"""

TWO = """
The      DT  det      2
mayor    NN  nsubj    6
and      CC  cc       2
the      DT  det      5
governor NN  conj     2
left     VBD ROOT     0 lemma=leave
.        .   punct    6
"""

SOURCE = """
A       DT  det   2
source  NN  nsubj 3
spoke   VBD ROOT  0 lemma=speak
.       .   punct 3
"""

AFTERWARDS = """
Two       CD  nummod 2
diplomats NNS nsubj  3
left      VBD ROOT   0 lemma=leave
.         .   punct  3

They      PRP nsubj  2
spoke     VBD ROOT   0 lemma=speak
on        IN  prep   2
condition NN  pobj   3
of        IN  prep   4
anonymity NN  pobj   5
.         .   punct  2
"""


def split(rows: str, start: int, end: int) -> SourcePhrase:
    discourse = discourse_of(rows)
    return split_source(discourse.roster, discourse.mentions, start, end)


def test_core_and_head_part() -> None:
    assert split(OFFICIAL, 0, 10) == SourcePhrase(start=1, core=3, stop=5, end=10)


def test_sources_side_by_side() -> None:
    discourse = discourse_of(TWO)
    phrase = split_source(discourse.roster, discourse.mentions, 0, 5)
    assert is_coordinated(discourse.roster, discourse.mentions, phrase)
    group = group_of(discourse.roster, phrase)
    assert (group.name, group.kind) == ("mayor and the governor", ActorKind.GROUP)


def test_one_source_is_not_two() -> None:
    discourse = discourse_of(OFFICIAL)
    phrase = split_source(discourse.roster, discourse.mentions, 0, 10)
    assert not is_coordinated(discourse.roster, discourse.mentions, phrase)


@pytest.mark.parametrize(
    ("rows", "core", "kind", "anonymous"),
    [
        (SOURCE, 2, ActorKind.UNNAMED, True),
        (AFTERWARDS, 2, ActorKind.GROUP, True),
        (AFTERWARDS, 2, ActorKind.PERSON, False),
        (TWO, 5, ActorKind.GROUP, False),
    ],
)
def test_whose_name_is_kept_back(rows: str, core: int, kind: ActorKind, anonymous: bool) -> None:
    known = AnonymousEntities(discourse_of(rows).roster)
    entity = Entity("somebody", kind)
    assert known.check(entity, 0, core) is anonymous
    assert (entity in known) is anonymous


def test_who_speaks_for_an_anonymous_body_is_anonymous() -> None:
    known = AnonymousEntities(discourse_of(SOURCE).roster)
    body = Entity("an agency", ActorKind.UNNAMED, human=False)
    assert known.check(body, 0, 2)
    assert Entity("an agency", ActorKind.UNNAMED, voice_of=body) in known
