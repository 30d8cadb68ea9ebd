"""Statements of the rules and of the tagger, merged."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.reading.attribution.candidate import Candidate
from reportedly.reading.attribution.merge import MergedStatement, merge_candidates
from reportedly.reading.parsed import parse
from reportedly.reading.tagger.decoding import LABELS, Linked, RoleSpan
from reportedly.reading.tagger.features import WordFeatures, word_features
from reportedly.reading.tagger.tagger import Tags
from reportedly.reading.triggers.stage import find_triggers
from tests.reading.docs import parsed as parsed_by_hand
from tests.reading.stages import attributions

TEXT = "The mayor said the bridge was open, and the judge denied any delay."
ROWS = """
The     DT   det    2
mayor   NN   nsubj  3
said    VBD  ROOT   0
the     DT   det    5
bridge  NN   nsubj  6
was     VBD  ccomp  3
open    JJ   acomp  6
,       ,    punct  3
and     CC   cc     3
the     DT   det    11
judge   NN   nsubj  12
denied  VBD  conj   3   lemma=deny
any     DT   det    14
delay   NN   dobj   12
.       .    punct  12
"""


def place(phrase: str) -> tuple[int, int]:
    start = TEXT.index(phrase)
    return start, start + len(phrase)


def ruled(rule: str, source: str, cue: str, content: str, *via: str) -> Candidate:
    g = parsed_by_hand(ROWS).syntax
    return Candidate(
        rule=rule,
        at=g.token_at(place(cue)[0]),
        cue=place(cue),
        source=place(source),
        content=[place(content)],
        via=[place(v) for v in via],
    )


def test_the_text_is_that_of_the_parse() -> None:
    assert parsed_by_hand(ROWS).text == TEXT


def tagged(words: WordFeatures, *statements: tuple[str | None, str, str]) -> Tags:
    def span(role: str, phrase: str) -> RoleSpan:
        start, end = place(phrase)
        inside = [i for i, (s, e) in enumerate(words.spans) if s < end and e > start]
        return RoleSpan(role, inside[0], inside[-1], 0.9)

    n = len(words.spans)
    said = [
        Linked(span("cue", cue), span("source", source) if source else None, (span("content", content),), 0.9, 0.9, 0.9)
        for source, cue, content in statements
    ]
    return Tags(
        chances=np.full((n, len(LABELS)), 1 / len(LABELS), dtype=np.float32),
        statements=tuple(said),
        factuality=np.zeros(n, dtype=np.float32),
        vectors=np.zeros((n, 1), dtype=np.float32),
        said=np.zeros((n, 1), dtype=np.float32),
    )


def joined(found: list[Candidate], *statements: tuple[str | None, str, str]) -> list[tuple[str | None, str, str]]:
    parsed = parsed_by_hand(ROWS)
    words = word_features(parsed, [c.spans for c in found], find_triggers(parsed))
    return [_shown(s) for s in merge_candidates(parsed, found, words, tagged(words, *statements), {})]


def _shown(s: MergedStatement) -> tuple[str | None, str, str]:
    return (TEXT[slice(*s.source)] if s.source else None, TEXT[slice(*s.content[0])], s.made_by)


def test_where_both_have_it_the_taggers_bounds_count_and_both_are_named() -> None:
    rule = ruled("that", "mayor", "said", "the bridge")
    assert joined([rule], ("The mayor", "said", "the bridge was open")) == [
        ("The mayor", "the bridge was open", "reader+rule:that")
    ]


def test_what_only_the_tagger_has_stays() -> None:
    assert joined([], ("the judge", "denied", "any delay")) == [("the judge", "any delay", "reader")]


def test_what_only_the_rules_have_stays_where_it_is_not_in_the_way() -> None:
    rules = [ruled("np", "the judge", "denied", "any delay"), ruled("that", "The mayor", "said", "bridge was open")]
    assert joined(rules, ("The mayor", "said", "the bridge was open, and the judge denied any delay")) == [
        ("The mayor", "the bridge was open, and the judge denied any delay", "reader+rule:that")
    ]
    assert joined(rules, ("The mayor", "said", "the bridge was open"))[1] == ("the judge", "any delay", "rule:np")


def test_only_the_rules_take_a_chain_apart() -> None:
    rule = ruled("np", "the judge", "denied", "any delay", "The mayor")
    assert joined([rule], ("The mayor", "said", "the judge denied any delay")) == [
        ("the judge", "any delay", "reader+rule:np")
    ]


def test_confidence_grows_with_its_signals() -> None:
    weights = {"heard": [0.0, 1.0], "unheard": [-1.0, 1.0]}
    sure, unsure = (MergedStatement(None, None, [(0, 1)], signals=[x]) for x in (3.0, -3.0))
    assert sure.confidence(weights) > 0.9 > 0.1 > unsure.confidence(weights)
    assert MergedStatement(None, None, [(0, 1)], tagged=False, signals=[0.0]).confidence(weights) < 0.5


@pytest.mark.model
def test_whom_a_carrier_quotes_is_not_what_it_says() -> None:
    text = "The dam broke, the Fjord agency reported on Monday, quoting Ana Ruiz, who leads the inquiry."
    assert all("Ana Ruiz" not in c.exact for a in attributions(parse(text)) for c in a.content)
