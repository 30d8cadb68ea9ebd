"""Similarity of statements, in parses written down by hand."""

from __future__ import annotations

from reportedly.model import Act, Actor, ActorKind, Anchor, Statement
from reportedly.reading.parsed import Parsed
from reportedly.reading.relations.replies import find_replies
from reportedly.reading.relations.similarity import ContentWords, Similarity, same_party
from tests.reading.docs import parsed

BAY = """
Norpetro   NNP nsubj 2 ent=ORG
dumped     VBD ROOT  0 lemma=dump
oil        NN  dobj  2
in         IN  prep  2
Kjell      NNP pobj  4 ent=GPE
.          .   punct 2

Oil        NN  nsubjpass 3
was        VBD auxpass   3
dumped     VBN ROOT      0 lemma=dump
in         IN  prep      3
the        DT  det       6
town       NN  pobj      4
.          .   punct     3

The        DT  det   2
beach      NN  nsubj 3
is         VBZ ROOT  0
open       JJ  acomp 3
.          .   punct 3

It         PRP nsubj 2
denied     VBD ROOT  0 lemma=deny
the        DT  det   4
allegation NN  dobj  2
.          .   punct 2
"""


def statement(report: Parsed, words: str, by: str | None, act: Act = Act.ASSERT) -> Statement:
    start = report.text.index(words)
    return Statement(
        id=words,
        source=None if by is None else Anchor.of(report.text, 0, 8),
        cue=None,
        content=(Anchor.of(report.text, start, start + len(words)),),
        act=act,
        actor=None if by is None else Actor(name=by, kind=ActorKind.ORGANISATION),
        made_by="test",
    )


def test_content_words_are_lemmas_or_predicate_classes() -> None:
    report = parsed(BAY)
    found = Similarity(report).content_words(statement(report, "Norpetro dumped oil in Kjell", None))
    assert found.words == {"norpetro", "dump", "energy~", "kjell"}
    assert found.names == {"norpetro", "kjell"}


def test_the_town_is_the_place_named_before() -> None:
    report = parsed(BAY)
    found = Similarity(report).content_words(statement(report, "Oil was dumped in the town", None))
    assert found.words == {"energy~", "dump", "kjell"}
    assert found.names == {"kjell"}


def test_overlap_is_the_share_of_the_fewer_words() -> None:
    first = ContentWords(frozenset({"oil", "dump", "bay", "town"}), frozenset())
    second = ContentWords(frozenset({"oil", "dump", "firm"}), frozenset())
    assert first.overlap(second) == 2 / 3
    assert first.overlap(ContentWords(frozenset({"oil"}), frozenset())) == 0.0


def test_statements_share_words_or_a_name() -> None:
    report = parsed(BAY)
    similarity = Similarity(report)
    first = statement(report, "Norpetro dumped oil in Kjell", None)
    second = statement(report, "Oil was dumped in the town", None)
    beach = statement(report, "The beach is open", None)
    assert similarity.share_name(first, second)
    assert similarity.share_words(first, second, besides="oil")
    assert not similarity.share_words(first, beach, besides="")
    assert not similarity.may_count_the_same(first, beach, counted="oil")


def test_one_party_is_one_voice() -> None:
    report = parsed(BAY)
    russia, kremlin, norway, outlet = (
        statement(report, "The beach is open", by) for by in ("Russia", "Kremlin", "Norway", None)
    )
    assert same_party(russia, russia)
    assert not same_party(russia, norway)
    assert not same_party(russia, outlet)
    assert same_party(outlet, outlet)
    assert not same_party(kremlin, norway)


def test_a_denial_answers_what_is_about_the_same() -> None:
    report = parsed(BAY)
    claim = statement(report, "Norpetro dumped oil in Kjell", "Greenwater")
    other = statement(report, "The beach is open", "Kjell council")
    denial = statement(report, "Oil was dumped in the town", "Norpetro", Act.DENY)
    assert [s.answers for s in find_replies(report, [claim, other, denial])] == [None, None, claim.id]


def test_a_denial_of_the_allegation_answers_the_statement_before() -> None:
    report = parsed(BAY)
    claim = statement(report, "Oil was dumped in the town", "Greenwater")
    denial = statement(report, "the allegation", "Norpetro", Act.DENY)
    assert [s.answers for s in find_replies(report, [claim, denial])] == [None, claim.id]


def test_nobody_answers_himself() -> None:
    report = parsed(BAY)
    claim = statement(report, "Oil was dumped in the town", "Norpetro")
    denial = statement(report, "the allegation", "Norpetro", Act.DENY)
    assert [s.answers for s in find_replies(report, [claim, denial])] == [None, None]
